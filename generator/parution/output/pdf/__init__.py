"""Booklets as PDF."""
