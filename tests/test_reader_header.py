"""The header: rules H1 to H9, Y6 and Y7."""

import pytest
from tables import rows

from store.article import Article
from store.reader import byline, dateline, labels, names
from store.reader.byline import byline_at
from store.reader.dateline import dateline_at
from store.reader.labels import label_in
from store.reader.names import split_names
from store.reader.plain import read_plain

BODY = "The harbour woke late, and nobody on the quay was surprised."


def read(*paragraphs: str) -> Article:
    """The article of a header's paragraphs, above a body of one."""
    return read_plain("\n\n".join((*paragraphs, BODY)))


def body(article: Article) -> list[str]:
    return [paragraph.collapsed for paragraph in article.body]


# Tables


@pytest.mark.parametrize(("printed", "found"), rows(names))
def test_names_are_split_as_in_the_table(printed: str, found: str) -> None:
    assert split_names(printed) == tuple(found.split(" / "))


@pytest.mark.parametrize(("printed", "found"), rows(byline))
def test_a_byline_is_read_as_in_the_table(printed: str, found: str) -> None:
    line = byline_at([printed], 0)
    assert (line.names if line else ("(none)",)) == tuple(found.split(" / "))


@pytest.mark.parametrize(("printed", "found"), rows(dateline))
def test_a_dateline_is_read_as_in_the_table(printed: str, found: str) -> None:
    line = dateline_at([printed], 0)
    shown = f"{line.publisher or '-'} / {line.date.iso or '-'}" if line else "(none)"
    assert shown == found


@pytest.mark.parametrize(("printed", "found"), rows(labels))
def test_a_label_is_read_as_in_the_table(printed: str, found: str) -> None:
    label = label_in(printed)
    assert (label.kind if label else "(none)") == found


# H1, H9: the title


def test_the_title_is_the_first_paragraph_in_one_line() -> None:
    article = read("The Harbour,\n  and [the Quay](#q)\nat Dawn &amp; Dusk", "By [Ada Moss](#)")
    assert article.title == "The Harbour, and the Quay at Dawn & Dusk"


def test_the_title_ends_before_a_header_line_in_its_paragraph() -> None:
    article = read("The Harbour\nBy Ada Moss\nThe Tide, May 8, 2018\nRegion: USA")
    assert (article.title, article.authors) == ("The Harbour", ("Ada Moss",))
    assert (article.publisher, article.date, article.regions) == (
        "The Tide",
        "2018-05-08",
        ("USA",),
    )


@pytest.mark.parametrize(
    "title", ["# The Harbour", "**The Harbour**", "# __The Harbour__", "***\n\nThe Harbour"]
)
def test_marks_around_the_title_are_dropped(title: str) -> None:
    assert read(title, "By Ada Moss").title == "The Harbour"


@pytest.mark.parametrize(
    "title",
    [
        "By the Numbers: A Year of Rain",
        "By Ada Moss",
        "PAR PHARMACEUTICAL AND THE SEA",
        "The Harbour, November 8, 2018",
        "Source: The Sea",
        "Date: 8 May 2018",
        "Updated: The Sea",
        "It rained.",
        "[Video] The Harbour",
    ],
)
def test_the_first_line_is_the_title_whatever_it_looks_like(title: str) -> None:
    article = read(title, "By [Cy Dale](#)")
    assert (article.title, article.authors, article.date) == (title, ("Cy Dale",), None)


@pytest.mark.parametrize(
    "line",
    [
        "Author: Ada Moss",
        "Region: USA",
        "Theme: Rope",
        "In-depth Report: Tar",
        "Tema: Rope",
        "By [Ada Moss](#)",
        "Par [Ada Moss](#) et [Cy Dale](#)",
    ],
)
def test_a_first_line_that_is_a_field_means_no_title(line: str) -> None:
    article = read(line)
    assert article.title is None
    assert body(article) == [BODY]
    assert article.warnings == ("No title was found.",)


def test_a_first_byline_of_links_and_other_names_is_a_title() -> None:
    assert read("By [Ada Moss](#) and Cy Dale").title == "By Ada Moss and Cy Dale"


@pytest.mark.parametrize("first", ["The Harbour", "Who Knows?", "x" * 200, "Rain!", "“Rain.”"])
def test_without_fields_a_short_first_paragraph_is_the_title(first: str) -> None:
    article = read(first)
    assert (article.title, body(article)) == (first, [BODY])


@pytest.mark.parametrize(
    "first", ["It rained.", "It rained,", "Rain;", "Rain:", "Rain…", "x" * 201]
)
def test_without_fields_a_first_paragraph_of_prose_is_body(first: str) -> None:
    article = read(first)
    assert (article.title, body(article)) == (None, [first, BODY])


