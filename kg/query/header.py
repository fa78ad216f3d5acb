"""Read a question: SPARQL with a `#+` header of flat keys, which says what is asked and how to ask it.

    #+ id: targets-due
    #+ question: Which targets are due in a year?
    #+ parameter year: integer required; The year in which the target ends.
    #+ parameter place: entity Place; Only here and in what lies below.
    #+ columns: plan, value, unit
    #+ sample: year=2026
    #+ expect: 3 rows
    #+ evidence: ?claim rdf:subject ?plan ; rdf:predicate kg:hasTarget

A parameter `year` is bound where the query says `VALUES ?year { UNDEF }`; left out, it stays unbound.
It may say so several times: a branch of a UNION is only fast if it binds its parameter itself.
`slow` says why it takes its time on a large graph; `asks: records` puts it to the notes on the records (`kg.notes`).
`evidence` is a pattern that finds the claims behind a row; variables named as columns stand for the row's cells.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from kg.errors import UsageError

ParameterType = Literal["entity", "date", "integer", "code", "text"]
QueryForm = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

_LINE = re.compile(r"#\+\s*(?P<key>[a-z]+)(?:\s+(?P<name>[a-z][a-z_]*))?\s*:\s*(?P<value>.*?)\s*$")
_SPEC = re.compile(
    r"(?P<type>[a-z]+)(?:\s+(?P<of>(?!required\b)[A-Za-z]+))?(?:\s+(?P<required>required))?"
    r"(?:\s*=\s*(?P<default>[^;]*?))?\s*;\s*(?P<description>\S.*)"
)
_EXPECT = re.compile(r"(\d+) (rows?|triples?)|true|false")
_KEYS = ("id", "question", "description", "parameter", "columns", "sample", "expect", "evidence", "slow", "asks")
_NEEDED = ("id", "question", "columns", "expect")
_SKIPPED = re.compile(
    r"#[^\n]*|<[^<>\s\"{}|^`\\]*>|'''.*?'''|\"\"\".*?\"\"\"|'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\"", re.S
)
_FORM = re.compile(r"(?<![\w?$:])(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.I)
_PROJECTION = re.compile(r"(?<![\w?$:])SELECT\b(.*?)(?=\{|(?<![\w?$:])(?:WHERE|FROM)\b)", re.I | re.S)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A typed parameter; `of` is the class of an entity (or "Place") or the property of a code."""

    name: str
    type: ParameterType
    description: str
    of: str = ""
    required: bool = False
    default: str | None = None

    @property
    def kind(self) -> str:
        """What to give, in words: "place, required", "plan kind", "date"."""
        words = "".join(f" {char.lower()}" if char.isupper() else char for char in self.of).strip() or self.type
        return f"{words}, required" if self.required else words


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the library, or a query of somebody's own (then without an id)."""

    id: str
    question: str
    text: str
    origin: str
    description: str = ""
    parameters: tuple[Parameter, ...] = ()
    columns: tuple[str, ...] = ()
    sample: tuple[tuple[str, str], ...] = ()
    expect: str = ""
    evidence: str = ""
    slow: str = ""
    asks: str = "graph"

    def parameter(self, name: str) -> Parameter | None:
        """Return the parameter of that name, or None."""
        return next((one for one in self.parameters if one.name == name), None)


def parse_question(text: str, origin: str) -> Question:
    """Return the question that a `.rq` text holds; `origin` names it in messages.

    Raises UsageError with the line for a header that is broken, unknown, repeated or at odds with the query.
    """
    if not text.lstrip().startswith("#+"):
        return Question(id="", question="", text=text, origin=origin)
    keys: dict[str, str] = {}
    parameters: list[Parameter] = []
    for number, key, name, value in _header_lines(text, origin):
        where = f"{origin}, line {number}"
        if key == "parameter":
            if any(one.name == name for one in parameters):
                raise UsageError(f"{where}: the parameter {name!r} is declared twice")
            parameters.append(_parameter(name, value, where))
            continue
        if key in keys:
            raise UsageError(f"{where}: the key {key!r} is given twice")
        keys[key] = value
        if key == "expect" and not _EXPECT.fullmatch(value):
            raise UsageError(f"{where}: expect is 'N rows', 'N triples', 'true' or 'false', not {value!r}")
        if key == "asks" and value not in ("graph", "records"):
            raise UsageError(f"{where}: asks is 'graph' or 'records', not {value!r}")
        if key == "sample" and any("=" not in one for one in value.split(";")):
            raise UsageError(f"{where}: sample is 'name=value; name=value', not {value!r}")
    for key in _NEEDED:
        if not keys.get(key):
            raise UsageError(f"{origin}, line 1: the header lacks the key {key!r}")
    question = Question(
        id=keys["id"],
        question=keys["question"],
        text=text,
        origin=origin,
        description=keys.get("description", ""),
        parameters=tuple(parameters),
        columns=tuple(re.split(r"\s*,\s*", keys["columns"])),
        sample=tuple(_pair(one) for one in keys["sample"].split(";")) if "sample" in keys else (),
        expect=keys["expect"],
        evidence=keys.get("evidence", ""),
        slow=keys.get("slow", ""),
        asks=keys.get("asks", "graph"),
    )
    _check(question)
    return question


