"""The configuration file: what it may say, and what comes of one that is wrong."""

import os
from pathlib import Path

import pytest

from store.config import Config, KeyChange, Value, config_file, read_config
from store.settings import SETTINGS
from tui.keymap import keymap_for


def write(place: Path, text: str | bytes) -> dict[str, str]:
    """Write a configuration; the environment that leads to it."""
    file = place / "config.toml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return {"HOME": str(place), "GRTUI_CONFIG": str(file)}


def troubles(place: Path, text: str | bytes) -> tuple[str, ...]:
    return read_config(write(place, text)).troubles


def test_without_a_file_all_is_the_default(tmp_path: Path) -> None:
    config = read_config({"HOME": str(tmp_path)})
    assert config.file == tmp_path / ".config/grtui/config.toml"
    assert {name: one.value for name, one in config.values.items()} == {
        one.name: one.default for one in SETTINGS
    }
    assert {one.source for one in config.values.values()} == {"default"}
    assert not config.troubles


def test_the_file_is_where_the_environment_says(tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path)}
    assert config_file({**home, "XDG_CONFIG_HOME": "/c"}) == Path("/c/grtui/config.toml")
    assert config_file({**home, "XDG_CONFIG_HOME": "/c", "GRTUI_CONFIG": "/x"}) == Path("/x")


def test_each_value_tells_where_it_comes_from(tmp_path: Path) -> None:
    environ = write(
        tmp_path,
        '# mine\nlibrary = "/srv/press"\ntheme = "nord"\nmouse = "on"\n'
        'width = "pane"\nrestore = false\nwatch = 0.5\n',
    )
    config = read_config({**environ, "GRTUI_LIBRARY": "articles"})
    assert config.values["library"] == Value(Path("articles"), "GRTUI_LIBRARY")
    assert config.values["theme"] == Value("nord", f"{config.file}, line 3")
    assert config.values["tags"] == Value(None, "default")
    assert (config.library, config.tags) == (Path("articles"), None)
    assert (config.theme, config.mouse, config.width) == ("nord", "on", None)
    assert (config.restores, config.watch) == (False, 0.5)


def test_a_path_may_begin_with_the_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert read_config(write(tmp_path, 'tags = "~/t.json"')).tags == tmp_path / "t.json"


def test_keys_are_read_for_each_screen_with_their_lines(tmp_path: Path) -> None:
    text = (
        '[keys]\nsprint = "P"\n\n[keys.in-sprint]\n"repeat" = "ctrl+a"\n'
        '[keys.in-tags]\n merge="M, page down"\n'
    )
    config = read_config(write(tmp_path, text))
    assert config.keys == (
        KeyChange("main", "sprint", "P", f"{config.file}, line 2"),
        KeyChange("sprint", "repeat", "ctrl+a", f"{config.file}, line 5"),
        KeyChange("tags", "merge", "M, page down", f"{config.file}, line 7"),
    )
    assert not config.troubles


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('them = "nord"', "There is no setting `them`; did you mean `theme`? ({}, line 1)"),
        ("zzz = 1", "There is no setting `zzz`. ({}, line 1)"),
        ("\nwidth = 81", "`width` must be one of 60, 80, 100, pane, not 81. ({}, line 2)"),
        ("width = true", "`width` must be one of 60, 80, 100, pane, not true. ({}, line 1)"),
        ('restore = "no"', '`restore` must be true or false, not "no". ({}, line 1)'),
        ('mouse = "off "', '`mouse` must be one of auto, on, off, not "off ". ({}, line 1)'),
        ("watch = nan", "`watch` must be a number of seconds from 0, which is never, to 86400"),
        (
            "watch = [0x" + "f" * 5000 + "]",
            "`watch` must be a number of seconds; 0 is never, not a",
        ),
        (f"width.{'x.' * 5000}x = 1", "`width` must be one of 60, 80, 100, pane, not a table that"),
        ("watch = -1", "`watch` must be a number of seconds from 0, which is never, to 86400"),
        ('library = "press"', "`library` must be a path that begins with / or ~, not "),
        ('tags = "~nobody-here/x"', "`tags` must be a path; there is no user of that name"),
        ("[library]\nx = 1", "`library` must be a path that begins with / or ~, not "),
        ("[keys]\ndown = 3", '`down` must be keys with commas between them, as in "j, down"'),
        (
            '[keys.sprint]\nx = "y"',
            "There is no table `keys.sprint`; did you mean `keys.in-sprint`? ({}, line 1)",
        ),
        ('keys = "j"', "`keys` must be a table, [keys]. ({}, line 1)"),
        ("keys.in-tags = 1", "`keys.in-tags` must be a table, [keys.in-tags]. ({}, line 1)"),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    told = troubles(tmp_path, text)
    assert len(told) == 1
    assert told[0].startswith(sentence.format(tmp_path / "config.toml"))


