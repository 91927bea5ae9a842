"""What is to be reached: the rows of the table, each with what it is measured against."""

from dataclasses import dataclass

# The programs, as the table names them.
OURS = "grtui"
SMALL, LARGE = "grtui, 1,000 articles", "grtui, 100,000 articles"
SMALL_TERMINAL = "grtui at 80x24"
STOCK_DRIVER = "grtui with Textual's driver"
COMMAND = "grtui search"
BARE = "bare Textual"
OPTION_LIST, LIST_VIEW = "OptionList, 10,000 lines", "ListView, 1,000 lines"

NOT_MET = "NOT met"


@dataclass(frozen=True, slots=True)
class Goal:
    """The highest value that is right, and the one that is aimed at; None where there is none."""

    must: float | None = None
    aim: float | None = None

    def verdict(self, value: float) -> str:
        """How a value meets it."""
        if self.must is not None and value > self.must:
            return NOT_MET
        if self.aim is None:
            return "met"
        if value <= self.aim:
            return "aim met"
        return "aim not met" if self.must is None else "met, aim not"


@dataclass(frozen=True, slots=True)
class Other:
    """Another program, or the same at other work, and the goal for our figure through its own."""

    program: str
    figure: str
    goal: Goal = Goal()


@dataclass(frozen=True, slots=True)
class Row:
    """Something that the reader does, with the goal for its figure."""

    work: str
    unit: str
    figure: str
    program: str = OURS
    goal: Goal = Goal()
    others: tuple[Other, ...] = ()


MILLISECONDS, BYTES, MEGABYTES, PERCENT, THINGS = "ms", "bytes", "MB", "%", ""

ROWS = (
    Row(
        "start: the list is visible",
        MILLISECONDS,
        "visible",
        others=(
            Other(BARE, "visible"),
            Other(OPTION_LIST, "visible"),
            Other("neomutt", "visible"),
            Other("alot", "visible"),
            Other(SMALL, "visible"),
            Other(LARGE, "visible"),
        ),
    ),
    Row(
        "start: the list has answered a key",
        MILLISECONDS,
        "answered",
        others=(
            Other(BARE, "answered", Goal(1.25, 1.1)),
            Other("newsboat", "answered", Goal(0.9)),
            Other("neomutt", "answered"),
            Other("less", "answered"),
        ),
    ),
    Row(
        "the same with 100,000 articles",
        MILLISECONDS,
        "answered",
        LARGE,
        others=(Other(OURS, "answered", Goal(1.25, 1.1)),),
    ),
    Row(
        "start: bytes",
        BYTES,
        "start: bytes",
        goal=Goal(8000, 5300),
        others=(
            Other(STOCK_DRIVER, "start: bytes"),
            Other(BARE, "start: bytes"),
            Other("neomutt", "start: bytes"),
            Other("newsboat", "start: bytes"),
            Other("alot", "start: bytes"),
            Other(SMALL_TERMINAL, "start: bytes"),
        ),
    ),
    Row(
        "list move, article not drawn: between two held keys",
        BYTES,
        "held: bytes between",
        goal=Goal(340, 270),
        others=(
            Other("neomutt", "move: bytes"),
            Other("newsboat", "move: bytes"),
            Other("alot", "move: bytes"),
            Other(OPTION_LIST, "move: bytes"),
            Other(LIST_VIEW, "move: bytes"),
        ),
    ),
    Row(
        "move and article drawn: bytes",
        BYTES,
        "move: bytes",
        goal=Goal(4000, 3000),
        others=(
            Other(STOCK_DRIVER, "move: bytes"),
            Other("neomutt", "open: bytes"),
            Other("alot", "open: bytes"),
        ),
    ),
    Row(
        "the same at 80x24",
        BYTES,
        "move: bytes",
        SMALL_TERMINAL,
        Goal(1700, 1300),
    ),
    Row(
        "move and article drawn: last byte",
        MILLISECONDS,
        "move: last byte",
        others=(
            Other("alot", "open: last byte", Goal(1.4, 0.8)),
            Other(STOCK_DRIVER, "move: last byte"),
            Other("neomutt", "open: last byte"),
            Other("newsboat", "open: last byte"),
            Other(LARGE, "move: last byte"),
        ),
    ),
    Row(
        "`j` held at 30 a second: bytes a key",
        BYTES,
        "held: bytes a key",
        goal=Goal(700, 350),
        others=(Other("neomutt", "held: bytes a key"), Other("alot", "held: bytes a key")),
    ),
    Row(
        "`j` held at 30 a second: lag after the last key",
        MILLISECONDS,
        "held: lag",
        goal=Goal(50, 35),
        others=(Other("neomutt", "held: lag"), Other("alot", "held: lag")),
    ),
    Row(
        "page down in the article at 80x24",
        BYTES,
        "page: bytes",
        SMALL_TERMINAL,
        Goal(2500, 1500),
        (Other("less", "page at 80x24: bytes"), Other("neomutt", "page at 80x24: bytes")),
    ),
    Row(
        "tag toggled, 10,000 tagged: on disk and shown",
        MILLISECONDS,
        "tag: visible",
        others=(
            Other("newsboat", "tag: visible", Goal(1.0)),
            Other("notmuch", "tag: visible", Goal(aim=1.0)),
            Other(OURS, "tag: on disk"),
        ),
    ),
    Row(
        "memory (RSS), 10,000 articles",
        MEGABYTES,
        "memory",
        others=(
            Other(BARE, "memory", Goal(1.6, 1.3)),
            Other("newsboat", "memory"),
            Other("neomutt", "memory"),
            Other("alot", "memory"),
            Other(SMALL, "memory"),
        ),
    ),
    Row(
        "memory (RSS), 100,000 articles",
        MEGABYTES,
        "memory",
        LARGE,
        others=(Other(BARE, "memory", Goal(1.9, 1.5)),),
    ),
    Row("idle: bytes", BYTES, "idle: bytes", goal=Goal(0)),
    Row("idle: calls that write, also to files", THINGS, "idle: writes"),
    Row("idle: share of a core", PERCENT, "idle: cpu", goal=Goal(0.5)),
    Row(
        "processor time of a move with its article",
        MILLISECONDS,
        "move: cpu",
        others=(
            Other(STOCK_DRIVER, "move: cpu", Goal(1.1)),
            Other("alot", "open: cpu"),
            Other("neomutt", "open: cpu"),
        ),
    ),
    Row(
        "quit: the terminal is given back",
        MILLISECONDS,
        "quit: given back",
        others=(Other(BARE, "quit: given back"), Other("newsboat", "quit: given back")),
    ),
    Row(
        "quit: the process is gone",
        MILLISECONDS,
        "quit: gone",
        others=(Other(BARE, "quit: gone"), Other("newsboat", "quit: gone")),
    ),
    Row("quit: what is not given back", THINGS, "quit: not given back", goal=Goal(0)),
    Row(
        "search on the command line",
        MILLISECONDS,
        "search",
        COMMAND,
        others=(Other("ripgrep", "search"), Other("notmuch", "search")),
    ),
)
"""What the table shows. All is at 120x40 and with 10,000 articles, unless it says otherwise."""
