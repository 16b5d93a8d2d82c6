"""Checks the HTML of all texts without making pages, for `parution check`."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path

from markdown import Extension, Markdown

from parution.citations.extension import CitingExtension
from parution.domain import Catalogue, Part
from parution.domain.problems import Problem
from parution.language.catalogues import load_translations
from parution.private_store import PrivateStore
from parution.render.mkdocs.markdown_settings import set_up_markdown
from parution.render.mkdocs.settings import examine, load_settings
from parution.render.mkdocs.surroundings import read_surroundings
from parution.render.page_cache import PageCache
from parution.render.page_sources import Source, list_sources
from parution.render.text_review import TextReview


def check_settings(config_file: Path) -> tuple[Problem, ...]:
    """Return MkDocs' complaints about its settings as problems."""
    _, problems = examine(config_file)
    return problems


def check_texts(
    catalogue: Catalogue, config_file: Path, store: PrivateStore | None
) -> tuple[Problem, ...]:
    """Return the problems that rendering would raise; skip pages cached in ``store``."""
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    config = load_settings(config_file)
    pages = list(list_sources(catalogue))
    if store is not None:
        pages = PageCache(store, read_surroundings(config), catalogue).misses(pages)
    review = TextReview(catalogue)
    set_up_markdown(config, load_translations("fr").gettext)
    citing = CitingExtension(references={}, translate=load_translations("fr").gettext)
    extensions: list[str | Extension] = [*config.markdown_extensions, citing]

    def html_of(source: Source) -> str:
        references = {reference.key: reference for reference in source.references}
        citing.for_page(references, by_name=source.part is Part.SOURCES)
        converter = Markdown(extensions=extensions, extension_configs=config.mdx_configs or {})
        return converter.convert(source.markdown)

    for source in pages:
        review.read(source, partial(html_of, source))
    return tuple(review.problems)
