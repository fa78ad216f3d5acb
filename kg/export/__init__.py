"""Write the graph to files: sorted, without blank nodes and dates, so that equal graphs give equal bytes."""

from kg.export.rdflib import rdflib_dataset
from kg.export.split import export_split
from kg.export.write import WRITERS, dump, export, format_of

__all__ = ["WRITERS", "dump", "export", "export_split", "format_of", "rdflib_dataset"]
