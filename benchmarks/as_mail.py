"""The articles of a library as a Maildir and as a feed, for the programs that read those."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from xml.sax.saxutils import escape

from store.article import Article
from store.opening import parsed

_FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>{title}</title><link>http://localhost/</link>
<description>The articles of a library</description>
{items}
</channel></rss>
"""
_ITEM = """<item><title>{title}</title><link>http://localhost/{number}</link><guid>{number}</guid>
<author>{author}</author><pubDate>{date}</pubDate><description>{text}</description></item>"""


def write_maildir(articles: Path, folder: Path) -> None:
    """Write a message for each article, as if all had been looked at but not read."""
    for part in ("cur", "new", "tmp"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for number, article in enumerate(_read(articles)):
        message = EmailMessage()
        message["From"] = f"{author_of(article)} <author@localhost>"
        message["To"] = "reader@localhost"
        message["Subject"] = article.title
        message["Date"] = date_of(article)
        message["Message-ID"] = f"<{number:06}@localhost>"
        message.set_content(text_of(article), cte="8bit")
        (folder / "cur" / f"{number:06}.localhost:2,").write_bytes(message.as_bytes())


def write_feed(articles: Path, file: Path, title: str) -> None:
    """Write an RSS file with an item for each article."""
    items = (
        _ITEM.format(
            title=escape(article.title or ""),
            number=number,
            author=escape(author_of(article)),
            date=date_of(article),
            text=escape("".join(f"<p>{escape(each.text)}</p>" for each in article.body)),
        )
        for number, article in enumerate(_read(articles))
    )
    file.write_text(_FEED.format(title=title, items="\n".join(items)), encoding="utf-8")


def _read(folder: Path) -> Iterator[Article]:
    for path in sorted(folder.glob("*.txt")):
        yield parsed(path.read_bytes(), bytes(path))


def author_of(article: Article) -> str:
    """Who wrote it."""
    return ", ".join(article.authors)


def text_of(article: Article) -> str:
    """Its paragraphs, a line each."""
    return "\n\n".join(paragraph.text for paragraph in article.body) + "\n"


def date_of(article: Article) -> str:
    """Its date, as a message has it."""
    day = datetime.fromisoformat(article.date or "2001-01-01").replace(tzinfo=UTC)
    return format_datetime(day)
