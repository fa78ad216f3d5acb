"""Plain HTTP to a SPARQL server: authentication, and patience with a server that is busy or starting."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.message import Message
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.request import (
    BaseHandler,
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    HTTPRedirectHandler,
    Request,
    build_opener,
)

from kg.errors import StoreError, UsageError

BUSY: Final = frozenset({429, 502, 503, 504})
WAITS: Final = (0.2, 0.5, 1.0, 2.0, 4.0)


@dataclass(frozen=True, slots=True)
class Access:
    """How to be let in: a bearer token, or a user and password that are sent as "basic" or "digest" says."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    scheme: str = "basic"

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Access":
        """Read KG_USER, KG_PASSWORD, KG_AUTH ("basic" or "digest") and KG_TOKEN. Raises UsageError."""
        scheme = environment.get("KG_AUTH", "basic").lower()
        if scheme not in ("basic", "digest", "bearer"):
            raise UsageError(f"KG_AUTH={scheme}: not a way to log in", hint="one of: basic, digest, bearer")
        get = environment.get
        return cls(get("KG_USER", ""), get("KG_PASSWORD", ""), get("KG_TOKEN", ""), scheme)


class _NoRedirect(HTTPRedirectHandler):
    """Redirects are refused: they would carry credentials to another server."""

    def redirect_request(self, *_: object, **__: object) -> None:
        return None


class Client:
    """A client of one server; every failure is a StoreError with the server's words."""

    def __init__(
        self, access: Access | None = None, *, seconds: float = 60, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self.access, self.seconds, self._sleep = access or Access(), seconds, sleep
        self._handlers: list[BaseHandler] = [_NoRedirect()]

    def send(
        self, url: str, data: bytes | None, headers: Mapping[str, str], method: str = "POST"
    ) -> tuple[Message, bytes]:
        """Send a request; return headers and body of the answer.

        Requests must bear being sent twice. Raises SyntaxError if the server calls the request wrong, StoreError.
        """
        for wait in (*WAITS, None):
            try:
                with self._opener(url).open(self._request(url, data, headers, method), timeout=self.seconds) as answer:
                    return answer.headers, answer.read()
            except HTTPError as error:
                said = " ".join(error.read(300).decode("utf-8", "replace").split())
                if error.code == 400:
                    raise SyntaxError(said or "the server refuses the request") from None
                if error.code not in BUSY or wait is None:
                    hint = "set KG_USER and KG_PASSWORD, or KG_TOKEN" if error.code in (401, 403) else ""
                    raise StoreError(f"{url}: answers {error.code}: {said or error.reason}", hint=hint) from None
            except (URLError, TimeoutError, ConnectionError) as error:
                if wait is None:
                    reason = getattr(error, "reason", None) or error
                    raise StoreError(f"{url}: cannot be reached: {reason}", hint="is the server running?") from None
            self._sleep(wait)
        raise AssertionError("the last try returns or raises")

    def _request(self, url: str, data: bytes | None, headers: Mapping[str, str], method: str) -> Request:
        request = Request(url, data, dict(headers), method=method)
        if self.access.token:
            request.add_unredirected_header("Authorization", f"Bearer {self.access.token}")
        elif self.access.user and self.access.scheme == "basic":
            from base64 import b64encode

            pair = b64encode(f"{self.access.user}:{self.access.password}".encode()).decode()
            request.add_unredirected_header("Authorization", f"Basic {pair}")
        return request

    def _opener(self, url: str):  # type: ignore[no-untyped-def]
        handlers = list(self._handlers)
        if self.access.user and self.access.scheme == "digest":
            passwords = HTTPPasswordMgrWithDefaultRealm()
            passwords.add_password(None, url, self.access.user, self.access.password)
            handlers.append(HTTPDigestAuthHandler(passwords))
        return build_opener(*handlers)
