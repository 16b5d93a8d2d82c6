"""References for other programs: BibTeX, RIS and CSL-JSON."""
