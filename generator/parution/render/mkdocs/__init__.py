"""MkDocs, the renderer: the only package that knows its internals."""

from parution.render.mkdocs import engine as engine  # First: it picks the package.
