"""Count hits, false alarms and misses of system documents against gold documents."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from kg.evaluate.align import align, same_date, usable_entities
from kg.evaluate.counts import Count, DocumentScore, Score
from kg.evaluate.documents import Facts
from kg.evaluate.names import same_unit

_ATTRIBUTES = {"Plan": ("start", "end"), "Facility": ("status", "opened")}


def score_documents(gold: Mapping[str, Facts], system: Mapping[str, Facts]) -> Score:
    """Score system documents against gold documents of the same name; a missing one counts as empty."""
    documents = {name: _score_document(doc, system.get(name, {})) for name, doc in gold.items()}
    return Score(
        documents=documents,
        missing=sorted(set(gold) - set(system)),
        extra=sorted(set(system) - set(gold)),
        identity=_identity(gold, documents),
    )


def _score_document(gold: Facts, system: Facts) -> DocumentScore:
    result = DocumentScore()
    aligned = align(gold, system)
    view = _View(gold, system, aligned)
    _entities(view, result)
    _relations(view, result)
    _numbers(view, result)
    facts = (gold.get("relations") or []) + (gold.get("numbers") or [])
    result.without_facts = all(fact.get("optional") for fact in facts)
    return result


class _View:
    """Both documents with the alignment in both directions."""

    def __init__(self, gold: Facts, system: Facts, aligned: dict[str, str]) -> None:
        self.gold, self.system = gold, system
        self.to_system = aligned
        self.to_gold = {s: g for g, s in aligned.items()}
        self.gold_entities = {e["id"]: e for e in gold["entities"]}
        self.system_entities = {e["id"]: e for e in usable_entities(system)}
        self.optional = {i for i, e in self.gold_entities.items() if e.get("optional")}

    def gold_name(self, entity: str | None) -> str:
        return _name(self.gold_entities, entity)

    def system_name(self, entity: str | None) -> str:
        return _name(self.system_entities, entity)


def _name(entities: dict[str, dict[str, Any]], entity: str | None) -> str:
    return f"‹{entities[entity].get('name')}›" if entity in entities else "‹?›"


def _entities(view: _View, result: DocumentScore) -> None:
    for i, gold in view.gold_entities.items():
        system = view.system_entities.get(view.to_system.get(i, ""))
        if system is not None and gold.get("key") and i not in view.optional:
            result.identities.append((gold["type"], gold["key"], system.get("key") or system.get("iri")))
        if i in view.optional:
            continue
        count = result.counts["entities"][gold["type"]]
        if system is None:
            count.missed += 1
            result.errors.append(f"missed  {gold['type']} {view.gold_name(i)}")
            continue
        count.hits += 1
        for name in _ATTRIBUTES.get(gold["type"], ()):
            ours, theirs = gold.get(name), system.get(name)
            same = ours == theirs if name == "status" else same_date(ours, theirs)
            result.attributes[f"{gold['type']} {name} total"] += 1
            result.attributes[f"{gold['type']} {name}"] += same
            if not same:
                result.errors.append(f"differs {gold['type']} {view.gold_name(i)} {name}: {theirs}, gold {ours}")
    for i, system in view.system_entities.items():
        if i not in view.to_gold:
            result.counts["entities"][system["type"]].false += 1
            result.errors.append(f"false   {system['type']} {view.system_name(i)}")


def _relations(view: _View, result: DocumentScore) -> None:
    counts = result.counts["relations"]
    open_: dict[tuple[str, str, str], bool] = {
        (r["s"], r["p"], r["o"]): not r.get("optional") for r in view.gold.get("relations") or []
    }
    known = set(open_)
    seen: set[tuple[Any, Any, Any]] = set()
    for r in view.system.get("relations") or []:
        s, p, o = r.get("s"), r.get("p"), r.get("o")
        ends = (view.to_gold.get(s), view.to_gold.get(o))
        if (s, p, o) in seen:
            continue
        seen.add((s, p, o))
        if view.optional & set(ends):
            continue
        triple = (ends[0], p, ends[1])
        if triple in known:
            counts[p].hits += open_.pop(triple, False)
        else:
            counts[str(p)].false += 1
            words = f"{view.system_name(s)} {p} {view.system_name(o)}"
            result.errors.append(f"false   {words}   «{r.get('evidence')}»")
    evidence = {(r["s"], r["p"], r["o"]): r.get("evidence") for r in view.gold.get("relations") or []}
    for triple, wanted in open_.items():
        if wanted:
            counts[triple[1]].missed += 1
            words = f"{view.gold_name(triple[0])} {triple[1]} {view.gold_name(triple[2])}"
            result.errors.append(f"missed  {words}   «{evidence[triple]}»")


def _numbers(view: _View, result: DocumentScore) -> None:
    gold: list[dict[str, Any]] = view.gold.get("numbers") or []
    system: list[dict[str, Any]] = view.system.get("numbers") or []
    counts = result.counts["numbers"]

    def fits(g: dict[str, Any], s: dict[str, Any]) -> int | None:
        if g["kind"] != s.get("kind") or view.to_gold.get(s.get("subject")) != g["subject"]:  # type: ignore[arg-type]
            return None
        return sum(_agreement(view, g, s).values()) if _same_value(g["value"], s.get("value")) else None

    matched = _match(gold, system, fits)
    for i, j in matched.items():
        if gold[i].get("optional"):
            continue
        counts[gold[i]["kind"]].hits += 1
        result.agreement["total"] += 1
        for what, same in _agreement(view, gold[i], system[j]).items():
            result.agreement[what] += same
            if not same:
                result.errors.append(f"differs {_say(gold[i], view.gold_name)} in {what}: {_say(system[j], str)}")
    for i, g in enumerate(gold):
        if not g.get("optional") and i not in matched:
            counts[g["kind"]].missed += 1
            result.errors.append(f"missed  {_say(g, view.gold_name)}   «{g.get('evidence')}»")
    for j, s in enumerate(system):
        of_optional = view.to_gold.get(s.get("subject")) in view.optional  # type: ignore[arg-type]
        if j not in matched.values() and not of_optional and not _excused(gold, s, fits):
            counts[str(s.get("kind"))].false += 1
            result.errors.append(f"false   {_say(s, view.system_name)}   «{s.get('evidence')}»")
    result.kind_and_value = _loose(
        gold, system, lambda g, s: 0 if g["kind"] == s.get("kind") and _same_value(g["value"], s.get("value")) else None
    )
    result.value_only = _loose(gold, system, lambda g, s: 0 if _same_value(g["value"], s.get("value")) else None)


_Fits = Callable[[dict[str, Any], dict[str, Any]], int | None]


def _match(gold: list[dict[str, Any]], system: list[dict[str, Any]], fits: _Fits) -> dict[int, int]:
    """Return gold index → system index, one to one: certain items first, then best agreement."""
    pairs = []
    for i, g in enumerate(gold):
        for j, s in enumerate(system):
            agreement = fits(g, s)
            if agreement is not None:
                pairs.append((bool(g.get("optional")), -agreement, i, j))
    matched: dict[int, int] = {}
    for _, _, i, j in sorted(pairs):
        if i not in matched and j not in matched.values():
            matched[i] = j
    return matched


def _excused(gold: list[dict[str, Any]], s: dict[str, Any], fits: _Fits) -> bool:
    """Say whether a number repeats a gold one or has the value of an optional one."""
    return any(fits(g, s) is not None or (g.get("optional") and _same_value(g["value"], s.get("value"))) for g in gold)


def _loose(gold: list[dict[str, Any]], system: list[dict[str, Any]], fits: _Fits) -> Count:
    matched = _match(gold, system, fits)
    hits = sum(not gold[i].get("optional") for i in matched)
    false = sum(j not in matched.values() and not _excused(gold, s, fits) for j, s in enumerate(system))
    return Count(hits, false, sum(not g.get("optional") for g in gold) - hits)


def _agreement(view: _View, g: dict[str, Any], s: dict[str, Any]) -> dict[str, bool]:
    source = s.get("source")
    return {
        "bound": g.get("bound") == s.get("bound"),
        "unit": same_unit(g.get("unit") or "", s.get("unit") or ""),
        "period": _same_period(g, s, view.gold.get("published")),
        "source": (g.get("source") is None) == (source is None)
        and (None if source is None else view.to_gold.get(source)) == g.get("source"),
    }


def _same_period(g: dict[str, Any], s: dict[str, Any], published: str | None) -> bool:
    if not same_date(g.get("start"), s.get("start")):
        return False
    ends = (g.get("end"), s.get("end"))
    if same_date(*ends):
        return True
    # An open end and an end on the day of publication say the same ("since 2021").
    given = ends[0] or ends[1]
    return bool(g.get("start") and published and given and None in ends and same_date(given, published))


def _same_value(a: Any, b: Any) -> bool:
    try:
        a, b = float(a), float(b)
    except (TypeError, ValueError):
        return False
    return bool(abs(a - b) <= 0.001 * abs(a) + 1e-12)


def _say(number: dict[str, Any], name: Callable[[Any], str]) -> str:
    period = f"{number.get('start') or ''}–{number.get('end') or ''}"
    subject, source = name(number.get("subject")), number.get("source")
    words = f"{number.get('kind')} of {subject}: {number.get('bound')} {number.get('value')} {number.get('unit')}"
    return f"{words} {period}" + (f" source {name(source)}" if source else "")


def _identity(gold: Mapping[str, Facts], documents: Mapping[str, DocumentScore]) -> dict[str, tuple[Count, int]]:
    """Return by class (and "all") the pairwise same-entity counts over aligned entities, and all gold pairs."""
    items: dict[str, list[tuple[str, Any]]] = defaultdict(list)
    for document in documents.values():
        for kind, key, name in document.identities:
            # An entity without a key is the same as no other: a fresh object equals only itself.
            items[kind].append((key, name or object()))
    keys: dict[str, Counter[str]] = defaultdict(Counter)
    for facts in gold.values():
        for e in facts["entities"]:
            if e.get("key") and not e.get("optional"):
                keys[e["type"]][e["key"]] += 1
    report = {}
    for kind in [*sorted(keys), "all"]:
        chosen = [pair for k, pairs in sorted(items.items()) if kind in (k, "all") for pair in pairs]
        hits = _pairs(Counter(chosen))
        same_gold, same_system = _pairs(Counter(g for g, _ in chosen)), _pairs(Counter(s for _, s in chosen))
        every = sum(_pairs(counter) for k, counter in keys.items() if kind in (k, "all"))
        report[kind] = (Count(hits, same_system - hits, same_gold - hits), every)
    return report


def _pairs(counter: Counter[Any]) -> int:
    return sum(n * (n - 1) // 2 for n in counter.values())
