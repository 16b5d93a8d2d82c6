"""The vocabulary of BibTeX and BibLaTeX: types of entries and names of fields.

Readers translate BibLaTeX's names to BibTeX's where both have one (``journaltitle`` is
``journal``), so that formatting knows one vocabulary. They recognize other fields of Zotero and
Better BibTeX (files, tags, abstracts, annotations) but drop them.
"""

from __future__ import annotations

from collections.abc import Container
from types import MappingProxyType

from parution.patterns import compile_late


def split_words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SYNONYMS = MappingProxyType(
    {
        "journaltitle": "journal",
        "location": "address",
        "school": "institution",
        "issue": "number",
        "archiveprefix": "eprinttype",
        "eprintclass": "primaryclass",
        "chapternumber": "chapter",
        "language": "langid",
        "hyphenation": "langid",
        "lastchecked": "urldate",
        "accessed": "urldate",
        "hal_id": "hal",
        "halid": "hal",
        "archive-prefix": "eprinttype",
        "collection": "series",
        "holder": "institution",
        "university": "institution",
        "lang": "langid",
        "originalyear": "origdate",
        "origyear": "origdate",
        "abbrev_source_title": "shortjournal",
        "journal-iso": "shortjournal",
        **dict.fromkeys(
            (
                "article-number",
                "articlenumber",
                "articleno",
                "art_number",
                "elocation-id",
                "elocationid",
            ),
            "eid",
        ),
        "pubmed_id": "pmid",
        "pubmedid": "pmid",
        "pubmed": "pmid",
        "pmc": "pmcid",
        "handle": "hdl",
    }
)
"""The name under which a field is kept, by its written name, if different: BibLaTeX's, and those of
Web of Science, Scopus, EndNote, HAL, the BMJ, ACM and Paperpile."""

KEPT = split_words(
    """
    title subtitle titleaddon booktitle booksubtitle booktitleaddon maintitle mainsubtitle
    bookauthor journal shortjournal series volume volumes part number pages eid
    chapter edition publisher institution organization address type howpublished
    year month day date origdate eventtitle eventdate
    venue urldate url doi eprint eprinttype pmid pmcid hal nnt isbn issn langid pagetotal
    version addendum pubstate arxiv jstor googlebooks hdl
    """
)
"""Fields that formatting or exports use; readers drop all others."""

OWN = split_words(
    """
    level grade scheme interests interests_note access
    """
)
"""Fields of this product: evidence, interests, access."""

PEOPLE = frozenset({"author", "editor", "translator"})
"""Kept fields that hold names of people."""

ADDRESSES = frozenset(
    {
        "url",
        "doi",
        "eprint",
        "pmid",
        "pmcid",
        "hal",
        "nnt",
        "isbn",
        "issn",
        "eid",
        "arxiv",
        "jstor",
        "googlebooks",
        "hdl",
    }
)
"""Fields read literally: no LaTeX except its escapes."""

IDENTIFYING = ("doi", "pmid", "pmcid", "hal", "nnt", "arxiv", "jstor", "googlebooks", "hdl")
"""Identifiers, each of which leads to the document."""

INHERITANCE = frozenset({"crossref", "xdata"})

IGNORED = split_words(
    """
    abstract abstractnote annotation annote archive archivelocation
    attachment authortype bdsk-file-1 bdsk-file-2 bdsk-url-1 bdsk-url-2 bibsource
    biburl accession_number bookpagination callnumber coden
    comment copies copyright creationdate date-added
    date-modified dateadded datemodified doctype editoratype
    editorbtype editorctype editortype endmonth endyear entryset entrysubtype
    execute file firstpage gender groups iccn id ids
    ignore indexsorttitle indextitle internal isan ismn isrn
    iswc journalabbreviation
    journaltitleaddon key keyword keywords label langidopts lastpage lccn library
    local-url localfile mendeley-groups mendeley-tags
    modificationdate mrclass mrnumber mrreviewer nationality nihms note notes
    numpages options origlanguage origlocation origpublisher owner pagination
    pdf posted-at posted-date preprint presort primaryclass priority
    publication-type qualityassured rating read readstatus refid related relatedoptions
    relatedstring relatedtype review rights sciwheel-projects sequence
    shortauthor shorteditor shorthand shorthandintro shortseries shorttitle sortkey
    sortname sortshorthand sorttitle sortyear source status subject submitted tags
    timestamp unique-id urltype usera userb userc userd usere userf username
    verba verbb verbc web_url xref zblnumber
    """
)
"""Fields known to BibTeX, BibLaTeX and the programs that export it, and not used here."""

