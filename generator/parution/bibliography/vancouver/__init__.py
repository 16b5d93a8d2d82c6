"""References as the French Vancouver style prints them."""
