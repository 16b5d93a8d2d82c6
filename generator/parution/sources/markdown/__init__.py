"""Reads the texts: front matter, links, citations, comments."""
