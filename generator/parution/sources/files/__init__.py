"""Reads the folders and files of the sources: names, characters, attachments."""
