"""References: reads BibTeX, prints French Vancouver style, exports, describes evidence. Pure."""
