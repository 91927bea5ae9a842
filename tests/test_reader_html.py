"""Saved web pages: rules W1 to W3."""

import re
from collections.abc import Callable

import pytest
from growth import grows_linearly
from hypothesis import given
from hypothesis import strategies as st

from store.article import Article
from store.reader import pagefields
from store.reader.html import read_html
from store.reader.pagefields import METAS
from store.reader.taming import tamed

BODY = "<p>The harbour woke late, and nobody was surprised.</p><p>Then the rain came.</p>"
PARAGRAPHS = ["The harbour woke late, and nobody was surprised.", "Then the rain came."]


def page(head: str = "", body: str = BODY) -> Article:
    return read_html(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>")


def texts(read: Article) -> list[str]:
    return [paragraph.collapsed for paragraph in read.body]


def body_of(markup: str) -> list[str]:
    """The paragraphs of a page whose title is known."""
    return texts(page("<title>Salt</title>", markup))


def meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


def test_the_docstring_lists_the_names_of_each_field() -> None:
    words = re.findall(r"[\w.]+(?::\w+)?", (pagefields.__doc__ or "").lower())
    for names in METAS.values():
        assert set(names) <= set(words)


def test_the_title_is_the_first_that_the_page_gives() -> None:
    social = '<meta property="og:title" content="Salt &amp; Rain">'
    both = f"<article><h1>Salt <em>or</em><br>Rain</h1>{BODY}</article>"
    assert page(f"{social}<title>Salt - Quay</title>", both).title == "Salt & Rain"
    assert page("<title>Salt - Quay</title>", both).title == "Salt or Rain"
    assert page("<title>Salt - Quay</title>").title == "Salt - Quay"


def test_the_heading_of_the_article_comes_before_that_of_the_site() -> None:
    read = page("", f"<h1>The Quay</h1><article><h1>Salt</h1>{BODY}</article>")
    assert (read.title, texts(read)) == ("Salt", PARAGRAPHS)


def test_an_empty_heading_is_no_title() -> None:
    assert page("<title>Salt</title>", f"<h1><img alt=logo></h1>{BODY}").title == "Salt"


def test_authors_are_split_like_a_byline_and_may_be_repeated() -> None:
    assert page(meta("author", "Ada Moss, PhD and Ben Reed")).authors == (
        "Ada Moss, PhD",
        "Ben Reed",
    )
    assert page(meta("Author", "Ada Moss") + meta("author", "Cy Dale")).authors == (
        "Ada Moss",
        "Cy Dale",
    )


def test_the_address_of_a_profile_is_no_author() -> None:
    head = '<meta property="article:author" content="https://example.org/ada">'
    assert page(head).authors == ()
    assert page(head + '<meta property="article:author" content="Ada Moss">').authors == (
        "Ada Moss",
    )


def test_the_publisher_is_the_name_of_the_site() -> None:
    assert page('<meta property="og:site_name" content="The Quay">').publisher == "The Quay"
    assert page(meta("publisher", "The Quay")).publisher == "The Quay"


@pytest.mark.parametrize(
    "markup",
    [
        '<meta property="article:published_time" content="2018-11-08T23:30:00-08:00">',
        meta("date", "8 November 2018"),
        meta("DC.date", "2018-11-08"),
        meta("dc.date.issued", "2018-11-08"),
        meta("datePublished", "2018-11-08"),
        '<meta itemprop="datePublished" content="2018-11-08">',
        '<span itemprop="datePublished">Nov. 8th, 2018</span>',
        '<script type="application/ld+json">{"datePublished": "2018-11-08T10:00:00Z"}</script>',
        '<time datetime="2018-11-08T10:00">Thursday</time>',
        '<aside><time datetime="2011-01-01"></time></aside><time datetime="2018-11-08">x</time>',
        '<time itemprop="dateModified" datetime="2020-01-01">x</time><time datetime=2018-11-08>',
        meta("date", "soon") + '<time datetime="2018-11-08">',
    ],
)
def test_the_date_of_publication_is_found(markup: str) -> None:
    assert page("", markup + BODY).date == "2018-11-08"


def test_regions_and_themes_have_their_own_names() -> None:
    head = meta("region", "usa, Middle East and North Africa") + meta(
        "themes", "history; Nets, Sails"
    )
    read = page(head + meta("keywords", "Canada, Salt"))
    assert read.regions == ("USA", "Middle East & North Africa")
    assert read.themes == ("History", "Nets, Sails")


def test_article_tags_are_one_tag_each() -> None:
    tags = "".join(
        f'<meta property="article:tag" content="{tag}">'
        for tag in ["Nets, Sails", "usa", "HISTORY"]
    )
    read = page(meta("region", "Asia") + tags + meta("keywords", "Salt"))
    assert (read.regions, read.themes) == (("Asia", "USA"), ("Nets, Sails", "History"))


def test_keywords_are_split_and_known_regions_are_regions() -> None:
    read = page(meta("keywords", "Europe, Culture, Society &amp; History, Nets"))
    assert (read.regions, read.themes) == (("Europe",), ("Culture, Society & History", "Nets"))


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>Skip to text</p><article>{BODY}</article><article><p>More</p></article>",
        f"<p>Skip to text</p><main>{BODY}</main>",
        f"<aside><article><p>Read on</p></article></aside><article>{BODY}</article>",
        f"<article> <nav>Top</nav> </article><main>{BODY}</main>",
        BODY,
    ],
)
def test_the_body_is_the_first_part_that_holds_the_article(markup: str) -> None:
    assert body_of(markup) == PARAGRAPHS


