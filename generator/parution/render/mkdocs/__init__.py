"""MkDocs, the renderer: the only package that knows its internals."""
