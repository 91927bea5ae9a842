"""P9: whatever is in a file, it becomes an article that can do no harm."""

import random
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style

from store.article import Article, ArticleRow, Paragraph
from store.harmless import harmless
from store.library import Library
from store.opening import Opened, key_of, parsed
from store.record import Record
from store.text_marks import TextMarks
from tests.soak.outcome import Breaches, Control, Outcome
from widgets.article_page import Page
from widgets.page_places import line_at, place_of

SAMPLES = Path(__file__).parent.parent.parent / "sample_articles"
ENDINGS = (".txt", ".md", ".html")
CONSOLE = Console(width=100)

HANGS_AFTER = 20
"""Seconds of one file's work that are not slow but a hang."""

TOKENS = [
    token.encode("utf-8", "surrogateescape")
    for token in (
        *("\x1b[2J", "\x1b]52;c;QQ==\x07", "\x9b31m", "\x00", "\u202e", "\ufeff", "\u2028", "\r"),
        *("[", "](", "[x](y)", "![", "[](#)", "](https://x.example)", "\\", "`", "*", "__", "***"),
        *("---\n", "\n---\n", "title: &a [*a, *a]\n", "tags: {", "date: 2018-02-31\n", "&#27;"),
        *("&#144;", "&amp;", "&#x110000;", "<div>", "</p>", "<script>", "<!--", "<pre>", "<a "),
        *("By ", "Region: ", "Theme: [A](#), ", "May 32, 2018", "Source: ", "\n\n", "\t", "# "),
        *("Copyright ©", "1. ", "[1] ", "é", "汉", "👍🏽", "e\u0301\u0301\u0301", "x" * 300),
        *("\udcff", "\udcc3", "\udced\udca0\udc80", "\udcf4\udc90\udc80\udc80", "\udcff\udcfe"),
    )
]


def run(trials: int, chance: random.Random, place: Path) -> Outcome:
    """Read, index, find and draw so many files, which were articles before chance had its way."""
    folder = place / "articles"
    folder.mkdir()
    samples = [path.read_bytes() for path in sorted(SAMPLES.rglob("*.*")) if path.is_file()]
    breaches, naive, hits, keys = Breaches(), 0, 0, set()
    begin = time.process_time()
    for number in range(trials):
        data, ending = file_of(samples, chance), chance.choice(ENDINGS)
        name = f"{number:05}{ending}"
        (folder / name).write_bytes(data)
        keys.add(key_of(data))
        signal.alarm(HANGS_AFTER)
        try:
            article = parsed(data, name.encode())
            hits += bool(article.warnings) or not data.isascii() or b"\x1b" in data
            for flaw in flaws(article):
                breaches.add(f"{name}: {flaw}")
            for flaw in flaws_of_page(article, chance) if number % 3 == 0 else ():
                breaches.add(f"{name}: {flaw}")
            if parsed(data, name.encode()) != article:
                breaches.add(f"{name}: another article the second time")
        except Exception as error:
            breaches.add(f"{name}: {error!r}")
        signal.alarm(0)
        naive += not naive_reader(data)
    for flaw in flaws_of_library(folder, len(keys), chance):
        breaches.add(flaw)
    return Outcome(
        "P9",
        "files that chance has changed: an article that can do no harm",
        trials,
        hits,
        breaches.count,
        (Control("a naive reader", trials, naive),),
        breaches.told(f"{time.process_time() - begin:.0f} s of the processor"),
    )


def file_of(samples: list[bytes], chance: random.Random) -> bytes:
    """The bytes of a file: an article with changes, or one made of nothing but odd things."""
    if chance.random() < 0.15:
        return bomb(chance)
    data = bytearray(chance.choice(samples))
    for _ in range(chance.choice([1, 3, 10, 100])):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.choice([1, 5, 50, 500]))
        match chance.randrange(6):
            case 0:
                data[at:at] = chance.choice(TOKENS) * chance.choice([1, 1, 2, 50])
            case 1:
                del data[at:end]
            case 2:
                data[at:at] = data[at:end] * chance.choice([1, 2, 10])
            case 3 if at < len(data):
                data[at] ^= 1 << chance.randrange(8)
            case 4:
                other = chance.choice(samples)
                data[at:end] = other[chance.randrange(len(other)) :][:500]
            case 5:
                data[at:end] = chance.randbytes(end - at)
    match chance.randrange(12):
        case 0:
            return bytes(data[: chance.randrange(len(data) + 1)])
        case 1:
            return data.replace(b"\n", b"\r\n")
        case 2:
            return bytes(data).decode("utf-8", "replace").encode("utf-16")
        case 3:
            return bytes(data).decode("utf-8", "replace").encode("utf-16-le")
    return bytes(data)


