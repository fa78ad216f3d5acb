"""IRIs are minted here and nowhere else, by pure functions: the same thing gets the same IRI in every run.

Names stay readable; where a slug lost information, a hash of the whole makes it unmistakable again ("_" never
occurs in a slug, so that a hashed name never equals a plain one).
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from hashlib import blake2b
from typing import Final
from urllib.parse import quote

from pyoxigraph import NamedNode

from kg.vocabulary import CODE_BASE, DATA_BASE

LONGEST: Final = 96
_HAN: Final = "\u4e00-\u9fff"
_PLAIN: Final = re.compile(rf"[a-z0-9{_HAN}]+(?:-[a-z0-9{_HAN}]+)*")
_OTHER: Final = re.compile(rf"[^a-z0-9{_HAN}]+")
_CODE: Final = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_WEB: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:\S+")


def digest(*parts: str, size: int = 8) -> str:
    """Return a hash of texts as hexadecimal digits, two a byte; the borders between the texts count."""
    joined = "".join(f"{len(part)}:{part}" for part in parts)
    return blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()


def slug(text: str) -> str:
    """Return a text in small ASCII letters, digits, Chinese characters and single hyphens; possibly empty."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return _OTHER.sub("-", "".join(c for c in letters if not unicodedata.combining(c))).strip("-")


def segment(text: str) -> str:
    """Return a text as one segment of a path; different texts give different segments."""
    if len(text) <= LONGEST and _PLAIN.fullmatch(text):
        return text
    return f"{slug(text)[:LONGEST].strip('-')}_{digest(text)}"


def path(key: str) -> str:
    """Return a key with "/" between its parts as a path; different keys give different paths."""
    return "/".join(segment(part) for part in key.split("/"))


def article(article_id: str) -> str:
    """Return the IRI of an article, which is also that of its named graph."""
    return f"{DATA_BASE}article/{digest(article_id)}"


@lru_cache(maxsize=65536)
def entity(key: str) -> str:
    """Return the IRI of the entity with an identity key such as "city/cn/beijing"; cached, as they repeat."""
    return DATA_BASE + path(key)


def code(name: str) -> str:
    """Return the IRI of a code by its local name."""
    return CODE_BASE + (name if _CODE.fullmatch(name) else segment(name))


def selector(article_iri: str, start: int, end: int) -> str:
    """Return the IRI of a span of an article."""
    return f"{DATA_BASE}selector/{_last(article_iri)}/{start}-{end}"


def mentions(article_iri: str, entity_iri: str) -> Callable[[int, int], str]:
    """Return the function that gives the IRI of a mention of an entity at a span of an article."""
    base, end = f"{DATA_BASE}mention/{_last(article_iri)}/", digest(entity_iri, size=6)
    return lambda start, stop: f"{base}{start}-{stop}-{end}"


def claim(article_iri: str, triple: tuple[str, str, str], start: int, end: int) -> str:
    """Return the IRI of an article's claim of a triple (terms as text) in a span."""
    return f"{DATA_BASE}claim/{_last(article_iri)}/{digest(*triple, str(start), str(end))}"


def measure(kind: str, subject: str, *values: str) -> str:
    """Return the IRI of a measurement: the same number said of the same thing in two articles is one node."""
    return f"{DATA_BASE}{segment(kind)}/{digest(kind, subject, *values, size=10)}"


def web(url: str) -> str | None:
    """Return an address as a valid IRI (what is not allowed in one is percent-encoded), or None if it is none."""
    encoded = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quote(url.strip(), safe="!#$%&'()*+,/:;=?@[]~"))
    if not _WEB.fullmatch(encoded):
        return None
    try:
        return NamedNode(encoded).value
    except ValueError:
        return None


def _last(iri: str) -> str:
    return iri.rpartition("/")[2]