def test_a_field_below_makes_any_first_paragraph_the_title() -> None:
    assert read("It rained.", "Region: USA").title == "It rained."


# H2: subtitles, and where the header ends


def test_up_to_three_short_paragraphs_may_come_before_the_first_field() -> None:
    article = read("The Harbour", "Part 8", "It *rained*.", "Tar & Rope", "By Ada Moss")
    assert article.subtitles == ("Part 8", "It *rained*.", "Tar & Rope")
    assert (article.authors, body(article)) == (("Ada Moss",), [BODY])


@pytest.mark.parametrize("between", [["a"] * 4, ["x" * 201]])
def test_more_or_longer_paragraphs_are_no_subtitles(between: list[str]) -> None:
    article = read("The Harbour", *between, "By Ada Moss")
    assert (article.title, article.authors, article.subtitles) == ("The Harbour", (), ())
    assert body(article) == [*between, "By Ada Moss", BODY]


def test_a_subtitle_of_200_characters_is_one() -> None:
    assert read("The Harbour", "x" * 200, "By Ada Moss").subtitles == ("x" * 200,)


def test_a_subtitle_may_stand_in_the_paragraph_of_the_first_field() -> None:
    article = read("The Harbour", "Part 8\nBy Ada Moss")
    assert (article.subtitles, article.authors) == (("Part 8",), ("Ada Moss",))


def test_the_first_other_line_ends_the_header_and_begins_the_body() -> None:
    article = read("The Harbour", "By Ada Moss\nIt rained.\nRegion: USA", "Theme: Rope")
    assert (article.regions, article.themes) == ((), ())
    assert body(article) == ["It rained. Region: USA", "Theme: Rope", BODY]


@pytest.mark.parametrize(
    "again", ["By [Cy Dale](#)", "Region: Cuba", "Author: Cy Dale", "Published: 1 May 2018"]
)
def test_a_field_counts_once_and_then_is_body(again: str) -> None:
    article = read(
        "The Harbour", "By [Ada Moss](#)", "Region: USA", "Author: Ada", "Published: soon", again
    )
    assert (article.authors, article.regions) == (("Ada Moss",), ("USA",))
    assert len(body(article)) == 2


@pytest.mark.parametrize("nothing", ["![](quay.png)", "[](#)", "[ ](#)\n![](a.png)[](#)"])
def test_what_shows_nothing_is_neither_title_nor_subtitle_and_ends_no_header(nothing: str) -> None:
    article = read(nothing, "The Harbour", nothing, "By Ada Moss", nothing, "Region: USA", nothing)
    assert (article.title, article.subtitles) == ("The Harbour", ())
    assert (article.authors, article.regions) == (("Ada Moss",), ("USA",))
    assert body(article) == [BODY]
    assert read(nothing, "It rained.").title is None


# H3, H4: authors


def test_names_in_links_keep_their_commas() -> None:
    article = read("Title", "By [Moss, Reed and Partners](#), [Cy Dale](#), and [Di Fay](#)")
    assert article.authors == ("Moss, Reed and Partners", "Cy Dale", "Di Fay")


def test_a_name_given_twice_counts_once() -> None:
    assert read("Title", "By [The Tide](#) and [THE TIDE](#)").authors == ("The Tide",)


@pytest.mark.parametrize(
    "lines",
    [
        "By Ada Moss,\nCy Dale",
        "By Ada Moss and\nCy Dale",
        "By Ada Moss &\nCy Dale",
        "By Ada Moss\nand Cy Dale",
        "By Ada Moss\n, Cy Dale",
        "By [Ada Moss](#)\n& [Cy Dale](#)",
    ],
)
def test_a_byline_may_go_on_in_the_next_line(lines: str) -> None:
    article = read("Title", lines)
    assert (article.authors, body(article)) == (("Ada Moss", "Cy Dale"), [BODY])


def test_a_link_in_a_byline_may_run_over_a_line_end() -> None:
    article = read("Title", "By [Ada\nMoss](#) and [Cy Dale](#)")
    assert (article.authors, body(article)) == (("Ada Moss", "Cy Dale"), [BODY])


def test_a_byline_does_not_go_on_in_a_dateline() -> None:
    article = read("Title", "By Ada Moss,\nThe Tide, May 8, 2018")
    assert (article.authors, article.publisher) == (("Ada Moss",), "The Tide")


