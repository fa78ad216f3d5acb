"""The lexicon's words for mines, for what is dug, and for whether it is dug yet."""

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.lexicon import Lexicon, alternation


@dataclass(frozen=True)
class MiningWords:
    """Heads of names, and patterns: of an article about mining, what tells a mine, what tells that it is none.

    `kind` fits a word between a name and a small head; `worked` tells that a project is built or works, `sought` that
    ore is only looked for there, `held` that a firm has several of those.
    """

    heads: frozenset[str]
    mining: re.Pattern[str]
    kind: re.Pattern[str]
    tells: re.Pattern[str]
    not_dug: re.Pattern[str]
    brine: re.Pattern[str]
    worked: re.Pattern[str]
    sought: re.Pattern[str]
    held: re.Pattern[str]

    @classmethod
    def of(cls, lexicon: Lexicon) -> "MiningWords":
        """Gather the words."""
        return _words(lexicon)


# "Operated by" tells who, "expanded drilling" that ore is looked for, "the longer-term development of" what may come.
_AT_WORK = (
    r"|operat(?!ed by|or)\w+|expan\w+(?! (?:drill|explor))"
    r"|(?<!longer-term )(?:develop|advanc)\w* (?:of|timeline|the|its|their|our|two|three)"
    r"(?! (?:\w+ ){0,2}(?:potential|prospectivity))"
)


@lru_cache(maxsize=4)
def _words(lexicon: Lexicon) -> MiningWords:
    def words(*roles: str) -> str:
        return alternation(f for role in roles for e in lexicon.with_role(role) for f in e.forms)

    def pattern(*roles: str, more: str = "") -> re.Pattern[str]:
        return re.compile(rf"\b(?:{words(*roles)}{more})\b", re.IGNORECASE)

    return MiningWords(
        heads=frozenset(f for e in lexicon.with_role("mining-head") for f in e.forms),
        mining=pattern("mining-sign", "mining-word", "ore"),
        kind=re.compile(rf"(?:{words('ore', 'mining-kind')}|in|and|&|-|–|/)", re.IGNORECASE),
        tells=pattern("mining-sign", "ore"),
        not_dug=pattern("not-dug"),
        brine=pattern("brine"),
        worked=pattern("mine-worked", more=_AT_WORK),
        sought=pattern("mine-sought"),
        held=pattern("mine-held"),
    )
