"""Write scores as a table for the terminal, as JSON, and errors as a list to read."""

from typing import Any

from kg.evaluate.counts import PARTS, Count, Score, total

_HEADER = f"{'':<26}{'P':>5}  {'R':>5}  {'F1':>5}   {'hits':>5} {'false':>5} {'missed':>6}"


def _cell(value: float | None) -> str:
    return "    -" if value is None else f"{value:5.3f}"


def _row(label: str, count: Count) -> str:
    measures = f"{_cell(count.precision)}  {_cell(count.recall)}  {_cell(count.f1)}"
    return f"{label:<26}{measures}   {count.hits:5d} {count.false:5d} {count.missed:6d}"


def score_text(score: Score, *, identity: bool = False, by_document: bool = False) -> str:
    """Return the scores as a table: by class, predicate and number kind, with micro totals."""
    lines = [f"documents: {len(score.documents)}"]
    if score.missing:
        lines.append(f"no system document (counted as empty): {' '.join(score.missing)}")
    if score.extra:
        lines.append(f"ignored, not in gold: {' '.join(score.extra)}")
    lines.append(_HEADER)
    for part in PARTS:
        lines += [_row(f"  {kind}", count) for kind, count in score.by_kind(part).items()]
        lines.append(_row(part, score.micro(part)))
    lines.append(_row("overall", score.overall))
    lines.append(_row("numbers, kind and value", total(d.kind_and_value for d in score.documents.values())))
    lines.append(_row("numbers, value only", total(d.value_only for d in score.documents.values())))
    agreement, matched = _agreement(score)
    shares = ", ".join(f"{what} {_cell(share).strip()}" for what, share in agreement.items())
    lines.append(f"of {matched} matched numbers, right: {shares}")
    lines += [f"{what} right: {right:.3f} of {of}" for what, (right, of) in _attributes(score).items()]
    distractors = score.distractor_facts
    named = " ".join(f"{name}:{n}" for name, n in distractors.items() if n)
    lines.append(f"facts in {len(distractors)} documents without any: {sum(distractors.values())} {named}".rstrip())
    if identity:
        lines += ["", identity_text(score)]
    if by_document:
        lines += ["", f"{'F1 by document':<26}{'entit.':>6}  {'relat.':>5}  {'numb.':>5}  {'all':>5}"]
        for name, d in score.documents.items():
            cells = [_cell(total(d.counts[part].values()).f1) for part in PARTS]
            lines.append(f"{name:<26} {'  '.join([*cells, _cell(d.overall.f1)])}")
    return "\n".join(lines)


def identity_text(score: Score) -> str:
    """Return the scores of identity as a table: pairs of entities of different documents that are one thing."""
    lines = ["same entity across documents (pairs)", _HEADER + "   of all gold pairs"]
    for kind, (count, every) in score.identity.items():
        share = _cell(count.hits / every if every else None)
        lines.append(f"{_row(kind, count)}   {share} of {every}")
    return "\n".join(lines)


def errors_text(score: Score) -> str:
    """Return every miss, false fact and differing detail, article by article."""
    parts = [f"== {name}\n" + "\n".join(d.errors) for name, d in score.documents.items() if d.errors]
    return "\n".join(parts)


def _agreement(score: Score) -> tuple[dict[str, float | None], int]:
    sums = {
        what: sum(d.agreement[what] for d in score.documents.values())
        for what in ("total", "bound", "unit", "period", "source")
    }
    matched = sums.pop("total")
    return {what: n / matched if matched else None for what, n in sums.items()}, matched


def _attributes(score: Score) -> dict[str, tuple[float, int]]:
    report = {}
    for what in ("Plan start", "Plan end", "Facility status", "Facility opened"):
        of = sum(d.attributes[f"{what} total"] for d in score.documents.values())
        if of:
            report[what] = (sum(d.attributes[what] for d in score.documents.values()) / of, of)
    return report


def _measures(count: Count) -> dict[str, Any]:
    return {
        "hits": count.hits,
        "false": count.false,
        "missed": count.missed,
        "precision": count.precision,
        "recall": count.recall,
        "f1": count.f1,
    }


def score_json(score: Score) -> dict[str, Any]:
    """Return the scores as a dictionary that can be written as JSON."""
    agreement, matched = _agreement(score)
    report: dict[str, Any] = {"documents": len(score.documents), "missing": score.missing, "extra": score.extra}
    for part in PARTS:
        report[part] = {kind: _measures(count) for kind, count in score.by_kind(part).items()}
        report[part]["all"] = _measures(score.micro(part))
    report["overall"] = _measures(score.overall)
    report["numbers_kind_and_value"] = _measures(total(d.kind_and_value for d in score.documents.values()))
    report["numbers_value_only"] = _measures(total(d.value_only for d in score.documents.values()))
    report["agreement"] = {"matched": matched, **agreement}
    report["attributes"] = {what: {"right": right, "of": of} for what, (right, of) in _attributes(score).items()}
    report["distractor_facts"] = score.distractor_facts
    report["identity"] = {
        kind: {**_measures(count), "gold_pairs": every} for kind, (count, every) in score.identity.items()
    }
    report["by_document"] = {
        name: {part: _measures(total(d.counts[part].values())) for part in PARTS} for name, d in score.documents.items()
    }
    return report