@pytest.mark.parametrize("count", [7, 8])
def test_a_name_has_seven_words_at_most(count: int) -> None:
    name = " ".join(["Ada"] * count)
    assert read("Title", f"By {name}", "Region: USA").authors == ((name,) if count == 7 else ())


@pytest.mark.parametrize("length", [200, 201])
@pytest.mark.parametrize("name", ["{}", "[{}](#)", "[{}](https://tide.example/a)"])
def test_a_byline_has_200_characters_at_most_as_it_is_shown(length: int, name: str) -> None:
    line = f"By {name.format('A' * (length - 3))}"
    assert bool(read("Title", line, "Region: USA").authors) == (length == 200)


def test_the_next_line_and_the_date_count_as_part_of_the_byline() -> None:
    name = "A" * 180
    assert read("Title", f"By {name},\nAda Moss", "Region: USA").authors == (name, "Ada Moss")
    assert read("Title", f"By {name},\nAda Mossworthy Reed", "Region: USA").authors == ()
    assert read("Title", f"By {name}, May 8, 2018", "Region: USA").authors == (name,)
    assert read("Title", f"By {name}, December 8, 2018", "Region: USA").authors == ()


@pytest.mark.parametrize("end", ["Moss.", "Moss?", "Moss!", "Moss:"])
def test_a_sentence_is_no_byline(end: str) -> None:
    assert read("Title", f"By Ada {end}", "Region: USA").authors == ()


@pytest.mark.parametrize(
    "name", ["Ada M.", "Ada J.K.", "Ada Moss, Jr.", "Ada Moss, M.D.", "Ada Moss, Ph.D."]
)
def test_a_byline_may_end_in_initials_or_a_degree(name: str) -> None:
    assert read("Title", f"By {name}").authors == (name,)


@pytest.mark.parametrize("suffix", ["PhD", "M.D.", "Jr.", "Sr.", "II", "III", "IV", "Esq."])
def test_a_degree_after_a_comma_belongs_to_the_name(suffix: str) -> None:
    assert read("Title", f"By Ada Moss, {suffix}, and Cy Dale").authors == (
        f"Ada Moss, {suffix}",
        "Cy Dale",
    )


def test_only_a_linked_byline_may_stand_below_the_tags() -> None:
    assert read("Title", "Region: USA", "By [Ada Moss](#)").authors == ("Ada Moss",)
    article = read("Title", "Region: USA", "By Ada Moss")
    assert (article.authors, body(article)) == ((), ["By Ada Moss", BODY])


def test_other_languages_need_links() -> None:
    assert read("Title", "Par [Ada Moss](#)").authors == ("Ada Moss",)
    assert read("Title", "Par Ada Moss", "Region: USA").authors == ()


def test_without_a_byline_the_tail_names_the_authors() -> None:
    article = read_plain(f"Title\n\nRegion: USA\n\n{BODY}\n\nArticles by: [Ada Moss](#)")
    assert article.authors == ("Ada Moss",)
    article = read_plain(f"Title\n\n{BODY}\n\n© The Tide\nArticles by: Ada Moss and Cy Dale\nx")
    assert article.authors == ("Ada Moss", "Cy Dale")


@pytest.mark.parametrize(
    "names",
    [
        "[Ada Moss](#),\n[Cy Dale](#)",
        "[Ada Moss](#)\nand [Cy Dale](#)\nThe Tide",
        "[Ada  Moss](#), [Cy Dale](#)",
        "Ada Moss &\nCy Dale",
        "Ada Moss,\nCy Dale.",
        "Ada Moss and Cy Dale.\nThe Tide",
    ],
)
def test_the_names_in_the_tail_may_go_on_in_the_next_line(names: str) -> None:
    article = read_plain(f"Title\n\nRegion: USA\n\n{BODY}\n\nArticles by: {names}")
    assert article.authors == ("Ada Moss", "Cy Dale")


@pytest.mark.parametrize("name", ["Ada Moss, Jr.", "Ada M.", "Ada Moss, Ph.D."])
def test_the_full_stop_of_an_abbreviation_belongs_to_the_name(name: str) -> None:
    assert read_plain(f"Title\n\n{BODY}\n\nArticles by: {name}").authors == (name,)


def test_with_a_byline_the_tail_names_nobody() -> None:
    article = read_plain(f"Title\n\nBy Cy Dale\n\n{BODY}\n\nArticles by: [Ada Moss](#)")
    assert article.authors == ("Cy Dale",)


# H5: labels


def test_labels_come_in_any_order() -> None:
    article = read(
        "Title", "Theme: Rope", "Author: Ada Moss", "Region: USA", "The Tide, 8 May 2018"
    )
    assert (article.themes, article.authors, article.regions) == (
        ("Rope",),
        ("Ada Moss",),
        ("USA",),
    )
    assert article.date == "2018-05-08"


