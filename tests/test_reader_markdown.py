"""Articles in Markdown: rules M1 to M4."""

import re
from collections.abc import Callable

import pytest
from growth import grows_linearly
from hypothesis import given
from hypothesis import strategies as st

from store.article import Article
from store.reader import frontmatter, markdown
from store.reader.frontmatter import split_front_matter
from store.reader.markdown import KEYS, read_markdown

BODY = "The harbour woke late, and nobody on the quay was surprised.\n\nThen the rain came."


def article(front: str, below: str = BODY) -> Article:
    return read_markdown(f"---\n{front}\n---\n\n{below}\n")


def texts(read: Article) -> list[str]:
    return [paragraph.collapsed for paragraph in read.body]


def test_the_docstring_lists_the_keys_of_each_field() -> None:
    rows = re.findall(r"^ {4}(\w+) {2,}(\w.*)$", markdown.__doc__ or "", re.MULTILINE)
    assert {field: tuple(keys.split(", ")) for field, keys in rows} == KEYS


ODD_VALUES = re.findall(r"^ {4}(\w+): (.*\S) +-> +(.*)$", frontmatter.__doc__ or "", re.MULTILINE)


@pytest.mark.parametrize(("key", "written", "value"), ODD_VALUES)
def test_a_value_that_is_not_yaml_is_read_as_written(key: str, written: str, value: str) -> None:
    front, _ = split_front_matter(f"---\n{key}: {written}\ndate: 2018-11-08\n---\n", {key, "date"})
    assert front is not None
    assert front.values == ((key, value), ("date", "2018-11-08"))
    assert [key in warning for warning in front.warnings] == [True]


def test_the_docstring_shows_odd_values() -> None:
    assert len(ODD_VALUES) == 6


def test_front_matter_gives_every_field() -> None:
    read = article(
        "title: Salt and Rain\n"
        "subtitle: Part 2\n"
        "author: Ada Moss\n"
        "publisher: The Quay\n"
        "date: 2018-11-08\n"
        "region: Europe\n"
        "theme: History\n"
        "in-depth report: Harbours\n"
        "source: Tide Weekly"
    )
    assert read.title == "Salt and Rain"
    assert read.subtitles == ("Part 2",)
    assert read.authors == ("Ada Moss",)
    assert read.publisher == "The Quay"
    assert read.date == "2018-11-08"
    assert read.regions == ("Europe",)
    assert read.themes == ("History",)
    assert read.reports == ("Harbours",)
    assert read.original_source == "Tide Weekly"
    assert read.warnings == ()
    assert texts(read) == BODY.split("\n\n")


def test_keys_are_read_in_any_case_and_number() -> None:
    read = article("TITLE: Salt\nAuthors: [Ada Moss]\nSite: The Quay\nPublished: 8 Nov 2018")
    assert (read.title, read.authors) == ("Salt", ("Ada Moss",))
    assert (read.publisher, read.date) == ("The Quay", "2018-11-08")


@pytest.mark.parametrize("key", ["original_source", "Original Source", "original-source", "source"])
def test_the_original_source_has_several_keys(key: str) -> None:
    assert article(f"title: Salt\n{key}: Tide Weekly").original_source == "Tide Weekly"


def test_a_source_that_is_the_publisher_is_no_original_source() -> None:
    assert article("title: Salt\npublisher: The Quay\nsource: THE QUAY").original_source is None


@pytest.mark.parametrize("end", ["---", "...", "---  "])
def test_front_matter_ends_at_either_mark(end: str) -> None:
    read = read_markdown(f"---\ntitle: Salt\n{end}\n{BODY}")
    assert (read.title, texts(read)) == ("Salt", BODY.split("\n\n"))


@pytest.mark.parametrize(
    "written",
    [
        '[History, "Nets, Lines & Hooks"]',
        '\n  - History\n  - "Nets, Lines & Hooks"',
        "\n- History\n- Nets, Lines & Hooks",
        "\n  - History # the first\n\n  - Nets, Lines & Hooks",
    ],
)
def test_the_items_of_a_list_are_kept_whole(written: str) -> None:
    assert article(f"title: Salt\nthemes: {written}").themes == ("History", "Nets, Lines & Hooks")


