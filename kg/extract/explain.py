"""Explain a reading sentence by sentence: what matched, what was understood, what was rejected and why."""

from collections.abc import Iterable

from kg.extract.document import Document, Sentence
from kg.model import Claim, Entity, Measure, Record, Span


def explain(document: Document, record: Record) -> str:
    """Return the explanation as text, one paragraph a sentence."""
    names = {entity.id: entity.name for entity in record.entities}
    lines = [f"{record.article.title or record.article.origin}", f"read by {record.extractor}", ""]
    if not document.on_topic:
        lines += ["off topic: too few words of manufacturing, plants or plans; read for names only", ""]
    for sentence in document.sentences:
        lines += [f"[{sentence.index + 1}] {' '.join(sentence.text.split())}", *_about(sentence, record, names), ""]
    if record.article.cuts:
        lines.append("left out before reading:")
        lines += [f"  {cut.reason}: {_short(cut.text)}" for cut in record.article.cuts]
    return "\n".join(lines).rstrip() + "\n"


def _about(sentence: Sentence, record: Record, names: dict[str, str]) -> Iterable[str]:
    matched = sorted(
        {(h.start, f"{sentence.text[h.start - sentence.start : h.end - sentence.start]}") for h in sentence.hits}
    )
    if matched:
        yield f"    matched   {', '.join(dict.fromkeys(text for _, text in matched))}"
    if sentence.parse is None:
        yield "    skipped   not worth a parse: off topic, or without name, number and status"
    for entity in record.entities:
        yield from _mentions(sentence, entity)
    for claim in record.claims:
        if _inside(claim.span, sentence):
            yield f"    claim     {_claim(claim, names)}"
    for measure in record.measures:
        if _inside(measure.span, sentence):
            yield f"    measure   {_measure(measure, names)}"
    for abstention in record.abstentions:
        if _inside(abstention.span, sentence):
            detail = f": {abstention.detail}" if abstention.detail else ""
            yield f"    abstained {abstention.trigger} – {abstention.reason}{detail}"


def _mentions(sentence: Sentence, entity: Entity) -> Iterable[str]:
    for mention in entity.mentions:
        if sentence.start <= mention.start < sentence.end:
            stands_for = f" = {entity.name}" if mention.form == "anaphor" else ""
            yield f"    {mention.form:<9} {entity.id} {entity.type}: {mention.name}{stands_for} ({mention.rule})"


def _claim(claim: Claim, names: dict[str, str]) -> str:
    value = names.get(claim.object, claim.object) if claim.value == "entity" else claim.object
    source = f", says {names.get(claim.attributed_to, '')}" if claim.attributed_to else ""
    return f"{names.get(claim.subject)} · {claim.predicate} · {value} ({claim.rule}, {claim.confidence:.2f}{source})"


def _measure(measure: Measure, names: dict[str, str]) -> str:
    period = (
        f" {measure.period.start or ''}–{measure.period.end or ''}"
        if measure.period.start or measure.period.end
        else ""
    )
    source = f", says {names.get(measure.attributed_to, '')}" if measure.attributed_to else ""
    unit = f"{measure.currency or ''} {measure.unit}".strip()
    return (
        f"{measure.kind} of {names.get(measure.subject)}: {measure.bound} {measure.value:f} {unit}{period} "
        f"({measure.rule}, {measure.confidence:.2f}{source})"
    )


def _inside(span: Span, sentence: Sentence) -> bool:
    return sentence.start <= span.start < sentence.end


def _short(text: str, limit: int = 90) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"