@pytest.mark.parametrize(
    "line",
    [
        "Region : USA",
        "REGIONS\xa0: USA",
        "region：USA",
        "**Region:** USA",
        "**Region: USA**",
        "_Region_: USA",
        "**Region**: USA",
        "\u200fRegion: USA",
        "**\u200eRegion:** USA",
        "**\u200eRegion\u200e: USA**",
        "Regiones: USA",
        "**Región:** [USA](#)",
    ],
)
def test_a_label_may_be_printed_in_many_ways(line: str) -> None:
    article = read("Title", line)
    assert (article.regions, body(article)) == (("USA",), [BODY])


def test_addresses_and_updates_are_skipped() -> None:
    article = read(
        "Title\nBy Ada Moss\nThe Tide, May 8, 2018\nUrl of this article:\nhttps://tide.example/1",
        "URL: https://tide.example/1",
        "Last updated: May 9, 2019",
    )
    assert (article.date, body(article)) == ("2018-05-08", [BODY])


def test_entities_in_fields_are_resolved() -> None:
    article = read("Title", "By Ada &amp; Cy Moss", "Region: Middle East &amp; North Africa, USA")
    assert article.authors == ("Ada", "Cy Moss")
    assert article.regions == ("Middle East & North Africa", "USA")


def test_a_source_label_gives_the_original_source() -> None:
    assert read("Title", "By Ada Moss", "Source: [The Gull](#)").original_source == "The Gull"


# H6, H7, Y6, Y7: datelines and dates