@pytest.mark.parametrize(
    "tag",
    [
        "h1",
        "script",
        "style",
        "nav",
        "footer",
        "aside",
        "form",
        "noscript",
        "template",
        "iframe",
        "svg",
        "button",
        "select",
    ],
)
def test_what_is_no_part_of_the_text_is_removed(tag: str) -> None:
    assert body_of(f"<p>Before.</p><{tag}>Gone</{tag}><p>After.</p>") == ["Before.", "After."]


def test_each_block_is_a_paragraph_once() -> None:
    assert body_of(
        "<div>Loose words<div><p>A</p>between<ul><li>One<ul><li>Two</ul><li>Three</ul></div>tail"
        "<figure><img src=x alt=Boat><figcaption>Caption</figcaption></figure></div>"
        "<blockquote><p>Said she.</p></blockquote>"
    ) == ["Loose words", "A", "between", "One", "Two", "Three", "tail", "Caption", "Said she."]


def test_headings_are_paragraphs_with_their_level() -> None:
    read = page("<title>Salt</title>", f"{BODY}<h2>The <b>nets</b></h2><p>Full.</p><h4>Sails</h4>")
    assert [(p.text, p.level) for p in read.body[2:]] == [
        ("The nets", 2),
        ("Full.", 0),
        ("Sails", 4),
    ]


def test_a_row_of_a_table_is_a_paragraph() -> None:
    assert body_of("<table><tr><th>Year<th>Catch<tr><td>2018</td><td>3 t</td></table>") == [
        "Year Catch",
        "2018 3 t",
    ]


def test_a_line_break_ends_a_line_and_two_end_a_paragraph() -> None:
    read = page("<title>Salt</title>", "<p>One,<br>two.<br><br>Three.</p>")
    assert [paragraph.text for paragraph in read.body] == ["One,\ntwo.", "Three."]


def test_preformatted_text_is_one_paragraph_with_its_lines() -> None:
    read = page("<title>Salt</title>", "<p>Tides.</p><pre>ebb   6:10\n\nflow 12:20</pre>")
    assert [paragraph.text for paragraph in read.body] == ["Tides.", "ebb   6:10\nflow 12:20"]


def test_a_page_that_is_all_preformatted_has_the_paragraphs_of_its_text() -> None:
    read = read_html("<html><pre>Salt\n\nBy [Ada Moss](#)\n\nThe rain came.\n\nIt stayed.</pre>")
    assert (read.title, read.authors) == ("Salt", ("Ada Moss",))
    assert texts(read) == ["The rain came.", "It stayed."]


