"""Compose pages: editions, themes, homes, meetings."""