def bomb(chance: random.Random) -> bytes:
    """Something odd, over and over."""
    size = chance.choice([0, 1, 10, 300, 300, 300, 300, 20_000])
    heads = [b"", b"The Ferry\n\nBy Ada Moss\n\n", b"---\ntitle: x\n---\n", b"<html>"]
    before = chance.choice(heads)
    some = chance.choices(TOKENS, k=chance.randint(1, 4))
    token = b"".join(some)
    return before + token * (size // len(token) + 1) + chance.choice([b"", b"\n\nThe end."])


def naive_reader(data: bytes) -> bool:
    """Can a reader that takes all for granted read the file, with nothing that acts in it?"""
    try:
        text = data.decode()
        header, *body = text.split("\n\n")
        title, _byline = header.split("\n", 1)
    except ValueError:
        return False
    return bool(title and body) and all(one.isprintable() for one in text.split())


def texts_of(article: Article) -> Iterator[str]:
    """Every text of an article that may be shown."""
    for value in article:
        for one in (value,) if isinstance(value, str) else value or ():
            if isinstance(one, Paragraph):
                yield one.text
                yield from (link.target for link in one.links)
            else:
                yield one


def flaws(article: Article) -> Iterator[str]:
    """What is wrong with an article, whatever it was read from."""
    for text in texts_of(article):
        if harmless(text) != text:
            yield f"{text[:60]!r} may act"
    for paragraph in (*article.head_notes, *article.body, *article.endnotes, *article.boilerplate):
        end = 0
        for link in paragraph.links:
            if not end <= link.start < link.end <= len(paragraph.text):
                yield f"a link is from {link.start} to {link.end} of {len(paragraph.text)}"
            end = link.end


def flaws_of_page(article: Article, chance: random.Random) -> Iterator[str]:
    """What is wrong with an article as it is drawn, in any width."""
    row = ArticleRow("k", "a.txt", article.title or "a.txt", article.date)
    marks = TextMarks(chance.choice(["", "e", "the", "é", "[", "ferry"]))
    page = Page(chance.randint(3, 140), lambda name: Style(bold=name == "title"), CONSOLE, marks)
    head, text = page.head(Opened(row, article, Record())), page.text(article, unfolded=True)
    for lines in (head, text):
        for number in {0, len(lines) - 1, *(chance.randrange(len(lines)) for _ in range(8))}:
            line = lines[number].plain
            if cell_len(line) > page.margin + page.measure:
                yield f"a line of {cell_len(line)} columns where there are {page.measure}"
            if harmless(line) != line:
                yield f"the line {line!r} may act"
    hits = [*head.hits(), *text.hits(len(head))]
    length = len(head) + len(text)
    if any(not 0 <= line < length or start >= end for hit in hits for line, start, end in hit):
        yield "a marked place is nowhere"
    number = chance.randrange(len(text))
    if line_at(place_of(number, text), text) < number:
        yield f"line {number} is not where its place is"


def flaws_of_library(folder: Path, articles: int, chance: random.Random) -> Iterator[str]:
    """What is wrong with a library of such files."""
    cache = folder.parent / "cache"
    try:
        with closing(Library.open(folder, tag_file=None, cache=cache)) as library:
            refreshed = library.refresh()
            yield from refreshed.troubles
            ids = library.search().ids
            if len(ids) != articles:
                yield f"{len(ids)} of {articles} articles are listed"
            for row in chance.sample([*library.rows(ids)], min(articles, 50)):
                if harmless(row.title) != row.title or "\n" in row.title:
                    yield f"the title {row.title!r} may act"
                if library.open_article(row.key).row.key != row.key:
                    yield f"{row.path} opens another article"
            for word in ("ferry", "the", "x", "é", "汉", '"by ada"', "region:asia", "is:unread"):
                library.search(word)
            if not library.check(lambda what, state: None).is_well:
                yield "the check finds something wrong"
            if library.refresh().added:
                yield "the second look finds new articles"
    except Exception as error:
        yield f"the library: {error!r}"
    if len([*folder.iterdir()]) < articles:
        yield "files are gone"
