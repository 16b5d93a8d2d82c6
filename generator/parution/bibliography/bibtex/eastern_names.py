"""Notices Vietnamese, Chinese and Korean names in Latin letters whose family stands first."""

from __future__ import annotations

from collections.abc import Iterable

from parution.bibliography.bibtex.given_names import is_given
from parution.language.fold import fold
from parution.patterns import compile_late

FIRST = frozenset(
    """
    bui chen dang deng dinh duong feng gao guo hoang huang huynh liu ngo nguyen pham phan tang tran
    trinh truong wang wu xiao xie xu zhang zhao zheng zhou zhu
    """.split()  # noqa: SIM905
)
"""Families that are hardly ever given names."""

OTHERS = frozenset(
    """
    ahn cai cao chang chao cheng cho choi choe chong dao do fan fang fu han he ho hong hu hwang jang
    jeong jiang jin jung kang kim kwon lai lam lee le li liang lim lin lu luo luong ly ma mai oh
    pan park peng qian qin seo shen shin shi song su sun tan tian tsai vo vu wei xia yan yang yao ye
    yin yoon yu yuan yun zeng zhong zou
    """.split()  # noqa: SIM905
)
"""Families that may be given names, or those of other languages."""

BETWEEN = frozenset({"van", "thi", "thuy", "dinh", "duc", "huu", "ngoc", "quoc", "thanh", "xuan"})
"""What stands between family and given name in Vietnamese."""

KOREAN = compile_late(r"[A-Z][a-z]+-[a-z]+")
"""« Min-jun »."""

MOST_WORDS = 4


def put_commas_behind_families(people: Iterable[str]) -> dict[str, str]:
    """Return people with a comma put in, by what was written; one sure name makes others likely.

    >>> put_commas_behind_families(["Wang Xiaoming", "Li Na", "Anne Li"])
    {'Wang Xiaoming': 'Wang, Xiaoming', 'Li Na': 'Li, Na'}
    """
    people = tuple(people)
    sure = {one: found for one in people if (found := put_comma_behind_family(one))}
    if not sure:
        return {}
    likely = (one.split() for one in people if one not in sure)
    return sure | {
        " ".join(words): ", ".join(words)
        for words in likely
        if len(words) == len(("family", "given"))
        and fold(words[0]) in OTHERS
        and fold(words[1]) not in FIRST | OTHERS
        and not is_given(words[1])
    }


def put_comma_behind_family(written: str) -> str:
    """Return « Nguyen, Van Anh » for « Nguyen Van Anh »; an empty string where that is uncertain.

    >>> [*map(put_comma_behind_family, ("Nguyễn Văn Anh", "Anh Nguyen", "Kim Min-jun"))]
    ['Nguyễn, Văn Anh', '', 'Kim, Min-jun']
    """
    words = written.split()
    if not 2 <= len(words) <= MOST_WORDS or not all(
        len(word) > 1 and word[0].isupper() and not word.isupper() for word in words
    ):
        return ""
    first, *rest = map(fold, words)
    if rest[-1] in FIRST or "." in written:
        return ""
    is_sure = (
        (first in FIRST and rest[-1] not in OTHERS)
        or (first in FIRST | OTHERS and len(rest) > 1 and rest[0] in BETWEEN)
        or (first in OTHERS and bool(KOREAN.fullmatch(words[-1])))
    )
    return f"{words[0]}, {' '.join(words[1:])}" if is_sure else ""
