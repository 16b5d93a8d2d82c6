"""The folders and files of the sources: names, characters, attachments."""
