"""Currencies as text writes them, before a number ("US$", "Rs") or behind it ("yuan", "Canadian dollars"), as data."""

from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.lexicon import Lexicon, plural
from kg.text.occurrences import occurrences


@dataclass(frozen=True, slots=True)
class Money:
    """Signs and names with the ISO codes that they may stand for, and the words that decide between codes.

    `defaults` are the codes to take where nothing else decides.
    """

    signs: tuple[tuple[str, tuple[str, ...]], ...] = ()
    names: tuple[tuple[str, tuple[str, ...]], ...] = ()
    countries: tuple[tuple[str, str], ...] = ()
    defaults: tuple[str, ...] = ()

    def within(self, text: str) -> "Money":
        """Return the currencies as a text may mean them: what is a weight or a model too needs to be at home in it.

        A lone letter ("P310") and "pounds" are money where the text names the country or another sign of the currency.
        """
        plain = {c for s, codes in self.signs if s in text and not _ambiguous(s) for c in codes}
        home = plain | set(_named(self.countries, text))

        def meant(forms: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
            kept = ((f, tuple(c for c in codes if c in home) if _ambiguous(f) else codes) for f, codes in forms)
            return tuple((f, codes) for f, codes in kept if codes)

        return replace(self, signs=meant(self.signs), names=meant(self.names))

    def codes(self, surface: str, *, sign: bool) -> tuple[str, ...]:
        """Return the ISO codes that a sign or a name may stand for."""
        table = dict(self.signs if sign else self.names)
        return table.get(surface) or table.get(surface.lower()) or ()

    def choose(self, codes: tuple[str, ...], text: str) -> str | None:
        """Return the code that a text means: its only one, the one whose country it names most, else the default.

        "$" and "dollar" are US dollars unless the text names the other country and never the United States.
        """
        if len(codes) <= 1:
            return codes[0] if codes else None
        named = _named(self.countries, text)
        counts = sorted((-named[c], c not in self.defaults, c) for c in codes)
        if "USD" in codes and named["USD"]:
            return "USD"
        best = counts[0]
        if best[0] < 0:
            return best[2]
        return next((c for c in codes if c in self.defaults), None)


def _ambiguous(form: str) -> bool:
    """Whether what names a currency names other things as well."""
    return (len(form) == 1 and form.isascii() and form.isalpha()) or form in ("pound", "pounds")


@lru_cache(maxsize=8)
def _named(countries: tuple[tuple[str, str], ...], text: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for word, code in countries:
        if word in text:
            counts[code] += sum(1 for _ in occurrences(word, text))
    return counts


def read_money(lexicon: Lexicon) -> Money:
    """Collect the currencies of a lexicon: entries named `currency-sign-XXX`, `currency-name-XXX` and so on."""
    signs: dict[str, list[str]] = {}
    names: dict[str, list[str]] = {}
    countries, defaults = [], []
    for entry in lexicon.entries:
        code = entry.iri.rsplit("-", 1)[-1]
        if entry.role == "currency-sign":
            for form in entry.forms:
                signs.setdefault(form, []).append(code)
        elif entry.role == "currency":
            for form in {x for f in entry.forms for x in (f, plural(f))} | set(entry.plurals):
                names.setdefault(form if form.isupper() else form.lower(), []).append(code)
        elif entry.role == "currency-country":
            countries += [(form, code) for form in entry.forms]
        elif entry.role == "currency-default":
            defaults.append(code)
    return Money(
        signs=tuple(sorted((k, tuple(sorted(v))) for k, v in signs.items())),
        names=tuple(sorted((k, tuple(sorted(v))) for k, v in names.items())),
        countries=tuple(sorted(countries)),
        defaults=tuple(sorted(defaults)),
    )
