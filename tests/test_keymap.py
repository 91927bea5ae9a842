"""Keys that are not those that grtui comes with."""

from pathlib import Path

import pytest
from reading import reading, records, until

from store.config import Config, KeyChange
from store.tags import Facet
from tui.key_names import FIXED, chord_named, key_named, shown_chord, written_chord
from tui.keymap import DEFAULT_KEYS, TABLES, Keymap, keymap_for


def changed(*changes: tuple[str, str, str]) -> tuple[dict[tuple[str, str], str], tuple[str, ...]]:
    """The keys that are not the default after some changes, and what is told."""
    made = [KeyChange(*one, source=f"line {line}") for line, one in enumerate(changes, 1)]
    keymap, troubles = keymap_for(made)
    keys = {
        (screen, now.name): now.keys
        for screen, commands in keymap.tables.items()
        for now, before in zip(commands, TABLES[screen], strict=True)
        if now.keys != before.keys
    }
    return keys, troubles


def config(*changes: tuple[str, str, str]) -> Config:
    return Config(keys=tuple(KeyChange(*one, source="config.toml, line 1") for one in changes))


# Names of keys


def test_keys_are_named_as_people_write_them() -> None:
    assert key_named.__doc__
    rows = [line.split("|")[1:3] for line in key_named.__doc__.splitlines() if "| `" in line]
    assert len(rows) > 8
    for text, key in rows:
        assert key_named(text.strip(" `")) == key.strip(" `")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("foo", "there is no key `foo`"),
        ("ctrl+foo", "there is no key `foo`"),
        ("ctrl+i", "terminals turn ctrl+i into tab"),
        ("ctrl+m", "terminals turn ctrl+m into enter"),
        ("ctrl+[", "terminals turn ctrl+[ into esc"),
        ("ctrl+h", "terminals turn ctrl+h into backspace"),
        ("ctrl+c", "ctrl+c cannot be changed"),
        ("Ctrl+Q", "Ctrl+Q cannot be changed"),
    ],
)
def test_a_key_that_cannot_be_had_says_why(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason.replace("+", "[+]").replace("[ ", "\\[ ")):
        key_named(text)


def test_what_is_written_for_a_key_is_read_as_that_key() -> None:
    for commands in TABLES.values():
        for command in commands:
            for chord in command.key_list:
                if chord not in ("lower", "upper", *FIXED):
                    assert chord_named(written_chord(chord)) == chord


def test_chords_are_shown_as_they_are_pressed() -> None:
    assert [shown_chord(one) for one in ("r *", "f minus *", "comma", "f5", "shift+tab")] == [
        "r letter",
        "f - letter",
        ",",
        "f5",
        "shift+tab",
    ]


# What can be changed


def test_nothing_changed_is_the_tables_as_they_are() -> None:
    assert keymap_for(()) == (Keymap(), ())
    assert DEFAULT_KEYS.facets == {"r": Facet.REGION, "t": Facet.THEME}
    assert DEFAULT_KEYS.prefixes == {"g", "r", "t", "f", "f minus", "y"}


def test_two_commands_can_exchange_their_keys() -> None:
    keys, troubles = changed(("main", "down", "k"), ("main", "up", "j"))
    assert keys == {("main", "down"): "k", ("main", "up"): "j"}
    assert not troubles


def test_a_key_of_another_screen_is_no_clash() -> None:
    keys, troubles = changed(("main", "toggle-star", "M"), ("tags", "rename", "ctrl+n, M"))
    assert len(keys) == 2
    assert not troubles


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("main", "down", "F"), "F is `refine` already, so `down` keeps j, ↓. (line 1)"),
        (
            ("main", "down", "g"),
            "g g of `top` begins with the same key, so `down` keeps j, ↓. (line 1)",
        ),
        (("main", "top", "x x"), "x of `mark` begins with the same key, so `top` keeps g g, home."),
        (
            ("main", "mark", "r e"),
            "r letter of `tag-region` begins with the same key, so `mark` keeps x. (line 1)",
        ),
        (("main", "tag-theme", "r *"), "r letter is `tag-region` already, so `tag-theme` keeps"),
        (("main", "tag-theme", "e"), "The keys of `tag-theme` must end in ` *`, which is the"),
        (("main", "mark", "v, v v"), "v of `mark` begins with the same key, so `mark` keeps x."),
        (("main", "mark", "tab"), "`mark` cannot have tab, which changes the pane. (line 1)"),
        (("main", "mark", "ctrl+c"), "`mark` cannot have `ctrl+c`: ctrl+c cannot be changed."),
        (("main", "mrk", "x"), "There is no command `mrk` for [keys]; did you mean `mark`? (line"),
        (("tags", "leave", "X X"), "`leave` cannot have `X X`: it takes single keys. (line 1)"),
        (("sprint", "repeat", "e"), "a … z is `sprint-theme` already, so `repeat` keeps .. (line"),
        (("sprint", "sprint-theme", "E"), "`sprint-theme` has all letters, which cannot be"),
    ],
)
def test_a_clash_is_told_and_the_command_keeps_its_keys(
    change: tuple[str, str, str], sentence: str
) -> None:
    keys, (told,) = changed(change)
    assert not keys
    assert told.startswith(sentence)


