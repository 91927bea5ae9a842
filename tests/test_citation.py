"""Articles in lists of references: plain, BibTeX and RIS."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from store.article import Article, ArticleRow
from store.bibtex import bibtex, citation_key
from store.citation import Reference, plain, reference
from store.names import Name, name_of
from store.opening import Opened
from store.record import Record
from store.ris import ris
from store.tags import GivenTag, Origin

TOLLEFSEN = Name("Tollefsen", "Maren")
FERRY = Reference(
    "Will the Ferry Leave Earlier?",
    (TOLLEFSEN, name_of("Coastal Almanac Newsdesk")),
    "Meridian Dispatch",
    "2018-05-14",
    tags=("Europe", "Culture, Society & History"),
    note="Ask for 100 % of it.",
)

texts = some.text(alphabet=some.characters(codec="utf-8"), max_size=40)
openeds = some.builds(
    lambda title, authors, publisher, date, source, tag, note: Opened(
        ArticleRow("k", "a.txt", title or "a.txt", regions=(GivenTag(tag, Origin.ADDED),)),
        Article(title, (), tuple(authors), publisher, date, original_source=source),
        Record(note=note),
    ),
    some.none() | texts,
    some.lists(texts, max_size=12),
    some.none() | texts,
    some.none() | some.dates().map(lambda day: day.isoformat()),
    some.none() | texts,
    texts,
    texts,
)


@pytest.mark.parametrize(
    ("author", "turned"),
    [
        ("Maren Tollefsen", "Tollefsen, Maren"),
        ("Lucan Perreira-Voss", "Perreira-Voss, Lucan"),
        ("Dr. Ilse Marrandt", "Marrandt, Ilse"),
        ("Ludwig van der Berg", "van der Berg, Ludwig"),
        ("Juan Carlos de la Vega", "de la Vega, Juan Carlos"),
        ("Tollefsen, Maren", "Tollefsen, Maren"),
        ("Pell A. Hartigan Jr.", "Hartigan, Pell A., Jr."),
        ("Pell Hartigan, Jr.", "Hartigan, Pell, Jr."),
    ],
)
def test_a_person_is_listed_by_the_family_name(author: str, turned: str) -> None:
    assert name_of(author).turned == turned


@pytest.mark.parametrize(
    "author",
    [
        *("Coastal Almanac Newsdesk", "Reuters", "Staff", "The Editors", "Ministry of Tides"),
        *("Maren and Pell", "A, B, C", "Dr.", "", "van", "Ann van", "desk@dispatch", "Nr. 5 Bus"),
    ],
)
def test_what_is_no_persons_name_stays_as_it_is(author: str) -> None:
    assert name_of(author) == Name(author)


def test_a_plain_reference_has_author_date_title_and_publisher() -> None:
    assert plain(FERRY) == (
        "Tollefsen, Maren, and Coastal Almanac Newsdesk. 2018. “Will the Ferry Leave Earlier?” "
        "Meridian Dispatch, May 14, 2018."
    )


@pytest.mark.parametrize(
    ("known", "line"),
    [
        (Reference("Wells"), "“Wells.” n.d."),
        (Reference("Wells", date="2018-05-01"), "“Wells.” May 1, 2018."),
        (Reference("Wells", publisher="The Day"), "The Day. n.d. “Wells.”"),
        (Reference("Wells", (TOLLEFSEN,)), "Tollefsen, Maren. n.d. “Wells.”"),
        (
            Reference("“Dry”", publisher="The Day", date="2018-05-01", original_source="Tide"),
            "The Day. 2018. “‘Dry’.” May 1, 2018. Originally published in Tide.",
        ),
    ],
)
def test_a_plain_reference_lacks_only_what_is_not_known(known: Reference, line: str) -> None:
    assert plain(known) == line


def test_of_more_than_ten_authors_seven_are_named() -> None:
    line = plain(Reference("Wells", (TOLLEFSEN,) * 11))
    assert line.startswith("Tollefsen, Maren, Maren Tollefsen")
    assert line.count("Tollefsen") == 7
    assert "Tollefsen, et al. n.d. “Wells.”" in line


def test_a_bibtex_entry_has_all_that_is_known() -> None:
    assert list(bibtex([FERRY])) == [
        r"""@article{tollefsen2018will,
  author = {Tollefsen, Maren and {Coastal Almanac Newsdesk}},
  title = {{Will the Ferry Leave Earlier?}},
  journal = {Meridian Dispatch},
  date = {2018-05-14},
  year = {2018},
  keywords = {Europe, {Culture, Society \& History}},
  annote = {Ask for 100 \% of it.},
  month = may,
}
"""
    ]


def test_where_nothing_is_known_bibtex_has_a_valid_entry() -> None:
    assert list(bibtex([Reference("42")])) == ["@misc{anonnd42,\n  title = {{42}},\n}\n"]


def test_signs_that_mean_something_to_tex_are_escaped() -> None:
    (entry,) = bibtex([Reference(r"a & b % $ # _ { } ~ ^ \ c")])
    assert (
        r"{a \& b \% \$ \# \_ \textbraceleft{} \textbraceright{} \textasciitilde{} "
        r"\textasciicircum{} \textbackslash{} c}"
    ) in entry


@pytest.mark.parametrize(
    ("one", "key"),
    [
        (Reference("The Ferry", (Name("van Ørsted", "Åse"),), date="2018-05-14"), "vanorsted2018"),
        (Reference("The Ferry", publisher="Meridian Dispatch"), "meridiannd"),
        (Reference("The Ferry", (Name("Coastal Newsdesk"),), date="2018-05-14"), "coastal2018"),
    ],
)
def test_an_article_is_cited_by_author_year_and_title(one: Reference, key: str) -> None:
    assert citation_key(one) == f"{key}ferry"


def test_doubled_keys_get_letters() -> None:
    twice = [*[FERRY] * 3, Reference("Willa", FERRY.names, date=FERRY.date)]
    keys = [re.findall("{(.*),", entry)[0] for entry in bibtex(twice)]
    assert keys == [f"tollefsen2018will{end}" for end in ("", "a", "b", "aa")]


def test_so_many_doubled_keys_that_the_letters_end_are_different() -> None:
    keys = [entry.splitlines()[0] for entry in bibtex([FERRY] * 800)]
    assert len(set(keys)) == 800


def test_ris_has_a_field_a_line() -> None:
    assert ris(FERRY).splitlines() == [
        "TY  - NEWS",
        "AU  - Tollefsen, Maren",
        "AU  - Coastal Almanac Newsdesk",
        "TI  - Will the Ferry Leave Earlier?",
        "T2  - Meridian Dispatch",
        "DA  - 2018/05/14",
        "PY  - 2018",
        "KW  - Europe",
        "KW  - Culture, Society & History",
        "N1  - Ask for 100 % of it.",
        "ER  - ",
    ]


@given(some.lists(openeds, max_size=4))
def test_whatever_is_in_the_articles_bibtex_has_an_entry_for_each(articles: list[Opened]) -> None:
    entries = list(bibtex(map(reference, articles)))
    assert len(entries) == len(articles)
    assert len({entry.splitlines()[0] for entry in entries}) == len(articles)
    for entry in entries:
        assert re.fullmatch(r"@(article|misc){[a-z0-9]+,\n(  [a-z]+ = .*,\n)+}\n", entry)
        depths = [0]
        for sign in entry:
            depths.append(depths[-1] + (sign == "{") - (sign == "}"))
        assert depths[-1] == 0
        assert min(depths[:-1]) == 0
        assert depths.count(0) == len(entry[: entry.index("{")]) + 3  # never within


@given(openeds)
def test_whatever_is_in_an_article_each_line_of_ris_is_a_field(article: Opened) -> None:
    one = ris(reference(article))
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in one.split("\n")[:-1])
    assert one.startswith("TY  - NEWS\n")
    assert one.endswith("\nER  - \n")
    assert one.count("ER  - ") >= 1


@given(openeds)
def test_whatever_is_in_an_article_its_plain_reference_is_one_line(article: Opened) -> None:
    assert len(plain(reference(article)).splitlines()) == 1
