"""The one tree of errors that `kg` raises on purpose; the command line turns each into one line and an exit code.

KgError                 anything that a user can act on
├── UsageError          wrong option, unknown question or parameter        exit 2
├── DataError           the data does not conform (strict builds)          exit 1
└── InputError          something cannot be read                           exit 3
    ├── ArticleError    one article: skipped, the batch goes on
    ├── StoreError      the store: locked, newer, damaged, not a store
    └── OutputError     an output that cannot be written
"""


class KgError(Exception):
    """Something that went wrong and that a user can act on.

    `message` says what was wrong and where; `hint` says what to do.
    """

    exit_code = 3

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


class UsageError(KgError):
    """A wrong option, an unknown question or parameter."""

    exit_code = 2


class DataError(KgError):
    """Data that does not conform to the shapes."""

    exit_code = 1


class InputError(KgError):
    """Something that cannot be read."""


class ArticleError(InputError):
    """One article that cannot be read; the rest of a batch goes on."""


class StoreError(InputError):
    """A store that cannot be opened, read or written."""


class OutputError(InputError):
    """An output that cannot be written."""
