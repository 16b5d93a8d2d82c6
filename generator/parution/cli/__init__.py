"""The command ``parution``: with the MkDocs plugin, the only place that reads the clock."""

from parution.cli.main import main, parution

__all__ = ["main", "parution"]