@pytest.mark.parametrize("label", ["Updated:", "Last updated:"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_the_date_below_a_bare_label_of_updates_never_counts(label: str, gap: str) -> None:
    article = read("Title", "By Ada Moss", f"{label}{gap}**Friday, 9 May 2018 at 10:30**")
    assert (article.date, body(article)) == (None, [BODY])
    article = read("Title", f"By Ada Moss\n{label}{gap}9 May 2018\nThe Tide, 8 May 2018")
    assert (article.publisher, article.date) == ("The Tide", "2018-05-08")
    article = read("Title", "By Ada Moss", f"{label}{gap}The Tide, 8 May 2018")
    assert (article.publisher, article.date) == ("The Tide", "2018-05-08")


@pytest.mark.parametrize("count", [8, 9])
def test_an_outlet_has_eight_words_at_most(count: int) -> None:
    outlet = " ".join(["Tide"] * count)
    assert read("Title", f"{outlet}, May 8, 2018", "Region: USA").publisher == (
        outlet if count == 8 else None
    )


@pytest.mark.parametrize("length", [120, 121])
def test_a_dateline_has_120_characters_at_most(length: int) -> None:
    outlet = "T" * (length - len(", May 8, 2018"))
    assert bool(read("Title", f"{outlet}, May 8, 2018", "Region: USA").publisher) == (length == 120)


def test_a_dateline_may_name_the_authors() -> None:
    article = read("Title", "The Tide, May 8, 2018 by [Ada Moss](#) and Cy Dale")
    assert (article.publisher, article.date) == ("The Tide", "2018-05-08")
    assert article.authors == ("Ada Moss", "Cy Dale")


@pytest.mark.parametrize(
    "line",
    [
        "The Tide, May 8, 2018 by Ada Moss and Cy Dale",
        "The Tide, May 8, 2018, by Ada Moss, Cy Dale",
        "The Tide | May 8, 2018 | by Ada Moss | Cy Dale",
        "The Tide, May 8, 2018 10:30 (print) by Ada Moss and Cy Dale",
        "The Tide, May 8, 2018 (updated May 9) by Ada Moss and Cy Dale",
        "The Tide, May 8, 2018 (updated) by Ada Moss and Cy Dale",
        "The Tide, May 8, 2018 by Ada Moss,\nCy Dale",
        "The Tide, May 8, 2018 by [Ada Moss](#)\nand [Cy Dale](#)",
        "The Tide, May 8, 2018 by [Ada\nMoss](#) & Cy Dale",
    ],
)
def test_a_byline_after_the_date_is_read_like_any(line: str) -> None:
    article = read("Title", line)
    assert (article.publisher, article.date) == ("The Tide", "2018-05-08")
    assert (article.authors, body(article)) == (("Ada Moss", "Cy Dale"), [BODY])


@pytest.mark.parametrize("by", ["updated by Ada Moss", "(updated May 9 by Ada Moss)"])
def test_whoever_updated_an_article_is_no_author(by: str) -> None:
    article = read("Title", f"The Tide, May 8, 2018 {by}")
    assert (article.publisher, article.date, article.authors) == ("The Tide", "2018-05-08", ())


def test_a_byline_below_one_after_the_date_is_body() -> None:
    article = read("Title", "The Tide, May 8, 2018 by Ada Moss", "By [Cy Dale](#)")
    assert (article.authors, body(article)) == (("Ada Moss",), ["By Cy Dale", BODY])


@pytest.mark.parametrize("day", ["", "Sunday, ", "Sunday "])
@pytest.mark.parametrize("mark", [",", " –", " |"])
def test_a_weekday_belongs_to_the_outlet_that_needs_it(mark: str, day: str) -> None:
    article = read("Title", f"The Mail on Sunday{mark} {day}May 6, 2018")
    assert (article.publisher, article.date) == ("The Mail on Sunday", "2018-05-06")


def test_a_weekday_after_a_mark_or_posted_on_belongs_to_the_date() -> None:
    assert read("Title", "Posted on Sunday, May 6, 2018").publisher is None
    assert read("Title", "Bonn, am Sonntag, 6. Mai 2018").publisher == "Bonn"


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_second_dateline_gives_the_original_source(gap: str) -> None:
    article = read("Title", f"The Tide, May 8, 2018{gap}The Gull 7 May 2018")
    assert (article.publisher, article.date) == ("The Tide", "2018-05-08")
    assert (article.original_source, body(article)) == ("The Gull", [BODY])


def test_a_second_dateline_of_the_same_outlet_gives_none() -> None:
    article = read("Title", "The Tide, May 8, 2018\nTHE TIDE 7 May 2013")
    assert (article.original_source, body(article)) == (None, [BODY])


@pytest.mark.parametrize("between", ["Region: USA", "Updated: May 9, 2018", "By [Ada Moss](#)"])
def test_a_second_dateline_further_below_is_header_and_says_no_more(between: str) -> None:
    article = read("Title", "The Tide, May 8, 2018", between, "The Gull, May 7, 2018", "Theme: Tar")
    assert (article.publisher, article.date) == ("The Tide", "2018-05-08")
    assert (article.original_source, article.themes) == (None, ("Tar",))
    assert body(article) == [BODY]


@pytest.mark.parametrize("gap", ["\n", "\n\nRegion: USA\n\n"])
def test_a_third_dateline_is_body(gap: str) -> None:
    article = read("Title", f"A, May 8, 2018{gap}B, May 7, 2018", "C, May 6, 2018")
    assert (article.date, body(article)) == ("2018-05-08", ["C, May 6, 2018", BODY])


def test_the_first_of_several_dates_counts() -> None:
    article = read("Title", "The Tide, 8 May 2018, updated 9 May 2019", "Date: 1 May 2017")
    assert article.date == "2018-05-08"


def test_dates_of_updates_and_of_the_text_never_count() -> None:
    article = read("Title", "By Ada Moss", "Updated: 8 May 2018", "It rained on 9 May 2018.")
    assert article.date is None


def test_without_a_dateline_a_label_gives_the_date_and_then_the_byline() -> None:
    assert read("Title", "By Ada Moss, 8 May 2018", "Date: 9 May 2018").date == "2018-05-09"
    assert read("Title", "Published: Wednesday, 9 May 2018 at 10:00").date == "2018-05-09"
    article = read("Title", "By Ada Moss, 8 May 2018")
    assert (article.authors, article.date, article.publisher) == (("Ada Moss",), "2018-05-08", None)
    for line in ("By Ada Moss (8 May 2018)", "By [Ada Moss](#t) (on Tuesday, 8 May 2018)"):
        article = read("Title", line)
        assert (article.authors, article.date) == (("Ada Moss",), "2018-05-08")


def test_a_date_that_does_not_exist_is_none_and_told() -> None:
    article = read("Title", "The Tide, February 31, 2018", "Date: 9 May 2018")
    assert (article.publisher, article.date) == ("The Tide", None)
    assert article.warnings == ("The date “February 31, 2018” does not exist.",)


# H8: what is missing


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n\xa0"])
def test_an_empty_file_is_an_article_with_a_warning(text: str) -> None:
    assert read_plain(text) == Article(warnings=("The file is empty.",))


def test_a_header_alone_is_an_article() -> None:
    article = read_plain("Title\n\nBy Ada Moss\n\nThe Tide, May 8, 2018\n\nTheme: Rope\n")
    assert (article.title, article.themes, article.body) == ("Title", ("Rope",), ())
    assert article.warnings == ()
