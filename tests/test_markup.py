"""Text from outside goes to the screen and out of the program by ways that let nothing in it act.

The code is read for that: what Textual or Rich would take for markup, links and actions, and each
place from which something is printed.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

WIDGETS = {"Input", "Static", "TextArea"}
"""Textual's own widgets that are used; all others take a text for markup, or open links."""

HARMLESS = {"Text", "Content", "assemble", "highlight"}
"""What makes of a text one in which nothing is markup."""

SHOWN = {"tooltip", "border_title", "border_subtitle", "sub_title", "placeholder", "title"}
"""What Textual shows of a widget or an application, and takes for markup."""

FORBIDDEN = {
    "from_markup": "makes markup of a text",
    "render_str": "makes markup of a text",
    "open_url": "starts a browser",
    "system": "starts a shell",
    "set_window_title": "writes to the terminal's title",
}
"""Functions that nobody calls."""

UNKNOWN_HERE = {"webbrowser", "rich.markdown", "rich.markup", "rich.prompt", "textual.markup"}
"""Modules that nobody imports."""

WAYS_OUT = {
    "tui/app.py": "the clipboard, and the codes that clear the screen",
    "tui/driver.py": "the screen",
    "tui/ending_driver.py": "a pipe of the process's own",
    "tui/formats.py": "objects and references",
    "tui/leaving.py": "the codes that leave the screen",
    "tui/listing.py": "lines of articles",
    "tui/old_terminal.py": "the screen, for fewer codes",
    "tui/outside.py": "how another program ended",
    "tui/results.py": "keys and names of files",
    "tui/show.py": "one article",
    "tui/start.py": "what is missing of an installation",
    "tui/subcommands/adding.py": "what was added",
    "tui/subcommands/backup.py": "a dump",
    "tui/subcommands/checking.py": "how all is",
    "tui/subcommands/completing.py": "what a shell runs",
    "tui/subcommands/configuring.py": "what is configured",
    "tui/subcommands/counting.py": "numbers and tags",
    "tui/subcommands/history.py": "changes",
    "tui/subcommands/options.py": "what is said on standard error",
}
"""The modules that write to a terminal or a pipe, and what; `tests/soak` looks at all of it."""


def name_of(node: ast.expr) -> str:
    """The last part of a name: `Static`, `from_markup`."""
    match node:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
        case ast.Call(called):
            return name_of(called)
        case _:
            return ""


def is_harmless(value: ast.expr | None) -> bool:
    """Can a value hold no markup of others: a constant without any, a `Text`, a `Content`?"""
    match value:
        case None | ast.Constant(None):
            return True
        case ast.Constant(str(text)):
            return "[" not in text
        case ast.Call(called):
            return name_of(called) in HARMLESS
        case ast.IfExp(body=one, orelse=other):
            return is_harmless(one) and is_harmless(other)
        case _:
            return False


def is_off(call: ast.Call, keyword: str) -> bool:
    """Is a keyword given, and False?"""
    values = [one.value for one in call.keywords if one.arg == keyword]
    return [getattr(value, "value", None) for value in values] == [False]


def wrong_in(code: str, module: str) -> list[str]:
    """What a module does that lets a text act, by line."""
    tree = ast.parse(code)
    return [f"{module}:{line}: {what}" for line, what in wrong(tree, module)]


def wrong(tree: ast.Module, module: str) -> Iterator[tuple[int, str]]:
    """What is wrong, and where."""
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module="textual.widgets", names=names):
                for alias in names:
                    if alias.name not in WIDGETS:
                        yield node.lineno, f"{alias.name} takes a text for markup"
            case ast.ImportFrom(module=str(name)) if name in UNKNOWN_HERE:
                yield node.lineno, f"imports {name}"
            case ast.Import(names=names):
                for alias in names:
                    if alias.name in UNKNOWN_HERE:
                        yield node.lineno, f"imports {alias.name}"
            case ast.ClassDef(bases=bases, body=body):
                if "Static" in map(name_of, bases) and not turns_markup_off(body):
                    yield node.lineno, f"{node.name} takes a text for markup"
            case ast.Call():
                for what in wrong_call(node, module):
                    yield node.lineno, what
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    if isinstance(target, ast.Attribute) and shows_markup(target, value, module):
                        yield node.lineno, f"{target.attr} takes a text for markup"
            case ast.Constant(str(text)) if "@click" in text:
                yield node.lineno, "an action in a text"


def turns_markup_off(body: list[ast.stmt]) -> bool:
    """Does a kind of `Static` say that its text is no markup?"""
    calls = [node for part in body for node in ast.walk(part) if isinstance(node, ast.Call)]
    return any(name_of(call) == "__init__" and is_off(call, "markup") for call in calls)


def shows_markup(target: ast.Attribute, value: ast.expr, module: str) -> bool:
    """Is a text put where Textual takes it for markup?"""
    if module.startswith("store/") or target.attr not in SHOWN:
        return False
    return not is_harmless(value)


