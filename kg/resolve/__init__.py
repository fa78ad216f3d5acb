"""Decide which entities of which articles are the same thing."""

from kg.resolve.background import Background
from kg.resolve.clusters import Clusters, Doubt, Verdicts, cluster
from kg.resolve.identity import Identity, resolve, resolve_together
from kg.resolve.keys import entity_key, entity_keys
from kg.resolve.profile import Profile, profiles

__all__ = [
    "Background",
    "Clusters",
    "Doubt",
    "Identity",
    "Profile",
    "Verdicts",
    "cluster",
    "entity_key",
    "entity_keys",
    "profiles",
    "resolve",
    "resolve_together",
]
