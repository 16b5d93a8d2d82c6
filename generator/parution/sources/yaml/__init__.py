"""Reads YAML as people write it: values with their places, and every mistake in words."""
