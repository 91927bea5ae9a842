"""Tag lists: rules T1 to T7."""

import pytest

from store.reader import taglists
from store.reader.plain import read_plain
from store.reader.taglists import split_tags
from store.tags import KNOWN, Facet


def regions(below: str) -> tuple[str, ...]:
    return read_plain(f"Title\n\nRegion: {below}").regions


@pytest.mark.parametrize("row", (taglists.__doc__ or "").split("\n\n")[2].strip().splitlines())
def test_a_list_is_split_as_in_the_table(row: str) -> None:
    facet, _, rest = row.strip().partition(" ")
    printed, _, tags = rest.strip().rpartition("  ")
    expected = () if tags.strip() == "(none)" else tuple(tags.strip().split(" / "))
    assert split_tags(Facet(facet), printed) == expected


@pytest.mark.parametrize("name", KNOWN[Facet.THEME])
def test_every_known_theme_survives_a_plain_list(name: str) -> None:
    printed = f"Rope, {name.upper().replace('&', 'AND')}, Tar"
    assert split_tags(Facet.THEME, printed) == ("Rope", name, "Tar")


def test_dashes_and_quotes_do_not_tell_tags_apart() -> None:
    assert split_tags(Facet.THEME, "women’s rights; 9/11 and 'War on  Terrorism'") == (
        "Women's Rights",
        "9/11 & ‘War on Terrorism’",
    )
    assert split_tags(Facet.REGION, "Sub\u2010Saharan\xa0Africa") == ("sub-Saharan Africa",)


def test_a_plain_list_is_never_split_at_and_or_a_slash() -> None:
    assert split_tags(Facet.REGION, "Russia and FSU, Salt & Rope, Fiji/Tonga") == (
        "Russia and FSU",
        "Salt & Rope",
        "Fiji/Tonga",
    )


def test_a_list_goes_on_for_three_lines() -> None:
    assert regions("USA,\nCuba,\nHaiti,\nPeru,\nChile, and so on") == (
        ("USA", "Cuba", "Haiti", "Peru")
    )


def test_a_link_may_be_broken_over_two_lines() -> None:
    assert regions("[Middle East &\nNorth Africa](http://x.example/a), [USA](#)") == (
        "Middle East & North Africa",
        "USA",
    )


@pytest.mark.parametrize(
    "line", ["It was late.", "Late!", "Was it?", "He said:", "x" * 101, "Theme: Rope", "By [A](#)"]
)
def test_a_list_does_not_go_on_in_prose_or_another_field(line: str) -> None:
    assert regions(f"USA\n{line}") == ("USA",)


def test_a_list_does_not_go_on_in_a_line_that_looks_like_a_byline() -> None:
    article = read_plain("Title\n\nRegion: USA\nBy Ada Moss\n\nBody.")
    assert article.regions == ("USA",)
    assert article.body[0].text == "By Ada Moss"


@pytest.mark.parametrize("value", ["", "[Cuba](#),"])
def test_a_list_of_nothing_or_that_ends_in_a_comma_takes_a_paragraph_of_links(value: str) -> None:
    found = regions(f"{value}\n\n[USA](#), [Asia](#) and [Africa](#)\n\nBody.")
    assert found[-3:] == ("USA", "Asia", "Africa")


@pytest.mark.parametrize("below", ["[USA](#) is large", "USA, Cuba", "(a note)"])
def test_a_list_takes_no_paragraph_with_other_words(below: str) -> None:
    article = read_plain(f"Title\n\nRegion:\n\n{below}")
    assert article.regions == ()
    assert len(article.body) == 1


def test_a_list_with_a_value_takes_no_further_paragraph() -> None:
    article = read_plain("Title\n\nRegion: [Cuba](#)\n\n[USA](#)")
    assert article.regions == ("Cuba",)
    assert [p.text for p in article.body] == ["USA"]


def test_lost_values_leave_empty_lists() -> None:
    article = read_plain("Title\n\nRegion:\n\nTheme:\nIn-depth Report:\n\nBody.")
    assert (article.regions, article.themes, article.reports) == ((), (), ())
    assert [p.text for p in article.body] == ["Body."]


def test_topics_come_after_themes_without_doubles() -> None:
    article = read_plain("Title\n\nTheme: Rope, Tar\nTopics: tar, Salt")
    assert article.themes == ("Rope", "Tar", "Salt")


def test_an_in_depth_report_is_no_theme() -> None:
    article = read_plain("Title\n\nTheme: Rope\nIn-depth Report: [The Tar, a Story](#)")
    assert (article.themes, article.reports) == (("Rope",), ("The Tar, a Story",))
