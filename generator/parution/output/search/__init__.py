"""Makes the search index with Pagefind, in pieces that sites with equal pages share."""
