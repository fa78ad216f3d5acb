"""Compressed files, read as they stream: told by content, with limits that no bomb gets past."""

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO, Final, Protocol

from kg.errors import ArticleError

PEEK: Final = 65_536
LAYERS: Final = 2
FREE: Final = 50_000_000  # bytes that anything may expand to
RATIO: Final = 250  # above that, how many times its size
ENDINGS: Final = {".gz": b"\x1f\x8b", ".bz2": b"BZh", ".xz": b"\xfd7zXZ\0", ".zst": b"\x28\xb5\x2f\xfd"}
_ERRORS: Final = (EOFError, zlib.error, gzip.BadGzipFile, lzma.LZMAError, OSError, ValueError)


def unpack(stream: IO[bytes], path: str) -> tuple["io.BufferedReader[_Raw]", str]:
    """Return a stream of the content of `stream`, decompressed if it is compressed, and its name without that ending.

    Reading raises ArticleError where the data is damaged, cut off, or expands beyond all reason.
    """
    name = Path(path).name
    reader: io.BufferedReader[_Raw] = io.BufferedReader(_Raw(stream, path), PEEK)
    for _ in range(LAYERS):
        head = reader.peek(PEEK)
        kind = next((ending for ending, magic in ENDINGS.items() if head.startswith(magic)), None)
        if kind is None:
            break
        reader = io.BufferedReader(_Unpacked(reader, OPENERS[kind](reader, path), path), PEEK)
        name = name[: -len(kind)] if name.lower().endswith(kind) else name
    return reader, name


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class _Zstd(io.RawIOBase):
    """A zstd stream that raises what the other decompressors raise."""

    def __init__(self, stream: IO[bytes], path: str) -> None:
        super().__init__()
        try:
            import zstandard
        except ImportError:
            raise ArticleError(f"{path}: is zstd data", hint="pip install 'kg-policy[zstd]'") from None
        self.error = zstandard.ZstdError
        self.inner = zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(stream, read_across_frames=True)

    def read(self, size: int = -1) -> bytes:
        try:
            return self.inner.read(size)
        except self.error as error:
            raise zlib.error(str(error)) from None


OPENERS: Final[dict[str, Callable[[IO[bytes], str], _Readable]]] = {
    ".gz": lambda stream, _: gzip.GzipFile(fileobj=stream, mode="rb"),
    ".bz2": lambda stream, _: bz2.BZ2File(stream),
    ".xz": lambda stream, _: lzma.LZMAFile(stream),  # noqa: SIM115 - closed with the file that it reads
    ".zst": _Zstd,
}


class _Raw(io.RawIOBase):
    """A stream whose errors are ours, counted."""

    def __init__(self, inner: _Readable, path: str) -> None:
        super().__init__()
        self.inner, self.path, self.count = inner, path, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        data = self.take(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)

    def take(self, size: int) -> bytes:
        try:
            return self.inner.read(size)
        except OSError as error:
            raise ArticleError(f"{self.path}: cannot be read: {error.strerror or error}") from None


class _Unpacked(_Raw):
    """A decompressed stream; `packed` is what it is made from."""

    def __init__(self, packed: "io.BufferedReader[_Raw]", inner: _Readable, path: str) -> None:
        super().__init__(inner, path)
        self.raw = packed.raw
        # What stands before the damage still counts: read1 gives it, read throws it away.
        self._read: Callable[[int], bytes] = getattr(inner, "read1", inner.read)

    def take(self, size: int) -> bytes:
        if self.count > FREE and self.count > RATIO * getattr(self.raw, "count", 1):
            raise ArticleError(
                f"{self.path}: expands to over {RATIO} times its size", hint="no archive of articles does"
            )
        try:
            return self._read(size)
        except ArticleError:
            raise
        except _ERRORS as error:
            raise self.damaged(error) from None

    def damaged(self, error: Exception) -> ArticleError:
        what = "cut off" if isinstance(error, EOFError) else "damaged"
        return ArticleError(f"{self.path}: the compressed data is {what} after {self.count:,} bytes of content")