def test_comments_and_cdata_are_ignored() -> None:
    assert body_of("<p>A<!-- no --> b.</p><!-- <p>no</p> --><![CDATA[no]]><p>C.") == ["A b.", "C."]


def test_entities_are_resolved_and_smuggle_nothing_in() -> None:
    assert body_of("<p>Fish &amp; chips&nbsp;&mdash; &#x1F41F; &#27;[31mred&#8238;.</p>") == [
        "Fish & chips — 🐟 red."
    ]


@pytest.mark.parametrize(
    ("markup", "text", "target"),
    [
        ("<a href=/a>the quay</a>", "the quay", "/a"),
        ("<a href='/a b'> the quay </a>", "the quay", "/a%20b"),
        ("<a href='/a_(b)'>the <i>quay</i></a>", "the quay", "/a_(b)"),
        ("<a href='/a)b((c'>quay</a>", "quay", "/a%29b%28%28c"),
        ("<a href='/a'>[1]</a>", "[1]", "/a"),
        ("<a href='/a?q=&quot;x&quot;'>quay</a>", "quay", '/a?q="x"'),
        ("<a href=''>quay</a>", "quay", "#"),
        ("<a href='/&#27;[2Ja'>quay</a>", "quay", "/a"),
    ],
)
def test_a_link_keeps_its_words_and_its_target(markup: str, text: str, target: str) -> None:
    read = page("<title>Salt</title>", f"<p>See {markup} today.</p>")
    [paragraph] = read.body
    [link] = paragraph.links
    assert paragraph.text == f"See {text} today."
    assert (paragraph.text[link.start : link.end], link.target) == (text, target)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Look!<a href=/a>There</a>", "Look!There"),
        ("<a href=/a>a ] b</a>", "a ] b"),
        ("<a href=/a>[[a]]</a>", "[[a]]"),
        ("<a name=top>Top</a>", "Top"),
        ("A<a href=/a><img src=x alt=Boat></a>b", "Ab"),
    ],
)
def test_what_cannot_be_a_link_stays_text(markup: str, text: str) -> None:
    [paragraph] = page("<title>Salt</title>", f"<p>{markup}.</p>").body
    assert (paragraph.text, paragraph.links) == (f"{text}.", ())


def test_a_link_around_blocks_is_a_link_in_each() -> None:
    read = page("<title>Salt</title>", f"{BODY}<a href=/a><h2>Nets</h2><p>More.</p></a>")
    assert [(p.text, len(p.links)) for p in read.body[2:]] == [("Nets", 1), ("More.", 1)]


HEADER = (
    "<div>By <a href=/ada>Ada Moss</a> and <a href=/ben>Ben Reed</a></div>"
    "<div>The Quay, November 08, 2018</div>"
    "<div>Region: <a href=/r>Middle East &amp; North Africa</a>, <a href=/r>USA</a></div>"
    "<div>Theme: <a href=/t>History</a></div>"
)
TAIL = "<hr><p>The original source of this article is <a href=/g>The Quay</a></p><p>© 2018</p>"


def test_the_plain_rules_hold_for_the_text() -> None:
    read = page("", f"<article><h1>Salt</h1>{HEADER}{BODY}{TAIL}</article>")
    assert (read.title, read.authors) == ("Salt", ("Ada Moss", "Ben Reed"))
    assert (read.publisher, read.date) == ("The Quay", "2018-11-08")
    assert (read.regions, read.themes) == (("Middle East & North Africa", "USA"), ("History",))
    assert texts(read) == PARAGRAPHS
    assert len(read.boilerplate) == 2


def test_meta_data_wins_over_header_lines() -> None:
    head = meta("author", "Cy Dale") + meta("date", "2020-01-01") + meta("theme", "Nets")
    read = page(head, f"<article><h1>Salt</h1>{HEADER}{BODY}</article>")
    assert (read.authors, read.date, read.themes) == (("Cy Dale",), "2020-01-01", ("Nets",))
    assert (read.publisher, read.regions[1:], texts(read)) == ("The Quay", ("USA",), PARAGRAPHS)