def test_of_two_changes_that_clash_the_first_is_made() -> None:
    keys, (told,) = changed(("main", "down", "v"), ("main", "up", "v"))
    assert keys == {("main", "down"): "v"}
    assert told == "v is `down` already, so `up` keeps k, ↑. (line 2)"


def test_a_change_that_another_one_made_room_for_goes_with_it() -> None:
    """`down` cannot have F, so it keeps j, and `up` cannot have that either."""
    keys, told = changed(("main", "down", "F"), ("main", "up", "j"))
    assert not keys
    assert len(told) == 2


def test_alt_and_function_keys_are_the_readers_own_choice() -> None:
    keys, troubles = changed(("main", "mark", "alt+x, f5, shift+left"))
    assert keys == {("main", "mark"): "alt+x, f5, shift+left"}
    assert not troubles


# In the reader


async def test_a_remapped_key_does_its_work_and_the_old_one_none(tmp_path: Path) -> None:
    keys = config(("main", "down", "v"), ("main", "toggle-star", "é"))
    async with reading(tmp_path, config=keys) as reader:
        await reader.press("j", "é")
        assert reader.status.startswith(" saved")
        assert [one["starred"] for one in records(tmp_path).values()] == [True]
        assert "Bridge" in reader.chosen
        await reader.press("v")
        assert "Ferry" in reader.chosen


async def test_down_and_up_can_be_exchanged(tmp_path: Path) -> None:
    keys = config(("main", "down", "k, up"), ("main", "up", "j, down"))
    async with reading(tmp_path, config=keys) as reader:
        await reader.press("k", "up")
        assert "Salt" in reader.chosen
        await reader.press("j")
        assert "Ferry" in reader.chosen


async def test_the_chords_of_a_facet_can_be_others(tmp_path: Path) -> None:
    keys = config(
        ("main", "tag-region", "v *"), ("main", "pick-region", "v ?"), ("main", "mark", "a")
    )
    async with reading(tmp_path, config=keys) as reader:
        await reader.press("v", "e")
        assert "+Europe" in reader.text
        assert [one["added"] for one in records(tmp_path).values()] == [{"region": ["Europe"]}]
        await reader.press("v")
        await until(lambda: "? type" in reader.text, reader)
        assert "region   ? type   esc leave it" in reader.text
        await reader.press("question_mark", *"oce", "enter")
        assert "+Oceania" in reader.text
        await reader.press("j", "a", "v", "a")
        assert "+Africa on 1 marked" in reader.status


async def test_a_command_without_keys_is_in_the_palette_alone(tmp_path: Path) -> None:
    async with reading(tmp_path, config=config(("main", "toggle-star", ""))) as reader:
        await reader.press("s")
        assert not records(tmp_path)
        await reader.press("question_mark")
        assert "Star the article" in reader.text
        await reader.press("q", "ctrl+p")
        await until(lambda: "Search for commands" in reader.text, reader)
        await reader.press(*"star")
        await until(lambda: "Star the article" in reader.text, reader)
        await reader.press("enter")
        await until(lambda: bool(records(tmp_path)), reader)
        assert [one["starred"] for one in records(tmp_path).values()] == [True]


async def test_help_hints_and_messages_name_the_keys_that_there_are(tmp_path: Path) -> None:
    keys = config(
        ("main", "help", "ctrl+e"),
        ("main", "search", "ctrl+f"),
        ("main", "mark-range", "v"),
        ("main", "show-boilerplate", "ctrl+b"),
    )
    async with reading(tmp_path, config=keys) as reader:
        assert "ctrl+f search  ctrl+e help" in reader.status
        assert "1 paragraph of boilerplate   ctrl+b" in reader.text
        await reader.press("t", "f5")
        assert "t f5 is no command; ctrl+e shows the keys." in reader.status
        await reader.press("v")
        assert "v or x marks it, r and t tag it" in reader.status
        await reader.press("escape", "ctrl+f", *"nowhere", "enter")
        assert "ctrl+f changes the search, backspace takes it back." in reader.text
        await reader.press("backspace", "ctrl+e", "space")
        assert "ctrl+f" in reader.text


