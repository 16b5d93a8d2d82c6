"""Language for readers: catalogues of translations, names, dates in words."""
