"""What people read, in their language: catalogues of translations, names, dates in words."""
