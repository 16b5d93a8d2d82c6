"""Booklets as PDF: reading their HTML, and setting it with Typst."""
