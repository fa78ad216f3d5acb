"""Inflected forms of English verbs, as a dictionary needs them: "build" → builds, built, building."""

import re
from typing import Final

# Base → past and participle, where they are not made with -ed.
_IRREGULAR: Final[dict[str, tuple[str, ...]]] = {
    "be": ("was", "were", "been", "is", "are"),
    "become": ("became",),
    "begin": ("began", "begun"),
    "blow": ("blew", "blown"),
    "break": ("broke", "broken"),
    "bring": ("brought",),
    "build": ("built",),
    "buy": ("bought",),
    "cast": (),
    "choose": ("chose", "chosen"),
    "come": ("came",),
    "cut": (),
    "dig": ("dug",),
    "do": ("did", "done", "does"),
    "draw": ("drew", "drawn"),
    "drive": ("drove", "driven"),
    "fall": ("fell", "fallen"),
    "feed": ("fed",),
    "find": ("found",),
    "freeze": ("froze", "frozen"),
    "get": ("got", "gotten"),
    "give": ("gave", "given"),
    "go": ("went", "gone", "goes"),
    "grind": ("ground",),
    "grow": ("grew", "grown"),
    "have": ("had", "has"),
    "hit": (),
    "hold": ("held",),
    "keep": ("kept",),
    "lay": ("laid",),
    "lead": ("led",),
    "lease": ("leased",),
    "leave": ("left",),
    "let": (),
    "light": ("lit", "lighted"),
    "lose": ("lost",),
    "make": ("made",),
    "mean": ("meant",),
    "meet": ("met",),
    "open": ("opened",),
    "pay": ("paid",),
    "put": (),
    "read": (),
    "rise": ("rose", "risen"),
    "run": ("ran",),
    "say": ("said",),
    "see": ("saw", "seen"),
    "seek": ("sought",),
    "sell": ("sold",),
    "send": ("sent",),
    "set": (),
    "shed": (),
    "shrink": ("shrank", "shrunk"),
    "shut": (),
    "sink": ("sank", "sunk"),
    "spend": ("spent",),
    "spin": ("spun",),
    "split": (),
    "spread": (),
    "stand": ("stood",),
    "strike": ("struck",),
    "take": ("took", "taken"),
    "tell": ("told",),
    "think": ("thought",),
    "weave": ("wove", "woven"),
    "win": ("won",),
    "wind": ("wound",),
    "withdraw": ("withdrew", "withdrawn"),
    "write": ("wrote", "written"),
}
_SHORT = re.compile(r"^[^aeiou]*[aeiou][^aeiouwxy]$")
# "Cancelled" in Britain, "canceled" in America.
_L_DOUBLED: Final = re.compile(r"\w*[aeiouy][a-z]*[^aeiou][aei]l$")
_STRESSED_LAST: Final = frozenset(
    {"commit", "permit", "submit", "refer", "transfer", "equip", "occur", "admit", "plan", "refit", "retrofit", "defer"}
)


def verb_forms(base: str) -> tuple[str, ...]:
    """Return a verb (possibly with particles: "put into operation") in all its forms, the base first."""
    verb, space, rest = base.partition(" ")
    prefix, hyphen, stem = verb.rpartition("-")
    lead = prefix + hyphen
    if not lead and verb.startswith("re") and verb[2:] in _IRREGULAR and len(verb) > 5:
        lead, stem = "re", verb[2:]
    forms = (stem, _third(stem), *_past(stem), _gerund(stem))
    if _L_DOUBLED.fullmatch(stem):
        forms += (stem + "led", stem + "ling")
    return tuple(dict.fromkeys(f"{lead}{form}{space}{rest}" for form in forms))


def _third(verb: str) -> str:
    if re.search(r"(s|x|z|ch|sh|o)$", verb):
        return verb + "es"
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ies"
    return verb + "s"


def _doubles(verb: str) -> bool:
    return bool(_SHORT.match(verb)) or verb in _STRESSED_LAST


def _past(verb: str) -> tuple[str, ...]:
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("e"):
        return (verb + "d",)
    if re.search(r"[^aeiou]y$", verb):
        return (verb[:-1] + "ied",)
    return (verb + verb[-1] + "ed",) if _doubles(verb) else (verb + "ed",)


def _gerund(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return verb[:-1] + "ing"
    return verb + verb[-1] + "ing" if _doubles(verb) else verb + "ing"
