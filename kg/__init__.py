"""Turn news articles about manufacturing policy into a knowledge graph that people can trust."""

__version__ = "0.1.0"
