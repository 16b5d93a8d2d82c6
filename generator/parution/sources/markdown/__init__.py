"""The texts: front matter, links, citations, and what surrounds them."""
