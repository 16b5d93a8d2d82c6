"""Booklets as PDF: what is read of their HTML, and what Typst makes of it."""