def bare(text: str) -> str:
    """Return the query with comments, IRIs and strings blanked out, at the same length and lines."""
    return _SKIPPED.sub(lambda hit: re.sub(r"[^\n]", " ", hit[0]), text)


def query_form(text: str) -> QueryForm | None:
    """Return which of the four forms a query has, or None if it has none of them."""
    hit = _FORM.search(bare(text))
    if hit is None:
        return None
    form: QueryForm = hit[1].upper()  # type: ignore[assignment]  # the expression admits these four only
    return form


def slot(name: str) -> re.Pattern[str]:
    """Return the pattern of the place where a parameter is bound."""
    return re.compile(rf"VALUES\s+\?{re.escape(name)}\s*\{{\s*UNDEF\s*\}}")


def _header_lines(text: str, origin: str) -> Iterator[tuple[int, str, str, str]]:
    """Yield line number, key, parameter name and value of each header line."""
    ended = False
    for number, line in enumerate(text.splitlines(), start=1):
        where = f"{origin}, line {number}"
        if not line.startswith("#+"):
            ended = True
            continue
        if ended:
            raise UsageError(f"{where}: a header line after the header; keep all '#+' lines at the top")
        hit = _LINE.match(line)
        if hit is None:
            raise UsageError(f"{where}: expected '#+ key: value', got {line!r}")
        if hit["key"] not in _KEYS or bool(hit["name"]) != (hit["key"] == "parameter"):
            known = ", ".join("parameter NAME" if key == "parameter" else key for key in _KEYS)
            got = " ".join(filter(None, (hit["key"], hit["name"])))
            raise UsageError(f"{where}: unknown key {got!r}", hint=f"known keys: {known}")
        yield number, hit["key"], hit["name"] or "", hit["value"]


def _parameter(name: str, value: str, where: str) -> Parameter:
    hit = _SPEC.fullmatch(value)
    if hit is None:
        raise UsageError(f"{where}: expected 'TYPE [CLASS] [required] [= DEFAULT]; description', got {value!r}")
    if hit["type"] not in get_args(ParameterType):
        known = ", ".join(get_args(ParameterType))
        raise UsageError(f"{where}: unknown parameter type {hit['type']!r}", hint=f"known types: {known}")
    if hit["of"] and hit["type"] not in ("entity", "code"):
        raise UsageError(f"{where}: a parameter of type {hit['type']} takes no {hit['of']!r}")
    return Parameter(
        name=name,
        type=hit["type"],  # type: ignore[arg-type]  # checked above
        description=hit["description"],
        of=hit["of"] or "",
        required=bool(hit["required"]),
        default=hit["default"],
    )


def _pair(text: str) -> tuple[str, str]:
    name, _, value = text.partition("=")
    return name.strip(), value.strip()


def _check(question: Question) -> None:
    """Hold the header and the query to each other."""
    where = question.origin
    code = bare(question.text)
    for parameter in question.parameters:
        found = len(slot(parameter.name).findall(code))
        if found == 0:
            raise UsageError(f"{where}: 'VALUES ?{parameter.name} {{ UNDEF }}' is missing from the query")
    for name, _ in question.sample:
        if question.parameter(name) is None:
            raise UsageError(f"{where}: the sample names an unknown parameter {name!r}")
    if query_form(question.text) != "SELECT":
        return
    head = _PROJECTION.search(code)
    projected = tuple(_projected(head[1])) if head else ()
    if projected != question.columns:
        said, done = ", ".join(question.columns), ", ".join(projected) or "nothing"
        raise UsageError(f"{where}: columns says {said}; the query selects {done}")


def _projected(head: str) -> Iterator[str]:
    """Yield the variables of a SELECT clause in order; `(… AS ?x)` counts as x."""
    depth = 0
    for token in re.finditer(r"[()]|\bAS\s+\?(\w+)\s*(?=\))|\?(\w+)", head, re.I):
        if token[0] == "(":
            depth += 1
        elif token[0] == ")":
            depth -= 1
        elif token[1] and depth == 1:
            yield token[1]
        elif token[2] and depth == 0:
            yield token[2]
