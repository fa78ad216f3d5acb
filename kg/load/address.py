"""The address of an article: one for all the variants that lead to the same page."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from kg.load.dates import day

TRACKING = re.compile(
    r"(?:utm_|mtm_|pk_|at_)\w+|fbclid|gclid|dclid|msclkid|igshid|yclid|mc_[ce]id|cmpid|ocid|ref|ref_src|spm|amp", re.I
)

DAY_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=/|$|-)")


def stated_day(url: str) -> str | None:
    """Return the day that the path of an address states ("/2024/03/04/"), as news sites have it."""
    match = DAY_IN_PATH.search(url)
    return day(*match.groups()) if match else None


def canonical(url: str) -> str:
    """Return an address without tracking parameters, fragment, default port, AMP and mobile marks."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return url.strip()
    host = re.sub(r"^(?:m|mobile|amp)\.(?=[^.]+\.)", "", parts.hostname.lower())
    if port and port not in (80, 443):
        host += f":{port}"
    path = re.sub(r"(?:/amp|\.amp)(?=/?$|\.html?$)", "", parts.path) or "/"
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.fullmatch(k)])
    return urlunsplit((parts.scheme.lower(), host, path, query, ""))


def is_home(url: str) -> bool:
    """Tell whether an address is a site's front page, which many articles may give and none keeps."""
    try:
        parts = urlsplit(canonical(url))
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.path in ("", "/") and not parts.query