NOT_PRINTED = split_words(
    """
    afterword annotator collaborator commentator editora editorb editorc eventtitleaddon foreword
    illustrator introduction issuesubtitle issuetitle issuetitleaddon journalsubtitle
    maintitleaddon nameaddon origtitle reprinttitle
    """
)
"""Fields with words for readers that references do not print: their author may want an
``addendum``."""

OF_PROGRAMS = compile_late(
    r"(?:bdsk|jstor|hal|hceres|usage-count|zotero|mendeley|funding|citeulike|orcid|researcherid"
    r"|web-of-science|correspondence_address|x|msc|zbl?)[-_\d].*"
    r"|ads(?:url|note)|affiliations?|afill?|author_?keywords?|author-email|authorkeywords|cairn|da"
    r"|doc-delivery-number|document_type|earlyaccess(?:date)?|e-?issn|fjournal|funding.*|issue_date"
    r"|keywords-plus|number-of-cited-references|oa|open_?access|original_id|paperpile"
    r"|publication_stage|references|research-areas|times-cited|uri|us|esi-\S+|editor-?emails?|s2id"
    r"|correspondence\S*|sponsors?|conference_?(?:code|date)|tradenames|manufacturers|chemicals_?cas"
    r"|molecular_seqnum|zbmath|zbl|price|numberofpages|ean|ut|rn|cited-by|citations|pii"
)
"""Other fields of databases and programs that say nothing to readers."""

TITLES_OF_PARTS = frozenset(
    {"chaptertitle", "chapter-title", "chapter_title", "articletitle", "article-title", "parttitle"}
)
"""Names that people and programs give to the title of a chapter, beside that of its book."""

KNOWN = KEPT | OWN | PEOPLE | INHERITANCE | IGNORED | NOT_PRINTED | frozenset(SYNONYMS)

BOOKS = split_words(
    """
    book mvbook booklet collection mvcollection reference mvreference manual
    """
)
PROCEEDINGS = frozenset({"proceedings", "mvproceedings"})
CHAPTERS = split_words(
    """
    inbook bookinbook suppbook incollection suppcollection inreference inproceedings
    conference
    """
)
TALKS = frozenset({"inproceedings", "conference"})
"""Chapters that began as talks at a congress, and may never have been printed."""

ARTICLES = frozenset({"article", "suppperiodical", "review"})
THESES = frozenset({"thesis", "phdthesis", "mastersthesis"})
REPORTS = frozenset({"report", "techreport", "standard"})
PAGES = frozenset({"online", "electronic", "www", "webpage"})
OTHER_TYPES = split_words(
    """
    misc unpublished dataset software patent periodical legislation jurisdiction legal video
    audio movie music image artwork letter performance commentary
    """
)
TYPES = BOOKS | PROCEEDINGS | CHAPTERS | ARTICLES | THESES | REPORTS | PAGES | OTHER_TYPES
"""Types of entries that become references."""