def test_the_publisher_is_not_its_own_original_source() -> None:
    head = '<title>Salt</title><meta property="og:site_name" content="the quay">'
    assert page(head, BODY + TAIL).original_source is None
    assert page("<title>Salt</title>", BODY + TAIL).original_source == "The Quay"


def test_an_author_that_the_page_gives_is_known_in_the_tail() -> None:
    bio = "<p>Ada Moss is a harbour pilot.</p><p>Copyright © 2018</p>"
    read = page("<title>Salt</title>" + meta("author", "Ada Moss"), BODY + bio)
    assert texts(read) == PARAGRAPHS
    assert read.authors == ("Ada Moss",)


def test_a_short_first_paragraph_is_body_below_a_title() -> None:
    assert body_of(f"<p>A short line</p>{BODY}") == ["A short line", *PARAGRAPHS]


def test_the_title_is_not_repeated_in_the_body() -> None:
    assert body_of(f"<h2>SALT</h2>{BODY}") == PARAGRAPHS


def test_a_page_without_any_title_has_none() -> None:
    read = page()
    assert (read.title, texts(read)) == (None, PARAGRAPHS)


@pytest.mark.parametrize("text", ["", "<", "<html>", "<!doctype html>", "<frameset><frame>", "&"])
def test_an_empty_page_is_an_empty_article(text: str) -> None:
    assert read_html(text).authors == ()


COSTLY: dict[str, Callable[[int], str]] = {
    "nested blocks": lambda n: "<div>" * n,
    "nested and closed blocks": lambda n: "<div>" * n + "</div>" * n,
    "ends that match nothing": lambda n: "<div></span>" * n,
    "ends in comments": lambda n: "<!--></div>--><div>" * n,
    "fonts that nobody closes": lambda n: "".join(f"<p><font a={i}>" for i in range(n)),
    "unknown elements": lambda n: "".join(f"<x{i}></y>" for i in range(n)),
    "a tag of many attributes": lambda n: "<p " + "".join(f"a{i} " for i in range(n)) + ">",
    "tags that do not end": lambda n: "<a " * n,
    "quotes that do not end": lambda n: '<a x="' * n,
    "comments that do not end": lambda n: "<!--" * n,
    "brackets": lambda n: "<a href=x>[" * n,
}


@pytest.mark.parametrize("markup", COSTLY.values(), ids=COSTLY)
def test_no_page_takes_more_than_linear_time(markup: Callable[[int], str]) -> None:
    def read(size: int) -> None:
        read_html(f"<html><title>Salt</title>{BODY}{markup(size)}deep")

    assert grows_linearly(read, 100_000)


def test_a_flattened_page_keeps_its_text() -> None:
    read = page("<title>Salt</title>", f"{BODY}{'<div><b>' * 50_000}deep</b><div>down")
    assert texts(read) == [*PARAGRAPHS, "deep", "down"]


def test_a_real_page_is_not_flattened() -> None:
    markup = f"<html><title>a <b> c</title>{'<div><p>A <b>bold</b> word</p></div>' * 500}"
    assert tamed(markup) == markup


SOUP = st.lists(
    st.sampled_from([
        "<p>", "</p>", "<div>", "</div>", "<a href='x y'>", "<a href=(>", "</a>", "<br>", "<hr>",
        "<table>", "<tr>", "<td>", "<pre>", "</pre>", "<h1>", "<h2>", "</h2>", "<svg>", "<math>",
        "<article>", "</article>", "<main>", "<aside>", "<template>", "<frameset>", "<!--", "-->",
        "<meta name=author content='A, B'>", "<meta property=og:title content=T>", "<title>",
        "<script type=application/ld+json>", "</script>", "<time datetime=2018-11-08>", "<li>",
        "By ", "Region: ", "[", "](", ")", "!", "&#27;", "&nbsp;", "&", "<", ">", "\n", "Notes",
        "text", "The Quay, November 8, 2018", "\x00", "\ud800", "<select>", "<b>", "<![CDATA[",
    ]),
    max_size=60,
).map("".join)  # fmt: skip


@given(st.one_of(SOUP, st.text()))
def test_no_page_raises(soup: str) -> None:
    read_html(soup)
