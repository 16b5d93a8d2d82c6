"""The programs that serve what is published: settings for them, and whether a live one is right."""
