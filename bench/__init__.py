"""Measures the product beside its rivals on one made-up association: ``python -m bench``."""
