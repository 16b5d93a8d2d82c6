"""The HTML that texts and drawings may hold, as lists of allowed names."""