def test_an_author_of_a_list_is_kept_whole() -> None:
    read = article("title: Salt\nauthors:\n  - Moss, Reed and Partners\n  - Ada Moss")
    assert read.authors == ("Moss, Reed and Partners", "Ada Moss")


def test_a_text_of_authors_is_split_like_a_byline() -> None:
    assert article("title: Salt\nauthor: Ada Moss, PhD, Ben Reed and Cy Dale").authors == (
        "Ada Moss, PhD",
        "Ben Reed",
        "Cy Dale",
    )


def test_an_author_with_an_address_is_known_by_the_name() -> None:
    read = article("title: Salt\nauthor:\n  name: Ada Moss\n  email: ada@example.org")
    assert read.authors == ("Ada Moss",)


def test_a_text_of_tags_is_split_and_known_labels_are_not() -> None:
    read = article("title: Salt\nthemes: culture, society and history, Nets\nregions: usa; asia")
    assert read.themes == ("Culture, Society & History", "Nets")
    assert read.regions == ("USA", "Asia")


@pytest.mark.parametrize("key", ["themes", "tags"])
def test_a_known_label_that_a_list_cuts_at_its_comma_is_whole(key: str) -> None:
    read = article(f"title: Salt\n{key}: [Culture, Society & History, Religion, Nets, Culture]")
    assert read.themes == ("Culture, Society & History", "Religion", "Nets", "Culture")


def test_tags_are_regions_where_they_are_known_as_such_else_themes() -> None:
    read = article(
        "title: Salt\nregion: Europe\ntheme: History\ntags: [usa, europe, Nets, HISTORY]\n"
        "topics: Sails, Canada"
    )
    assert read.regions == ("Europe", "USA", "Canada")
    assert read.themes == ("History", "Nets", "Sails")


def test_a_tag_with_a_colon_is_one_tag() -> None:
    assert article("title: Salt\ntags:\n  - Salt: a history").themes == ("Salt: a history",)


def test_front_matter_wins_over_header_lines() -> None:
    read = article(
        "title: Salt\nauthor: Ada Moss\ndate: 2020-01-01\nregion: Asia",
        "By [Ben Reed](#)\n\nThe Quay, November 8, 2018\n\nRegion: [USA](#)\n\n"
        f"Theme: [History](#)\n\n{BODY}",
    )
    assert (read.authors, read.date, read.regions) == (("Ada Moss",), "2020-01-01", ("Asia",))
    assert (read.publisher, read.themes) == ("The Quay", ("History",))
    assert texts(read) == BODY.split("\n\n")


def test_a_leading_heading_is_the_title_if_there_is_no_other() -> None:
    read = article("author: Ada Moss", f"# Salt and Rain.\n{BODY}")
    assert (read.title, texts(read)) == ("Salt and Rain.", BODY.split("\n\n"))


def test_a_leading_heading_is_never_body() -> None:
    read = article("title: Salt", f"# **Quite** another title #\n\n{BODY}")
    assert (read.title, texts(read)) == ("Salt", BODY.split("\n\n"))


@pytest.mark.parametrize("first", ["Salt and Rain", "**Salt and Rain**", "## Salt\nand Rain"])
def test_the_title_is_not_repeated_in_the_body(first: str) -> None:
    assert texts(article("title: Salt and Rain", f"{first}\n\n{BODY}")) == BODY.split("\n\n")


def test_a_first_paragraph_that_looks_like_a_title_is_body_below_a_given_title() -> None:
    read = article("title: Salt", "A short line\n\nThe rain came.")
    assert (read.title, texts(read)) == ("Salt", ["A short line", "The rain came."])


def test_without_front_matter_the_plain_rules_hold() -> None:
    read = read_markdown(f"# Salt and Rain\n\nBy Ada Moss\n\nThe Quay, November 8, 2018\n\n{BODY}")
    assert (read.title, read.authors, read.date) == ("Salt and Rain", ("Ada Moss",), "2018-11-08")
    assert texts(read) == BODY.split("\n\n")