def test_no_help_names_a_key_that_can_be_another() -> None:
    commands = [one for table in TABLES.values() for one in table]
    keys = {key for one in commands for key in (*one.shown_keys, one.first_key)}
    keys -= {"", "end", "enter", "esc"}  # a word, and the keys of lines that are typed in
    for one in commands:
        assert not keys & {word.strip(".,;:") for word in one.help.split(" ")[1:]} - {"a"}


async def test_what_is_said_of_an_empty_facet_names_the_keys_that_there_are(
    tmp_path: Path,
) -> None:
    keys = config(("main", "tag-theme", "v *"), ("tags", "leave", "f2"))
    async with reading(tmp_path, config=keys) as reader:
        await reader.press("slash", *"salt", "enter", "number_sign", "l", "G")
        assert "No article here has a theme: f2, v and a letter give one." in reader.text


async def test_messages_of_the_article_name_the_keys_that_there_are(tmp_path: Path) -> None:
    keys = config(
        ("main", "info", "ctrl+n"),
        ("main", "zen", "v"),
        ("main", "help", "f1"),
        ("main", "widen", "a"),
        ("main", "note", "f2"),
    )
    async with reading(tmp_path, config=keys, size=(80, 24)) as reader:
        assert "f1 shows all keys · r and t tag · / searches" in reader.status
        await reader.press("ctrl+n")
        assert "information · ctrl+n back to the text" in reader.text
        await reader.press("ctrl+n", "w")
        assert "columns of text only; v gives it more." in reader.status
        await reader.press("v")
        assert "v or esc goes back" in reader.status
        await reader.press("v", "slash", *"salt", "enter")
    async with reading(tmp_path, config=keys, write=None) as reader:
        assert reader.titles == ["Salt"]
        assert "the search of last time; a shows all articles" in reader.status


async def test_keys_that_clash_are_told_when_the_reader_opens(tmp_path: Path) -> None:
    keys = config(("main", "down", "F"), ("main", "mrk", "x"))
    async with reading(tmp_path, config=keys) as reader:
        assert "There is no command `mrk` for [keys]; did you mean `mark`?" in reader.text
        assert "And 1 more: `grtui config` tells." in " ".join(reader.text.split())
        await reader.press("j")
        assert "Ferry" in reader.chosen


async def test_a_sprint_has_keys_of_its_own(tmp_path: Path) -> None:
    keys = config(
        ("sprint", "half-page-down", ""),
        ("sprint", "sprint-skip", "page down"),
        ("sprint", "sprint-done", "+"),
        ("sprint", "sprint-leave", "!"),
    )
    async with reading(tmp_path, config=keys) as reader:
        await reader.press("T")
        assert "page down skip  + done" in reader.status
        await reader.press("enter")
        assert "enter is no key of a sprint; ! leaves it." in reader.status
        await reader.press("plus")
        assert "sprint" in reader.title_line
        assert [one["read"] for one in records(tmp_path).values()] == [True]
        await reader.press("exclamation_mark")
        assert "sprint" not in reader.title_line


async def test_the_screen_of_all_tags_has_keys_of_its_own(tmp_path: Path) -> None:
    keys = config(("tags", "leave", "X"), ("tags", "to-themes", "e"), ("tags", "remove", "!"))
    async with reading(tmp_path, config=keys) as reader:
        await reader.press("number_sign", "G")
        assert "nobody uses it: ! removes it" in reader.text
        await reader.press("question_mark")
        assert "q close" in reader.status
        await reader.press("q", "q")
        assert "by count" in reader.title_line
        await reader.press("X")
        assert "newest first" in reader.title_line


async def test_a_key_does_what_textual_says_that_it_does(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        for keys in ((), ("enter",), ("z",), ("escape", "slash"), ("enter", "x"), ("T",)):
            await reader.press(*keys)
            active = reader.screen.active_bindings
            bound = {key: reader.screen.bound_to(key) for key in active}
            assert bound == {key: (one.node, one.binding.action) for key, one in active.items()}
            assert reader.screen.bound_to("f12") is None