SYNONYMS_OF_TYPES = MappingProxyType(
    {
        **dict.fromkeys(
            ("generic", "document", *(f"custom{letter}" for letter in "abcdef"), "other"), "misc"
        ),
        **dict.fromkeys(
            ("journal_article", "journalarticle", "journal", "magazine_article", "magazinearticle",
             "newspaper_article", "newspaperarticle", "newspaper", "magazine"), "article"
        ),
        **dict.fromkeys(
            ("web_page", "web", "website", "blog", "blogpost", "blog_post", "forumpost"), "online"
        ),
        **dict.fromkeys(("book_section", "booksection", "bookchapter", "chapter"), "incollection"),
        **dict.fromkeys(
            ("conference_paper", "conferencepaper", "conference_proceedings"), "inproceedings"
        ),
        **dict.fromkeys(("encyclopedia_article", "encyclopediaarticle"), "inreference"),
        **dict.fromkeys(("working_paper", "workingpaper", "guideline", "guidelines"), "report"),
        **dict.fromkeys(("statute", "bill", "law", "legmaterial", "constitution"), "legislation"),
        **dict.fromkeys(("case", "legal_case"), "jurisdiction"),
        **dict.fromkeys(("computer_program", "softwareversion", "program"), "software"),
        **dict.fromkeys(("film", "television_broadcast", "tvbroadcast", "broadcast"), "video"),
        **dict.fromkeys(("radiobroadcast", "podcast", "audio_recording"), "audio"),
        **dict.fromkeys(("phd", "dissertation"), "phdthesis"),
        **dict.fromkeys(("masterthesis", "masters"), "mastersthesis"),
    }
)  # fmt: skip
"""The type of an entry by the names that Mendeley, EndNote and people give it."""

NOT_REFERENCES = frozenset({"xdata", "set", "bibnote"})
"""Types that only serve other entries."""


def guess_type(fields: Container[str]) -> str:
    """Return the probable type of an entry with an unknown type, judging by its fields."""
    signs = {"journal": "article", "booktitle": "incollection", "institution": "report"}
    return next((kind for name, kind in signs.items() if name in fields), "misc")


def list_required_fields(kind: str) -> tuple[tuple[str, ...], ...]:
    """Return the required fields of a type: of each tuple, an entry needs at least one."""
    people, year = ("author", "editor"), ("year",)
    bodies = ("author", "editor", "institution", "organization", "publisher")
    if kind in ARTICLES:
        return (("author",), ("journal", "shortjournal"), year)
    if kind in CHAPTERS:
        talk = ("eventtitle",) if kind in TALKS else ()
        return (people, ("booktitle", "maintitle", "chapter", "pages", *talk), year)
    if kind in THESES:
        return (("author",), ("institution",), year)
    if kind in REPORTS:
        return (bodies, year)
    if kind in PAGES:
        return (("url", *IDENTIFYING, "eprint"),)
    if kind in BOOKS:
        return (bodies, year)
    return ()


LANGUAGES = MappingProxyType(
    {
        "english": "en", "american": "en", "british": "en", "ukenglish": "en", "usenglish": "en",
        "canadian": "en", "australian": "en", "newzealand": "en", "anglais": "en", "eng": "en",
        "french": "fr", "francais": "fr", "français": "fr", "frenchb": "fr", "canadien": "fr",
        "acadian": "fr", "fre": "fr", "fra": "fr",
        "german": "de", "ngerman": "de", "austrian": "de", "naustrian": "de", "swissgerman": "de",
        "spanish": "es", "espagnol": "es", "italian": "it", "italien": "it", "portuguese": "pt",
        "brazilian": "pt", "brazil": "pt", "dutch": "nl", "catalan": "ca", "danish": "da",
        "swedish": "sv", "norwegian": "no", "finnish": "fi", "polish": "pl", "russian": "ru",
        "greek": "el", "latin": "la", "breton": "br", "japanese": "ja", "chinese": "zh",
    }
)  # fmt: skip
"""Two-letter codes by the names that babel, polyglossia and PubMed give to languages."""


NAMES_OF_LANGUAGES = MappingProxyType(
    {code: name for name, code in reversed([*LANGUAGES.items()]) if len(name) > len("xxx")}
)
"""The first babel name for each code, as BibLaTeX requires."""


def find_language_code(written: str) -> str:
    """Return the two-letter code of a language; an empty string if unknown.

    >>> find_language_code("en-US"), find_language_code("French"), find_language_code("klingon")
    ('en', 'fr', '')
    """
    name = written.strip().lower()
    code = name.replace("_", "-").partition("-")[0]
    if len(code) == 2 and code.isalpha() and code.isascii():
        return code
    return LANGUAGES.get(name, "")
