"""Compiles clinical themes into one gated, searchable static site per group and audience."""
