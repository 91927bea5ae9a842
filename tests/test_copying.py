"""Copying: what goes to the terminal's clipboard, and into the file beside it."""

import re
from base64 import b64decode
from pathlib import Path

import pytest
from golden import SIZES, is_golden, write_thirty
from hypothesis import given
from hypothesis import strategies as some
from reading import Reader, reading, strip_shown, write_article, write_three
from test_terminal import reader as reader_in_terminal

from store.article import Article, Paragraph
from tui.clipboard import MOST, clipboard_codes
from tui.plain_text import body_text, paragraph_near

CITATION = "Tollefsen, Maren. 2018. “Bridge.” Meridian Dispatch, May 16, 2018."


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of one's own: the file of what was copied."""
    for name in ("TMUX", "STY", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path / ".local/state/grtui/copied.txt"


def copied(reader: Reader, file: Path) -> str:
    """What was copied, to the clipboard and into the file."""
    text = reader.pilot.app.clipboard
    assert file.read_text(encoding="utf-8") == text
    assert file.stat().st_mode & 0o777 == 0o600
    return text


# The codes ----------------------------------------------------------------------------------------


def test_a_text_goes_to_the_clipboard_as_base64() -> None:
    assert clipboard_codes("é\x1b[2J", {}) == "\x1b]52;c;w6kbWzJK\a"


def test_in_tmux_the_code_also_goes_through_it() -> None:
    code = "\x1b]52;c;YQ==\a"
    assert clipboard_codes("a", {"TMUX": "/tmp/x"}) == (
        code + "\x1bPtmux;\x1b\x1b]52;c;YQ==\a\x1b\\"
    )


def test_gnu_screen_gets_it_in_pieces_that_it_takes() -> None:
    assert clipboard_codes("a", {"STY": "1.x"}) == "\x1bP\x1b]52;c;YQ==\a\x1b\\"
    codes = clipboard_codes("a" * 3000, {"STY": "1.x"})
    pieces = re.findall("\x1bP.*?\x1b\\\\", codes, re.DOTALL)
    assert "".join(pieces) == codes
    assert max(map(len, pieces)) == 768
    assert "".join(piece[2:-2] for piece in pieces) == clipboard_codes("a" * 3000, {})


def test_of_gnu_screen_and_tmux_the_inner_one_gets_it() -> None:
    both = {"TMUX": "/tmp/x", "STY": "1.x"}
    for term in ("screen", "screen-256color", "screen.tmux-256color"):
        assert clipboard_codes("a", {**both, "TERM": term}) == clipboard_codes("a", {"STY": "1.x"})
    in_tmux = {**both, "TERM": "tmux-256color"}
    assert clipboard_codes("a", in_tmux) == clipboard_codes("a", {"TMUX": "/tmp/x"})


def test_what_terminals_do_not_take_is_not_sent() -> None:
    most = MOST // 4 * 3
    assert len(clipboard_codes("a" * most, {})) == len("\x1b]52;c;\a") + MOST // 4 * 4
    assert clipboard_codes("a" * (most + 3), {}) == ""


@given(some.text(), some.sampled_from(["", "TMUX", "STY"]))
def test_nothing_in_a_text_can_act(text: str, around: str) -> None:
    codes = clipboard_codes(text, {around: "x"})
    left = re.sub(r"\x1b(\x1b?\]52;c;[A-Za-z0-9+/=]*\a|Ptmux;|P|\\)", "", codes)
    assert not left or (around == "STY" and re.fullmatch(r"[A-Za-z0-9+/=\x1b\a\\P]*", codes[9:]))


# The keys -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "text", "what"),
    [
        ("t", "Bridge", "the title"),
        ("b", "It was late again.", "the text"),
        ("c", CITATION, "the citation"),
        ("q", "It was late again.", "the paragraph"),
    ],
)
async def test_a_copy_goes_to_the_clipboard_and_into_a_file(
    tmp_path: Path, state: Path, key: str, text: str, what: str
) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("y", key)
        assert copied(reader, state) == text
        assert reader.status.strip().startswith(
            f"copied {what}, also in ~/.local/state/grtui/copied.txt"
        )


