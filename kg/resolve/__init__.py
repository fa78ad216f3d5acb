"""Decide which entities of which articles are the same thing."""

from kg.resolve.background import Background
from kg.resolve.identity import Identity, resolve
from kg.resolve.keys import entity_key, entity_keys

__all__ = ["Background", "Identity", "entity_key", "entity_keys", "resolve"]