@pytest.mark.parametrize("heading", ["Salt and Rain.", "Salt, Rain:", "Salt " * 50])
@pytest.mark.parametrize("above", ["", "![](quay.png)\n\n", "***\n\n"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_leading_heading_is_the_title_where_there_is_no_field(
    heading: str, above: str, gap: str
) -> None:
    read = read_markdown(f"{above}# {heading}{gap}{BODY}")
    assert (read.title, texts(read)) == (heading.strip(), BODY.split("\n\n"))


def test_a_lower_heading_is_no_title_for_being_one() -> None:
    assert read_markdown(f"## Salt and Rain.\n\n{BODY}").title is None


@pytest.mark.parametrize(
    "text",
    [
        f"---\ntitle: Salt\n\n{BODY}",
        f"---\nNote: the quay was empty.\n\nNobody came\n\n---\n\n{BODY}",
        f"---\nNobody came.\n\n---\n\n{BODY}",
    ],
)
def test_what_is_unclosed_or_prose_is_no_front_matter(text: str) -> None:
    assert split_front_matter(text, {"title"}) == (None, text)
    assert BODY.split("\n\n")[1] in texts(read_markdown(text))


def test_empty_front_matter_is_no_text() -> None:
    assert texts(read_markdown(f"---\n---\n\nSalt\n\nBy [Ada](#)\n\n{BODY}")) == BODY.split("\n\n")


def test_values_stay_text() -> None:
    assert article("title: 1984\nauthor: No\npublisher: 2018-11-08").title == "1984"
    assert article("title: no").title == "no"


def test_nothing_is_nothing() -> None:
    read = article("title: Salt\nauthor:\npublisher: ~\nregion: []\ndate: null\ntags: ''")
    assert (read.authors, read.publisher, read.regions, read.date) == ((), None, (), None)
    assert read.warnings == ()


def test_a_date_that_is_none_is_told() -> None:
    read = article("title: Salt\ndate: next Thursday")
    assert (read.date, read.warnings) == (
        None,
        ("The front matter's date “next Thursday” is not a date.",),
    )
    assert article("title: Salt\npublished: true").warnings == ()


def test_escapes_and_entities_smuggle_nothing_in() -> None:
    read = article('title: "A\\x1b[31mB\\u202e &amp; &#27;[2J"\ntags: ["\\x9b1mNets", "a\\nb"]')
    assert (read.title, read.themes) == ("AB & [2J", ("Nets", "a b"))


@pytest.mark.parametrize(
    "front",
    [
        lambda n: "x: &a [lol]\n" + "\n".join(f"x{i}: &b{i} [*a, *a]" for i in range(n // 20)),
        lambda n: "tags: " + "[" * n,
        lambda n: "tags:\n  " + "- " * (n // 2),
        lambda n: "? " * (n // 2),
        lambda n: "x: " + "{a: " * (n // 4),
        lambda n: "\n".join(" " * i + "a:" for i in range(int((2 * n) ** 0.5))),
        lambda n: "x: y: z\n" * (n // 8),
        lambda n: "y" + " " * n + "\nz:\n",
    ],
)
def test_front_matter_can_neither_crash_nor_hang(front: Callable[[int], str]) -> None:
    def read(size: int) -> None:
        assert (article(f"title: Salt\n{front(size)}").title or "").startswith("Salt")

    assert grows_linearly(read, 200_000)


SOUP = st.lists(
    st.sampled_from([
        "---", "...", "title", "tags", "Author", ": ", ":", "- ", "[", "]", "{", "}", "\n", "\n  ",
        '"', "'", "&a", "*a", "|", ">", "# ", "USA", "Ada Moss", "2018-11-08", "\t", "\\x1b", "%",
        "!!python/object:os.system", "? ", "<<: ", "\u200b", "é", "\x00", "\ud800",
    ]),
    max_size=60,
).map("".join)  # fmt: skip


@given(st.one_of(SOUP, st.text()))
def test_no_front_matter_raises(soup: str) -> None:
    read_markdown(f"---\n{soup}\n---\n{soup}")
    read_markdown(soup)
