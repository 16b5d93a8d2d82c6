"""From the text of a ``.bib`` file to references, with every mistake at its place."""
