"""`grtui config`, and what the configuration does to the other commands."""

import tomllib
from pathlib import Path

import pytest

from store.config import KEY_TABLES, read_config
from store.settings import SETTINGS
from tests.calling import grtui, shell
from tests.reading import write_three
from tui.keymap import TABLES


def write(place: Path, text: str) -> Path:
    file = place / ".config/grtui/config.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_a_file_that_cannot_be_begun_whole_is_not_begun(tmp_path: Path) -> None:
    ended = shell(tmp_path, "ulimit -f 0; grtui config --init")
    assert ended.returncode == 1
    assert ended.stdout == b""
    assert ended.stderr.endswith(b"File too large.\n")
    assert not list((tmp_path / ".config/grtui").iterdir())


def test_all_that_is_in_force_is_printed_with_where_it_comes_from(tmp_path: Path) -> None:
    file = write(tmp_path, 'theme = "nord"\n[keys]\ndown = "v, page down"\nhalf-page-down = ""\n')
    ended = grtui(tmp_path, "config", GRTUI_TAGS='/srv/a "b" \\ c.json')
    assert (ended.returncode, ended.stderr) == (0, "")
    printed = tomllib.loads(ended.stdout)
    assert printed == {
        "library": str(tmp_path / "articles"),
        "tags": '/srv/a "b" \\ c.json',
        "theme": "nord",
        "mouse": "auto",
        "slow_line": "auto",
        "width": 80,
        "restore": True,
        "watch": 5,
        "keys": {"down": "v, page down", "half-page-down": ""},
    }
    comments = {
        line.split()[0]: line.partition("  # ")[2] for line in ended.stdout.split("\n") if line
    }
    assert comments["library"] == "GRTUI_LIBRARY"
    assert comments["theme"] == f"{file}, line 1"
    assert comments["mouse"] == "default"
    assert comments["down"] == f"{file}, line 3"


def test_what_is_printed_can_be_the_configuration(tmp_path: Path) -> None:
    write(tmp_path, 'width = "pane"\nwatch = 0.5\n[keys]\nsearch-anywhere = "\\\\, ctrl+f"\n')
    first = grtui(tmp_path, "config", GRTUI_LIBRARY="").stdout
    write(tmp_path, first)
    again = grtui(tmp_path, "config", GRTUI_LIBRARY="")
    assert again.returncode == 0
    assert tomllib.loads(again.stdout) == tomllib.loads(first)


def test_what_is_wrong_is_told_and_the_status_says_so(tmp_path: Path) -> None:
    file = write(tmp_path, 'them = "nord"\n[keys]\ndown = "F"\n')
    ended = grtui(tmp_path, "config")
    assert ended.returncode == 2
    assert ended.stderr.splitlines() == [
        f"grtui: There is no setting `them`; did you mean `theme`? ({file}, line 1)",
        f"grtui: F is `refine` already, so `down` keeps j, ↓. ({file}, line 3)",
    ]
    assert tomllib.loads(ended.stdout)["theme"] == "auto"


def test_the_path_is_printed_whether_there_is_a_file_or_not(tmp_path: Path) -> None:
    assert grtui(tmp_path, "config", "--path").stdout == f"{tmp_path}/.config/grtui/config.toml\n"
    assert grtui(tmp_path, "config", "--path", GRTUI_CONFIG="/x/y").stdout == "/x/y\n"


def test_a_file_to_begin_with_changes_nothing_and_names_everything(tmp_path: Path) -> None:
    ended = grtui(tmp_path, "config", "--init")
    assert ended.returncode == 0
    file = Path(ended.stdout.strip())
    assert file == tmp_path / ".config/grtui/config.toml"
    text = file.read_text(encoding="utf-8")
    config = read_config({"HOME": str(tmp_path)})
    assert not config.troubles
    assert not config.keys
    assert {one.source for one in config.values.values()} == {"default"}
    for setting in SETTINGS:
        assert f"\n# {setting.name} = " in text
    for screen, path in KEY_TABLES.items():
        table = text.partition(f"\n[{path}]\n")[2].partition("\n\n")[0]
        for command in TABLES[screen]:
            is_fixed = command.keys in ("lower", "upper")
            assert (f"# {command.name} = " in table) != is_fixed


def test_every_line_of_that_file_is_right_without_its_mark(tmp_path: Path) -> None:
    file = Path(grtui(tmp_path, "config", "--init").stdout.strip())
    lines = file.read_text(encoding="utf-8").splitlines()
    bare = [line[2:] if " = " in line and line.startswith("# ") else line for line in lines]
    file.write_text("\n".join(bare), encoding="utf-8")
    ended = grtui(tmp_path, "config", GRTUI_LIBRARY="")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "keys" not in tomllib.loads(ended.stdout)


def test_a_file_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    file = write(tmp_path, "# mine\n")
    ended = grtui(tmp_path, "config", "--init")
    assert ended.returncode == 1
    assert ended.stderr == f"grtui: {file} is there already, and stays as it is.\n"
    assert file.read_text(encoding="utf-8") == "# mine\n"


def test_a_command_takes_the_library_and_the_tag_file_that_are_configured(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    place = tmp_path / "t.json"
    write(tmp_path, f'library = "{tmp_path / "articles"}"\ntags = "{place}"\n')
    assert grtui(tmp_path, "count", "is:unread", GRTUI_LIBRARY="").stdout == "3\n"
    ended = grtui(tmp_path, "tag", "+Asia", "--", "salt", GRTUI_LIBRARY="")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "Asia" in place.read_text(encoding="utf-8")
    assert not (tmp_path / "articles/.grtui").exists()


def test_the_environment_wins_over_the_file_and_an_option_over_both(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_three(tmp_path / name)
    (tmp_path / "two/salt.txt").unlink()
    write(tmp_path, 'library = "/nowhere"\n')
    one, two = str(tmp_path / "one"), str(tmp_path / "two")
    assert grtui(tmp_path, "count", "is:unread", GRTUI_LIBRARY=one).stdout == "3\n"
    ended = grtui(tmp_path, "count", "is:unread", "--library", two, GRTUI_LIBRARY=one)
    assert ended.stdout == "2\n"


@pytest.mark.parametrize("text", ["them = 1\n", "theme = nord\n", "é = \x00"])
def test_a_command_does_its_work_beside_a_wrong_configuration(tmp_path: Path, text: str) -> None:
    write_three(tmp_path / "articles")
    write(tmp_path, text)
    ended = grtui(tmp_path, "count", "is:unread")
    assert (ended.returncode, ended.stdout) == (0, "3\n")
    assert ended.stderr.startswith("grtui: ")
    assert len(ended.stderr.splitlines()) == 1


def test_the_list_without_a_terminal_tells_it_too(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    write(tmp_path, "them = 1\n")
    ended = grtui(tmp_path)
    assert "Ferry" in ended.stdout
    assert "did you mean `theme`?" in ended.stderr
