"""Stores: the records of articles and the graph that is projected from them."""

from kg.store.projector import Changes
from kg.store.records import Entry, Source
from kg.store.remote import RemoteGraph, is_remote, remote_graph
from kg.store.store import Store
from kg.store.verify import Difference

__all__ = ["Changes", "Difference", "Entry", "RemoteGraph", "Source", "Store", "is_remote", "remote_graph"]
