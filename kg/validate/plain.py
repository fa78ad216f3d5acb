"""One article's quads as plain strings: what the compiled constraints look at.

An IRI is its text, a blank node "_:" and its name, a literal a tuple of text, datatype and language.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.vocabulary import PREFIXES

LANG_STRING: Final = PREFIXES["rdf"] + "langString"
RDF_TYPE: Final = PREFIXES["rdf"] + "type"

Text = tuple[str, str, str]
Value = str | Text


@dataclass
class Plain:
    """The data by property, then by node; `above` holds a class and all classes above it."""

    above: Mapping[str, frozenset[str]]
    schemes: Mapping[str, str]
    by_property: dict[str, dict[str, dict[Value, None]]] = field(default_factory=dict)
    _backwards: dict[str, dict[str, dict[Value, None]]] = field(default_factory=dict)
    _classes: dict[str, frozenset[str]] = field(default_factory=dict)
    _members: dict[str, list[str]] | None = None

    def values(self, path: str, node: str) -> Mapping[Value, None]:
        """Return the values of a property, or of the inverse of one ("^…"), of a node; each once."""
        return self.table(path).get(node, {})

    def table(self, path: str) -> Mapping[str, Mapping[Value, None]]:
        """Return the values by node of a property, or of the inverse of one."""
        if not path.startswith("^"):
            return self.by_property.get(path, {})
        found = self._backwards.get(path)
        if found is None:
            found = self._backwards[path] = {}
            for subject, objects in self.by_property.get(path[1:], {}).items():
                for value in objects:
                    if isinstance(value, str):
                        found.setdefault(value, {})[subject] = None
        return found

    def classes(self, node: str) -> frozenset[str]:
        """Return the classes of a node and all classes above them."""
        found = self._classes.get(node)
        if found is None:
            own = [one for one in self.values(RDF_TYPE, node) if isinstance(one, str)]
            found = frozenset().union(*(self.above.get(one) or {one} for one in own))
            self._classes[node] = found
        return found

    def members(self, class_: str) -> list[str]:
        """Return the nodes of a class or of one below it."""
        if self._members is None:
            self._members = {}
            for node in self.by_property.get(RDF_TYPE, {}):
                for one in self.classes(node):
                    self._members.setdefault(one, []).append(node)
        return self._members.get(class_, [])


def plain(quads: Iterable[Quad], above: Mapping[str, frozenset[str]], schemes: Mapping[str, str]) -> Plain:
    """Read quads, whatever their graphs."""
    made = Plain(above, schemes)
    by_property = made.by_property
    for quad in quads:
        subject, predicate, value, _ = quad
        node = subject.value if isinstance(subject, NamedNode) else str(subject)
        if isinstance(value, NamedNode):
            one: Value = value.value
        elif isinstance(value, Literal):
            one = (value.value, value.datatype.value, value.language or "")
        else:
            one = str(value)
        table = by_property.get(predicate.value)
        if table is None:
            by_property[predicate.value] = {node: {one: None}}
        elif (values := table.get(node)) is None:
            table[node] = {one: None}
        else:
            values[one] = None
    return made


def term_of(node: str) -> NamedNode | BlankNode:
    """Return the term of a node."""
    return BlankNode(node[2:]) if node.startswith("_:") else NamedNode(node)