async def test_bibtex_and_ris_have_the_tags_that_count(tmp_path: Path, state: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("r", "e", "y", "x")
        assert "  keywords = {Asia, Europe},\n" in copied(reader, state)
        assert "@article{tollefsen2018bridge,\n" in copied(reader, state)
        await reader.press("y", "r")
        assert "KW  - Asia\nKW  - Europe\n" in copied(reader, state)
        assert "RIS record" in reader.status


async def test_the_path_is_whole_and_the_key_finds_the_article(tmp_path: Path, state: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("y", "p")
        assert copied(reader, state) == str(tmp_path / "articles/bridge.txt")
        await reader.press("y", "k")
        key = copied(reader, state)
        await reader.press("slash", *f"key:{key}", "enter")
        assert reader.titles == ["Bridge"]


async def test_a_path_with_control_characters_is_copied_as_it_is_shown(
    tmp_path: Path, state: Path
) -> None:
    def write(folder: Path) -> None:
        write_article(folder, "a\nrm b\x1b[2J\x9bc.txt")

    async with reading(tmp_path, write=write) as reader:
        await reader.press("y", "p")
        assert copied(reader, state) == f"{tmp_path}/articles/a\\nrm b.txt"


async def test_of_marked_articles_all_are_copied_in_the_order_of_the_list(
    tmp_path: Path, state: Path
) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("G", "x", "g", "g", "x", "y", "t")
        assert copied(reader, state) == "Bridge\nSalt"
        assert "copied the titles of 2 marked, also in ~" in reader.status
        await reader.press("y", "c")
        assert copied(reader, state).splitlines()[0] == CITATION
        assert "the citations of 2 marked" in reader.status
        await reader.press("y", "b")
        assert copied(reader, state) == "It was late again.\n\n\nThe tax is old."
        await reader.press("y", "x")
        assert copied(reader, state).count("@article{") == 2
        await reader.press("y", "r")
        assert copied(reader, state).count("TY  - NEWS\n") == 2
        await reader.press("y", "k")
        assert len(copied(reader, state).splitlines()) == 2
        await reader.press("y", "p")
        assert [Path(path).name for path in copied(reader, state).splitlines()] == [
            "bridge.txt",
            "salt.txt",
        ]


async def test_marked_articles_that_are_not_listed_are_copied_after_the_others(
    tmp_path: Path, state: Path
) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("asterisk", "slash", *"title:salt", "enter", "y", "t")
        assert copied(reader, state) == "Salt\nBridge\nFerry"
        await reader.press("slash", *"zzz", "enter", "y", "t")
        assert sorted(copied(reader, state).splitlines()) == ["Bridge", "Ferry", "Salt"]


async def test_the_paragraph_in_sight_is_copied_or_that_with_the_match(
    tmp_path: Path, state: Path
) -> None:
    def write(folder: Path) -> None:
        body = "\n\n".join(f"Paragraph {n} " + "goes on and on " * 12 for n in range(30))
        write_article(folder, "long.txt", title="Long", body=body)

    async with reading(tmp_path, write=write) as reader:
        await reader.press("y", "q")
        assert copied(reader, state).startswith("Paragraph 0 goes on")
        await reader.press("l", "ctrl+d", "j", "j", "y", "q")
        top = next(line for line in reader.lines[1:] if "Paragraph" in line)
        number = int(top.split("Paragraph ")[1].split()[0])
        assert copied(reader, state).startswith(
            (f"Paragraph {number - 1} ", f"Paragraph {number} ")
        )
        await reader.press("backslash", *'"paragraph 17"', "enter", "y", "q")
        assert copied(reader, state) == ("Paragraph 17 " + "goes on and on " * 12).strip()


async def test_a_text_too_long_for_terminals_is_in_the_file(tmp_path: Path, state: Path) -> None:
    def write(folder: Path) -> None:
        write_article(folder, "long.txt", body="\n\n".join(["so long " * 60] * 200))

    async with reading(tmp_path, write=write) as reader:
        await reader.press("y", "b")
        assert reader.pilot.app.clipboard == ""
        assert len(state.read_text(encoding="utf-8")) > MOST
        assert (
            "copied the text, only into ~/.local/state/grtui/copied.txt: too long" in reader.status
        )


async def test_where_the_file_cannot_be_written_the_clipboard_has_it(
    tmp_path: Path, state: Path
) -> None:
    state.parent.parent.mkdir(parents=True)
    state.parent.write_text("in the way", encoding="utf-8")
    async with reading(tmp_path) as reader:
        await reader.press("y", "t")
        assert reader.pilot.app.clipboard == "Bridge"
        assert "copied the title, but it could not be written to ~" in reader.text


async def test_of_an_article_without_a_file_there_is_no_path(tmp_path: Path, state: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("r", "e")
        (tmp_path / "articles/bridge.txt").unlink()
        await reader.press("R", "slash", *"is:missing", "enter", "y", "p")
        assert "There is nothing to copy" in reader.status
        assert not state.exists()
        await reader.press("y", "t")
        assert copied(reader, state) == "bridge.txt"  # what is known of it
        await reader.press("x", "backspace", "asterisk", "y", "p")
        assert len(copied(reader, state).splitlines()) == 2
        assert "copied the paths of 2 of 3 marked" in reader.status


async def test_in_an_empty_result_the_keys_do_nothing(tmp_path: Path, state: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("slash", *"zzz", "enter", "y", "t", "y", "q")
        assert not state.exists()


async def test_an_unknown_key_after_y_copies_nothing(tmp_path: Path, state: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("y", "z")
        assert "y z is no command" in reader.status
        assert not state.exists()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("name", "keys"), [("copy", ["y"]), ("copy-marked", ["x", "x", "y"])])
async def test_the_strip_shows_what_can_be_copied(
    tmp_path: Path, name: str, keys: list[str], size: tuple[int, int]
) -> None:
    async with reading(tmp_path, write=write_thirty, size=size) as reader:
        await reader.press(*keys)
        await strip_shown(reader)
        assert is_golden(reader, name)
        await reader.press("escape")
        assert "esc leave it" not in reader.text


async def test_every_chord_of_commands_has_its_strip(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("g")
        await strip_shown(reader)
        assert "g to the top" in reader.text


async def test_a_strip_says_once_what_all_its_keys_do_and_the_last_line_no_others(
    tmp_path: Path,
) -> None:
    async with reading(tmp_path) as reader:
        assert "r region" in reader.status
        await reader.press("y")
        await strip_shown(reader)
        assert any(line.startswith(" copy   esc leave it") for line in reader.lines)
        assert any(line.startswith(" t the title") for line in reader.lines)
        assert "region" not in reader.status
        await reader.press("escape")
        assert "r region" in reader.status


def test_the_terminal_gets_the_code_and_the_file_the_text(tmp_path: Path, state: Path) -> None:
    write_three(tmp_path / "articles")
    with reader_in_terminal(tmp_path) as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.press("yc")
        terminal.wait_for("copied the citation")
        (payload,) = re.findall(rb"\x1b\]52;c;([^\x07]*)\x07", terminal.written)
        assert b64decode(payload).decode() == CITATION
    assert state.read_text(encoding="utf-8") == CITATION


# The text -----------------------------------------------------------------------------------------


def test_the_text_has_line_breaks_where_they_mean_something() -> None:
    article = Article(
        body=(
            Paragraph(
                "The boats lie dry for two hours of each morning, and the market that\n"
                "feeds the islands does not wait for them."
            ),
            Paragraph("Rain\nand wind", after_rule=True),
        ),
        boilerplate=(Paragraph("Copyright"),),
    )
    assert body_text(article) == (
        "The boats lie dry for two hours of each morning, and the market that feeds the islands "
        "does not wait for them.\n\n* * *\n\nRain\nand wind"
    )


def test_a_paragraph_is_known_by_any_of_its_lines() -> None:
    one, two = Paragraph("Rain and\n\nwind"), Paragraph("Salt")
    article = Article(body=(one, two))
    lines = ["  Title", "", "  Rain", "  and", "", "  wind", "", "  Salt", ""]
    found = [paragraph_near(lines, place, article) for place in range(len(lines))]
    assert found == [one, one, one, one, one, one, two, two, two]
    assert paragraph_near(["Title"], 0, Article()) is None
