"""Formats references in the French Vancouver style."""
