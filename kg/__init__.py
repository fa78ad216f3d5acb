"""Turn news articles about manufacturing policy into a knowledge graph that people can trust.

`kg.open("kg-store")` gives the graph of a store to build, ask and export; see docs/api.md.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api import KnowledgeGraph, open

__version__ = "0.1.0"
__all__ = ["KnowledgeGraph", "__version__", "open"]


def __getattr__(name: str) -> Any:
    """Import the API when it is first asked for: the command line starts without it."""
    if name in ("KnowledgeGraph", "open"):
        from kg import api

        return getattr(api, name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
