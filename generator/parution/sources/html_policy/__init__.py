"""What HTML a text or a drawing may hold: a list of what is let through."""