def test_the_rest_of_a_file_holds_where_a_part_is_wrong(tmp_path: Path) -> None:
    config = read_config(write(tmp_path, 'width = 3\ntheme = "nord"\nrestore = 0\n'))
    assert (config.width, config.theme, config.restores) == (80, "nord", True)
    assert len(config.troubles) == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("theme = nord", "{} is no TOML: Invalid value (at line 1, column 9)."),
        (b"# caf\xe9\n", "{}, line 1, is not UTF-8: save it in that encoding."),
        (b"\xff\xfet\0", "{}, line 1, is not UTF-8: save it in that encoding."),
        ("[" * 5000, "{} is no TOML: "),
        ("x = " + "[" * 5000, "{} is no TOML: "),
    ],
)
def test_a_file_that_is_none_leaves_the_defaults(
    tmp_path: Path, text: str | bytes, sentence: str
) -> None:
    (trouble,) = troubles(tmp_path, text)
    assert trouble.startswith(sentence.format(tmp_path / "config.toml"))
    assert trouble.endswith("All settings are the defaults.")


def test_the_mark_of_some_editors_at_the_beginning_does_not_matter(tmp_path: Path) -> None:
    config = read_config(write(tmp_path, b'\xef\xbb\xbftheme = "nord"\r\nwatch = 0\r\n'))
    assert (config.theme, config.watch, config.troubles) == ("nord", 0, ())


def test_a_folder_is_no_configuration(tmp_path: Path) -> None:
    config = read_config({"HOME": str(tmp_path), "GRTUI_CONFIG": str(tmp_path)})
    (trouble,) = config.troubles
    assert trouble.startswith(f"{tmp_path} cannot be read: ")


def test_a_named_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    environ = {"HOME": str(tmp_path), "GRTUI_CONFIG": str(tmp_path / "no")}
    assert read_config(environ).troubles == (
        f"There is no file {tmp_path / 'no'}, which GRTUI_CONFIG names.",
    )


def test_nothing_in_a_file_reaches_the_terminal_as_a_command(tmp_path: Path) -> None:
    settings = '"a\\u001b[2Jb" = 1\ntheme = "\\u001b]0;x"\n'
    keys = '[keys]\n"\\u001b[1m" = "j"\ndown = "\\u001b"\nup = "\\u009b"\n'
    config = read_config(write(tmp_path, settings + keys))
    told = [*config.troubles, *keymap_for(config.keys)[1]]
    assert len(told) == 5
    assert all(sentence.isprintable() for sentence in told)


def test_a_configuration_that_nobody_wrote_is_the_default() -> None:
    assert Config().values == read_config({"HOME": "/nowhere"}).values


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("width = " + "9" * 5000, "is no TOML: Exceeds the limit"),
        ("x" * 500 + " = 1", f"There is no setting `{'x' * 39}…`."),
        ('[keys]\n"" = "x"', "There is no command `` for [keys]."),
    ],
)
def test_what_is_far_too_long_or_empty_is_told_in_one_sentence(
    tmp_path: Path, text: str, wrong: str
) -> None:
    config = read_config(write(tmp_path, text))
    (trouble,) = (*config.troubles, *keymap_for(config.keys)[1])
    assert wrong in trouble
    assert len(trouble) < 300


def test_what_is_no_file_is_told_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    for path in (tmp_path / "fifo", Path("/dev/zero")):
        (trouble,) = read_config({"GRTUI_CONFIG": str(path)}).troubles
        assert trouble.startswith(f"{path} cannot be read: it is not a regular file.")
