"""The search index: Pagefind's, in pieces shared by content."""
