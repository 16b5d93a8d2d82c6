"""Compile clinical themes into one gated, searchable static site per group and audience."""

__version__ = "0.1.0"
