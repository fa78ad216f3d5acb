"""The SHACL gate: what may be stored, what is withheld, and a report that says why in plain words.

pySHACL is the reference. `load_shapes` once, then `check` each article's quads and `withhold` what is at fault.
"""

from kg.validate.files import validate_files
from kg.validate.gate import check
from kg.validate.quotes import quote_checks
from kg.validate.report import report_graph, report_json, report_text
from kg.validate.shapes import Shapes, load_shapes
from kg.validate.violation import Violation
from kg.validate.withhold import withhold

__all__ = [
    "Shapes",
    "Violation",
    "check",
    "load_shapes",
    "quote_checks",
    "report_graph",
    "report_json",
    "report_text",
    "validate_files",
    "withhold",
]
