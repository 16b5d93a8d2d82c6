"""Inline patterns that a page cannot need are left out, and nobody sees a difference."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from hypothesis import given
from hypothesis import strategies as st
from markdown import Extension, Markdown
from markdown.inlinepatterns import SimpleTagInlineProcessor

from parution.render.authors_markdown import AuthorsMarkdown
from parution.render.mkdocs.markdown_settings import EXTENSIONS
from parution.render.needed_patterns import SIGNS, NeededPatterns, list_needed_patterns

SEQUENCES = (
    "  \n", "![", "](", "[^1]", "[^1]: ", "[a]: /b\n", "**", "__", "$$", "<b>", "</b>",
    "<https://a.fr>", "<a@b.fr>", "&eacute;", "www.a.fr", "mot", "é",
)  # fmt: skip
SIGNED = st.sampled_from([*"`\\[]()!<>&*_^~$={}:|\"'#+-@/. \n", *SEQUENCES])
TEXTS = st.lists(SIGNED, max_size=25).map("".join)


def make_converter(*further: Extension) -> Markdown:
    return Markdown(extensions=[*EXTENSIONS, AuthorsMarkdown(), *further])


ALL, NEEDED = make_converter(), make_converter(NeededPatterns())


def convert(converter: Markdown, text: str) -> str:
    return converter.reset().convert(text)


@given(TEXTS)
def test_a_text_becomes_the_same_html(text: str) -> None:
    """With the needed patterns alone, a text of any signs becomes what all patterns make of it.

    One converter takes many texts: what one of them lacks, the next may have.
    """
    assert convert(NEEDED, text) == convert(ALL, text)


def test_a_plain_page_tries_few_patterns() -> None:
    """For prose with words in bold, no pattern in the table is tried."""
    found = list_needed_patterns(NEEDED.inlinePatterns, "Croire **le patient**.")
    assert {each.pattern for each in found}.isdisjoint(SIGNS)


def test_each_expression_of_the_table_is_in_use() -> None:
    """Python-Markdown and the product still have every pattern that the table knows."""
    assert SIGNS.keys() <= {each.pattern for each in NEEDED.inlinePatterns}


def test_another_extension_s_pattern_is_always_tried() -> None:
    """A pattern that the table does not know works, in a page without any other sign."""

    class Inserted(Extension):
        def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
            md.inlinePatterns.register(SimpleTagInlineProcessor(r"()%%(.+?)%%", "ins"), "ins", 170)

    converter = make_converter(Inserted(), NeededPatterns())
    assert convert(converter, "Un %%mot%%.") == "<p>Un <ins>mot</ins>.</p>"


def test_a_pattern_without_an_expression_is_always_tried() -> None:
    """A processor of inline marks need not have one."""

    class Bare:
        def handleMatch(self) -> Element:  # noqa: N802 - Python-Markdown's name
            raise NotImplementedError

    bare = Bare()
    assert list_needed_patterns([bare], "mot") == [bare]  # type: ignore[list-item, comparison-overlap]
