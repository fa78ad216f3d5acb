"""Values behind labels, as fact sheets and notices give them: "Total investment: $90 million", "Employees: 540"."""

import re

from kg.extract.measures.quantity import Quantity
from kg.extract.measures.stage import Stage
from kg.extract.measures.verdict import Stance, Verdict, level
from kg.extract.measures.words import MeasureWords

_LABEL = re.compile(r"(?:.*[.;]\s|\W*)(?P<label>[A-Z][^:.;!?\n]{2,60}):\s*", re.DOTALL)
_NAMES = re.compile(r"\W*(?:(?:company|project|plant|facility|trade)\s+)?name\b[^:]{0,20}:", re.IGNORECASE)
_LINE = re.compile(r"\W*[A-Z][^:.;!?\n]{2,40}:\s")
_PLANNED = frozenset({"planned", "expected", "target", "targeted", "new", "projected", "proposed"})
# A sheet's head stands at most so many lines above its last line.
_SHEET = 14


def label_of(quantity: Quantity) -> tuple[str, ...]:
    """Return the words of the label whose value a number is ("Number of employees: 540"), or ()."""
    found = _LABEL.fullmatch(quantity.sentence.text[: quantity.number.outer_start])
    return tuple(w.lower() for w in re.findall(r"[\w’'-]+", found["label"])) if found else ()


def labelled(label: tuple[str, ...], quantity: Quantity, words: MeasureWords) -> Verdict:
    """Decide the kind of a value by its label, as fact sheets give them: "Total investment: $90 million"."""
    named = {form for w in label for form in (w, w.removesuffix("s"))}
    behind = quantity.sentence.text[quantity.number.outer_end :]
    ahead = bool({*label} & _PLANNED) or re.match(r"[^.;]{0,30}\((?:[^()]*\b)?(?:plan|expected|target|at full)", behind)
    stance: Stance = "ahead" if ahead else "done"
    if quantity.number.currencies:
        if named & words["spend"].nouns:
            return Verdict("investment", "label:money", stance=stance)
        worth = named & words["worth"].nouns and not named & words["market"].nouns
        return level(stance, "label:worth") if worth else Verdict(None, "no-kind")
    if quantity.number.percent:
        return Verdict(None, "no-kind")
    if named & (words.people | words["employ"].nouns | {"employment", "manpower"}):
        jobs = bool(named & {"job", "employment"}) or ahead
        return Verdict("target" if jobs else "count", "label:people", people=True, stance="ahead" if jobs else "done")
    if named & words["capacity"].nouns:
        return Verdict("capacity", "label:capacity", stance=stance)
    return Verdict(None, "no-kind")


def sheet_owner(quantity: Quantity, stage: Stage) -> str | None:
    """Return whose fact sheet a value stands in: the plant or company of its "Name:" line, else the last plant.

    Without a plant named in the lines above it is the last company, None without that too.
    """
    first = max(0, quantity.sentence.index - _SHEET)
    above = [s for s in stage.scenes[first : quantity.sentence.index + 1] if s.sentence.start < quantity.start]
    last: dict[str, str] = {}
    for scene in above:
        own = [r for r in scene.of("Facility", "Company") if r.mention.start < quantity.start]
        if own and _NAMES.match(scene.sentence.text):
            last = {own[0].entity.type: own[0].entity.id}
            continue
        if _LINE.match(scene.sentence.text):
            # "Location: Acme Industrial Park", "Shareholders: Acme Ltd. 100%"
            continue
        for ref in own:
            last[ref.entity.type] = ref.entity.id
        if own and scene.sentence.kind == "heading":
            last = {own[-1].entity.type: own[-1].entity.id}
    return last.get("Facility") or last.get("Company")
