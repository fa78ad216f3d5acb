"""What the lexicon says of the words in and around names of companies."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from kg.extract.companyothers import OtherWords
from kg.lexicon import Lexicon, plural
from kg.text.inflect import verb_forms

_CALLED: Final = re.compile(r"(?:^|[\s(])([A-Za-z]+(?:-[a-z]+)?) (?:called |named |dubbed |known as )?$")
_PLAIN: Final = frozenset(
    """research development sales marketing operations health safety supply demand terms conditions mergers acquisitions
    finance arts science sciences oil gas food drink beverage beverages home garden security quality learning training
    education design engineering maintenance repair service services transport tourism travel hospitality retail
    wholesale trade commerce industry industries agriculture water waste environment climate power energy defence
    defense space culture media sports parks fisheries forestry questions answers pros cons profit loss
    innovation technology technologies small medium micro creative women children youth hardware
    software black white profits losses founder founders managing chief president director chairman chairwoman partner
    mentorship mentoring expertise privacy protection networking compliance risk strategy planning performance growth
    leadership wellness nutrition beauty lifestyle fitness community outreach partnerships careers diversity inclusion
    equity treatment prevention recovery rehabilitation support enterprise data
    owner co-founder principal vice executive herb lime lemon mint salt vinegar""".split()
)
_INSIDE: Final = re.compile(r"\b(?:from|with|by|of|to|and|between|at) $")
_MAKER: Final = re.compile(r"[a-z-]+maker")
_OF_TOWN: Final = r"(?: of [A-Z][\w.-]+(?: [A-Z][\w.-]+)?(?:, [A-Z][\w.-]+)?)?"
_APPOSED: Final = re.compile(rf"{_OF_TOWN}(?: ?\([^)]*\))?(?:, | is | \()")
_NEXT_VERB: Final = re.compile(
    r"(?: ?\([^)]*\))?,? (?:today |also |will |has |have |had |is |was |plans to |would |to |jointly |recently "
    r"|officially |and |that )*([a-z-]+)"
)


def _apposition(nouns: Iterable[str]) -> re.Pattern[str]:
    nouns = set(nouns)
    words = "|".join(sorted(map(re.escape, nouns | {plural(n) for n in nouns}), key=lambda n: (-len(n), n)))
    return re.compile(
        rf"{_OF_TOWN}(?: ?\([^)]*\))?,? (?:is |was )?(?:a|an|the|its|one of)\b(?: [\w'’.-]+){{0,7}}? "
        rf"(?:{words}|[a-z]+makers?)s?\b"
        # ", the group said" tells who speaks, not what a name is.
        r"(?!['’]| (?:[a-z-]+ ){0,2}(?:platform|software|system|solution|tool|app|application|protocol|network"
        r"|blockchain|conference|event)s?\b"
        r"| (?:heads?|chief|manager|director|boss|president|executive|leader|engineer|worker)\b"
        r"| (?:official|plan|policy|said|says|added|adds|told|announced|noted|stated|reported|expects|has said)\b)"
    )


@dataclass(frozen=True)
class CompanyWords:
    """The words of the lexicon by their role."""

    legal: frozenset[str]
    suffixes: frozenset[str]
    nouns: frozenset[str]
    verbs: frozenset[str]
    things: frozenset[str]
    not_companies: frozenset[str]
    no_names: frozenset[str]
    ambiguous: frozenset[str]
    homonyms: frozenset[str]
    extensions: frozenset[str]
    kinds: frozenset[str]
    leads: frozenset[str]
    products: frozenset[str]
    apposition: re.Pattern[str]
    others: OtherWords

    @cached_property
    def ordinary(self) -> frozenset[str]:
        """Words, in small letters, that tell no firm from others, on either side of an ampersand."""
        return frozenset(w.lower() for w in (*self.suffixes, *self.nouns, *self.things, *self.not_companies)) | _PLAIN

    @classmethod
    def of(cls, lexicon: Lexicon) -> "CompanyWords":
        """Gather the words."""
        return _words(lexicon)

    def legal_start(self, parts: Iterable[str]) -> bool:
        """Tell whether a name begins with a legal form ("PT Vale Indonesia")."""
        words = list(parts)
        return len(words) > 1 and words[0] in ("PT", "PT.", "CV", "Grupo", "Groupe", "Industrias")

    def legal_end(self, parts: Iterable[str]) -> bool:
        """Tell whether a name ends as companies' names end by law."""
        words = list(parts)
        return len(words) > 1 and (
            words[-1].rstrip(",") in self.legal
            or words[-1].rstrip(".,") in self.legal
            or " ".join(words[-2:]) in self.legal
        )

    def suffix_end(self, parts: Iterable[str]) -> bool:
        """Tell whether a name ends in a word that companies like to end their names with."""
        words = list(parts)
        return len(words) > 1 and (words[-1] in self.suffixes or " ".join(words[-2:]) in self.suffixes)

    def kind(self, parts: Iterable[str]) -> bool:
        """Tell whether a name begins or ends in a word for a works or a family of another tongue: "Kovář & Syn"."""
        words = list(parts)
        return len(words) > 1 and (words[-1] in self.kinds or words[0] in self.leads)

    def called_before(self, lead: str) -> str:
        """Return the company noun directly before a name ("chip giant TSMC"), or ""."""
        match = _CALLED.search(lead)
        if not match or (match.group(1)[0].isupper() and _INSIDE.search(lead[: match.start(1)])):
            return ""  # "from Venture Global": the capital makes the word part of the name.
        word = match.group(1).lower()
        word = word if word in self.nouns else word.removesuffix("s")
        return word if word in self.nouns or _MAKER.fullmatch(word) else ""

    def called_after(self, rest: str) -> bool:
        """Tell whether an apposition calls the name a company: ", a Swiss drug company"."""
        return bool(_APPOSED.match(rest)) and bool(self.apposition.match(rest[:120]))

    def owns(self, rest: str) -> bool:
        """Tell whether a possessive and something that companies have follow."""
        match = re.match(r"['’]s? (?:\$?[\w.,-]+ ){0,4}?([\w-]+)\b", rest[:60])
        if not match or not re.match(r"['’]s?\s", rest):
            return False
        following = re.findall(r"[\w-]+", rest[:60])[1:6]
        return any(w in self.things or plural(w) in self.things for w in following)

    def acts(self, rest: str) -> bool:
        """Tell whether the next words say what companies do ("will build")."""
        match = _NEXT_VERB.match(rest[:80])
        return match is not None and match.group(1) in self.verbs


@lru_cache(maxsize=4)
def _words(lexicon: Lexicon) -> CompanyWords:
    def forms(*roles: str) -> frozenset[str]:
        return frozenset(f for role in roles for e in lexicon.with_role(role) for f in e.forms)

    verbs = {f for frame in lexicon.frames if frame.role == "company-verb" for v in frame.verbs for f in verb_forms(v)}
    return CompanyWords(
        forms("company-legal"),
        forms("company-suffix"),
        forms("company-noun"),
        frozenset(verbs),
        forms("company-thing"),
        forms("not-a-company"),
        forms("not-a-name"),
        forms("common-word", "personal-name"),
        forms("company-homonym"),
        forms("company-extension"),
        forms("company-kind"),
        forms("company-lead"),
        forms("company-product"),
        _apposition(forms("company-noun")),
        OtherWords.of(lexicon),
    )