def wrong_call(call: ast.Call, module: str) -> Iterator[str]:
    """What a call does that lets a text act."""
    name = name_of(call.func)
    given = {one.arg: one.value for one in call.keywords if one.arg}
    if name in ("Static", "notify", "Console", "_Console") and not is_off(call, "markup"):
        yield f"{name} without markup=False"
    if name in FORBIDDEN:
        yield f"{name} {FORBIDDEN[name]}"
    if name == "DiscoveryHit" and not is_harmless(call.args[0]):
        yield "what the palette shows is markup"
    if name == "Hit" and not is_harmless(call.args[1]):
        yield "what the palette shows is markup"
    if name == "add_row" and not all(map(is_harmless_cell, call.args)):
        yield "a cell of Rich's table is markup"
    for keyword in ("tooltip", "border_title", "border_subtitle", "placeholder"):
        if keyword in given and not is_harmless(given[keyword]):
            yield f"{keyword} takes a text for markup"
    if name == "Style" and "link" in given:
        yield "a link of a terminal (OSC 8)"
    if writes(call) and module not in WAYS_OUT:
        yield "it writes, but is no way out"
    if isinstance(given.get("shell"), ast.Constant):
        yield "it starts a shell"


def is_harmless_cell(cell: ast.expr) -> bool:
    """Is it a `Text`, or a variable that one was put into?"""
    return isinstance(cell, ast.Name) or is_harmless(cell)


def writes(call: ast.Call) -> bool:
    """Does a call write to a terminal, a pipe or a descriptor?"""
    match call.func:
        case ast.Name("print"):
            return True
        case ast.Attribute(attr="write" | "writelines", value=to):
            text = ast.unparse(to)
            return text.startswith("sys.") or text in ("os", "self._driver", "super()", "out")
        case _:
            return False


def modules() -> list[Path]:
    """All modules of the program."""
    return [path for room in ("store", "tui", "widgets") for path in (ROOT / room).rglob("*.py")]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_lets_a_text_act(path: Path) -> None:
    module = path.relative_to(ROOT).as_posix()
    wrong = wrong_in(path.read_text(encoding="utf-8"), module)
    assert [one for one in wrong if not may_write(one)] == []


def may_write(wrong: str) -> bool:
    """Is it a file of the store's own that is written, not a terminal or a pipe?"""
    files = ("store/atomic.py", "store/past_searches.py", "store/locking.py")
    return wrong.startswith(files) and wrong.endswith("no way out")


def test_each_way_out_is_one() -> None:
    for module in WAYS_OUT:
        code = (ROOT / module).read_text(encoding="utf-8")
        calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
        assert any(writes(call) or name_of(call.func) == "_Console" for call in calls), module


@pytest.mark.parametrize(
    "code",
    [
        "from textual.widgets import Label",
        "from textual.widgets import Static, Markdown",
        "from textual.widgets import OptionList",
        "import webbrowser",
        "from rich.markdown import Markdown",
        "Static(title)",
        "Static(title, markup=True)",
        "Static(id='title')",
        "class Line(Static): pass",
        "class Line(Static):\n    def __init__(self): super().__init__(text)",
        "self.notify(message)",
        "self.app.notify(str(error), severity='error')",
        "self.tooltip = title",
        "widget.tooltip = f'{title}'",
        "self.border_title = tag.name",
        "self.border_subtitle = '[b]x'",
        "self.app.sub_title = library.name",
        "self.title = name",
        "Input(placeholder=name)",
        "Bar(tooltip=name)",
        "yield DiscoveryHit(name, run)",
        "yield Hit(score, name, run)",
        "Text.from_markup(title)",
        "Content.from_markup(title)",
        "console = Console()",
        "console.render_str(title)",
        "table.add_row(tag.name)",
        "Style(link=target)",
        "self.app.open_url(link.target)",
        "text = f'[@click=app.open({key})]{title}[/]'",
        "os.system(command)",
        "run(command, shell=True)",
        "print(title)",
        "sys.stdout.write(title)",
        "sys.stdout.buffer.write(title)",
        "sys.__stderr__.write(title)",
        "os.write(1, title)",
        "self._driver.write(title)",
    ],
)
def test_what_lets_a_text_act_is_seen(code: str) -> None:
    assert wrong_in(code, "widgets/line.py")


@pytest.mark.parametrize(
    "code",
    [
        "from textual.widgets import Input, Static, TextArea",
        "Static(title, markup=False)",
        "class Line(Static):\n    def __init__(self): super().__init__(text, markup=False)",
        "self.notify(message, markup=False)",
        "self.tooltip = Content(title)",
        "self.tooltip = None",
        "self.border_title = Text(tag.name)",
        "self.title = 'grtui'",
        "Input(placeholder='name')",
        "yield Hit(score, matcher.highlight(name), run)",
        "Text(title)",
        "Console(markup=False)",
        "table.add_row(Text(tag.name))",
        "file.write(title)",
        "Article(title=title)",
    ],
)
def test_what_lets_nothing_act_is_not_complained_of(code: str) -> None:
    assert wrong_in(code, "widgets/line.py") == []
