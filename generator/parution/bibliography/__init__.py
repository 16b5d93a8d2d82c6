"""The references: reading of BibTeX, French Vancouver, exports, evidence, review. Pure."""
