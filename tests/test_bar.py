"""A row with text at both ends."""

from rich.text import Text
from textual.app import App, ComposeResult
from textual.geometry import Region

from widgets.bar import Bar


class BarApp(App[None]):
    def compose(self) -> ComposeResult:
        yield Bar()


async def row(left: str, words: list[str], right: str, width: int) -> str:
    app = BarApp()
    async with app.run_test(size=(width, 3)):
        bar = app.query_one(Bar)
        bar.left, bar.words, bar.right = Text(left), [Text(word) for word in words], Text(right)
        return bar.row.plain


async def test_the_ends_stand_at_the_ends() -> None:
    assert await row("left", ["a help"], "50 %", 30) == "left            a help  50 %"


async def test_words_go_first_when_the_room_is_short() -> None:
    assert (
        await row("a message", ["t theme", "? help"], "50 %", 30) == "a message       ? help  50 %"
    )


async def test_then_the_left_text_is_cut_and_the_right_one_stays() -> None:
    assert await row("a message that is long", ["? help"], "50 %", 20) == "a message t…  50 %"


async def test_markup_is_only_text() -> None:
    assert (await row("[red]x[/] [", [], "", 30)).rstrip() == "[red]x[/] ["


async def test_only_the_columns_that_change_are_drawn_again() -> None:
    app = BarApp()
    async with app.run_test(size=(32, 3)) as pilot:
        bar = app.query_one(Bar)
        bar.left, bar.right = Text("saved 漢字 one"), Text("50 %")
        await pilot.pause()
        drawn: list[Region] = []
        refresh = bar.refresh
        bar.refresh = lambda *regions, **how: (drawn.extend(regions), refresh(*regions, **how))[1]  # type: ignore[method-assign]
        bar.left = Text("saved 漢字 two")
        assert drawn == [Region(11, 0, 3, 1)]
        bar.left = Text("saved 漢字 two")
        bar.right = Text("60 %")
        assert drawn[1:] == [Region(26, 0, 1, 1)]
