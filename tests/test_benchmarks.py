"""What the benchmarks make of their figures: the table, its page, and what the peers read."""

from pathlib import Path

import pytest

from benchmarks.as_mail import write_feed, write_maildir
from benchmarks.goals import NOT_MET, Goal, Other, Row
from benchmarks.library import write_library
from benchmarks.page import BEGIN, END, with_figures
from benchmarks.peers import Peers
from benchmarks.reader import Reader
from benchmarks.table import HEAD, Measured, lines, markdown, not_met

ROWS = (
    Row(
        "start",
        "ms",
        "start",
        "ours",
        Goal(100),
        (Other("theirs", "start", Goal(0.9, 0.5)), Other("missing", "start", Goal(1))),
    ),
    Row("bytes", "bytes", "size", "ours", Goal(10, 5)),
)


def measured() -> Measured:
    rounds = Measured()
    for number, (ours, theirs) in enumerate([(10.0, 10.0), (30.0, 60.0), (20.0, 20.0)]):
        rounds.add("ours", number, {"start": ours, "size": 7})
        rounds.add("theirs", number, {"start": theirs})
    return rounds


def test_the_table_has_medians_spreads_and_the_median_of_the_ratios() -> None:
    ours, theirs, missing, size = lines(ROWS, measured())
    assert ours == ("start", "ours", "20.0 ms", "10.0 – 30.0", "", "100 ms", "", "met")
    assert theirs[2:] == ("20.0 ms", "10.0 – 60.0", "1.00 ×", "0.9 ×", "0.5 ×", NOT_MET)
    assert missing[2:] == ("not measured", "", "", "1 ×", "", "not measured")
    assert size[2:] == ("7 bytes", "7 – 7", "", "10 bytes", "5 bytes", "met, aim not")
    assert not_met(ROWS, measured()) == ["start (theirs)"]


def test_a_round_that_failed_is_not_compared_with_another() -> None:
    rounds = Measured()
    rounds.add("ours", 0, {"start": 10.0})
    rounds.add("ours", 1, {"start": 10.0})
    rounds.add("theirs", 1, {"start": 5.0})
    assert rounds.ratios(ROWS[0], ROWS[0].others[0]) == [2.0]


def test_the_table_is_markdown_with_columns_below_each_other() -> None:
    table = markdown([*lines(ROWS, measured())]).splitlines()
    assert len({len(line) for line in table}) == 1
    assert {line.count("|") for line in table} == {len(HEAD) + 1}


def test_what_is_written_by_hand_stays_on_the_page() -> None:
    page = with_figures(f"before {BEGIN}\nold\n{END} after", "new")
    assert page == f"before {BEGIN}\n\nnew\n\n{END} after"
    assert with_figures(page, "new") == page


def test_the_peers_get_the_same_articles(tmp_path: Path) -> None:
    write_library(tmp_path / "articles", 3)
    write_maildir(tmp_path / "articles", tmp_path / "mail")
    write_feed(tmp_path / "articles", tmp_path / "feed.xml", "Articles")
    titles = [path.read_text().splitlines()[0] for path in (tmp_path / "articles").iterdir()]
    messages = "".join(path.read_text() for path in (tmp_path / "mail/cur").iterdir())
    feed = (tmp_path / "feed.xml").read_text()
    assert len(titles) == 3
    assert all(f"<title>{title}</title>" in feed for title in titles)
    assert messages.count("Subject: ") == feed.count("<item>") == 3


def test_the_peers_are_set_up_where_nothing_is_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")  # as if none of them were installed
    reader = Reader(tmp_path, 3)
    write_library(reader.folder, 3)
    Peers(tmp_path / "peers", reader, "ferry").prepare()
    assert (tmp_path / "peers/feed.xml").read_text().count("<item>") == 3
