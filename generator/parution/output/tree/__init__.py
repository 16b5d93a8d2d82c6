"""Writes plans as files into a folder: only changed ones, never over a file being served."""
