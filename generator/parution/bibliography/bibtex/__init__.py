"""Reads the text of a ``.bib`` file as references, and reports every mistake at its place."""
