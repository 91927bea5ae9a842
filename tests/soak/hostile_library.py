"""A library whose every field is hostile: what is in it, and what must come out of it unharmed."""

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from store import locations
from store.library import Library
from store.plans import TagChange
from store.tags import Facet, Tag

ESC, BEL, ST = "\x1b", "\x07", "\x1b\\"

HIJACK = "hijack"
"""A word that only stands inside of what would act."""

PAYLOADS = (
    f"\x1b]52;c;cHduZWQ={BEL}",
    f"\x1b]0;hijack{BEL}",
    f"\x1b]2;hijack{ST}",
    f"\x1b]8;;http://hijack.example{ST}",
    f"\x1b]50;hijack{BEL}",
    f"\x1b]1337;File=inline=1:hijack{BEL}",
    "\x1b[2J",
    "\x1b[?1049l",
    "\x1b[6n",
    "\x1b[c",
    "\x1b[5i",
    "\x1b[21t",
    "\x1b[?1000h",
    "\x1bc",
    "\x1b(0",
    f"\x1bP$qm{ST}",
    f"\x1bP+q544e{ST}",
    f"\x1b_Ghijack{ST}",
    f"\x1b^hijack{ST}",
    f"\x1bXhijack{ST}",
    "\x05",
    "\x0e",
    "\x08\x08",
    "\x7f",
    "\x9b31m",
    "\x9d52;c;cHduZWQ=\x9c",
    "\x90hijack\x9c",
    "\x84\x8d",
    "\u202e",
    "\u2066",
    "\u200b",
    "\ufeff",
    "\U000e0041\U000e0042",
    "e" + "\u0301" * 30,
    "[@click=app.bell]",
    "[/]",
    "[bold red]",
    "[link=http://seen.example]",
    "$(touch ran)`touch ran`",
)
"""What would act, if it came to a terminal, a parser of markup or a shell as it is."""

INVISIBLE = "\u200b\u202e\u2066\ufeff\U000e0041\U000e0042"
"""Those of them that no control character is."""


TARGET = "\x1b]0;hijack\x07\x9b31m\u202e\u200b" + "\u0301" * 9 + "$`touch`"
"""The same as far as the target of a link can hold it."""

NO_PROCESS = 2**31 - 1


def field(word: str, *, breaks: bool = False) -> str:
    """A hostile text with a word at its beginning, which shows that it came to the screen."""
    return f"{word} " + "".join(PAYLOADS) + ("\x1b]0;hijack\n\u2028\x85\x0b" if breaks else "")


def named(word: str, ending: str = ".txt") -> bytes:
    """The name of a file, as much of it hostile as a name may be."""
    payload = (
        "\x1b]0;x\x07\n\x1b[2J\x9b31m\u202e[@click=app.bell][bold]$(touch ran)`touch ran`;e"
        + "\u0301" * 9
    )
    return word.encode() + payload.encode() + b"\xff\xc3\x28" + ending.encode()


def spelled(text: str) -> str:
    """A text as a value of YAML, whose escapes spell what no file may hold."""
    return '"' + "".join(f"\\U{ord(one):08x}" for one in text) + '"'


def entities(text: str) -> str:
    """A text as HTML, each of its characters an entity."""
    return "".join(f"&#{ord(one)};" for one in text)


@dataclass(frozen=True, slots=True)
class Hostile:
    """Where a hostile library is, and the files of its reader."""

    place: Path

    @property
    def folder(self) -> Path:
        """The articles."""
        return self.place / os.fsdecode(named("Folder", ""))

    @property
    def tag_file(self) -> Path:
        """What the reader did with them."""
        return self.place / "tags.json"

    @property
    def environ(self) -> Mapping[str, str]:
        """The environment of its reader."""
        return {
            "HOME": str(self.place),
            "XDG_CACHE_HOME": str(self.place / "cache"),
            "XDG_CONFIG_HOME": str(self.place / "config"),
            "XDG_STATE_HOME": str(self.place / "state"),
            "XDG_DATA_HOME": str(self.place / "data"),
            "GRTUI_TAGS": str(self.tag_file),
            "GRTUI_LIBRARY": str(self.folder),
            "USER": field("Username"),
            "LOGNAME": field("Username"),
        }


def articles() -> Iterator[tuple[bytes, bytes]]:
    """The names of the files, and what is in them."""
    plain = "\n\n".join(
        [
            field("Plaintitle"),
            f"By [{field('Plainauthor')}](#)\n{field('Plainpaper')}, November 8, 2018",
            f"Region: [{field('Plainregion')}](#)\nTheme: [{field('Plaintheme')}](#)",
            field("Plainbody ferry", breaks=True),
            f"See [{field('Plainlink')}](http://example.org/{TARGET}) and more ferry.",
            *(f"Paragraph {number} of a ferry: {field('more')}" for number in range(12)),
            f"Notes\n\n[1] {field('Plainnote')}",
            f"The original source of this article is {field('Plainsource')}",
            f"Copyright © {field('Plaintail')}, 2018",
        ]
    )
    yield named("plain"), plain.encode("utf-8", "surrogatepass")
    yield (
        named("latin"),
        b"Latintitle\x9b2J\x1b]0;hijack\x07\xe9\xff\n\nRegion: [Asia](#)\n\nferry\x85.",
    )
    yield (
        named("wide"),
        b"\xff\xfe" + f"{field('Widetitle')}\n\nRegion: [Asia](#)\n\nferry".encode("utf-16-le"),
    )
    front = "\n".join(
        [
            "---",
            f"title: {spelled(field('Yamltitle'))}",
            f"author: {spelled(field('Yamlauthor'))}",
            f"publisher: {spelled(field('Yamlpaper'))}",
            "date: 2018-11-09",
            f"regions: [{spelled(field('Yamlregion'))}]",
            f"themes: [{spelled(field('Yamltheme'))}]",
            "---",
            f"# {field('Yamlheading')}",
            "",
            f"A ferry in **{field('Yamlbody')}** <script>{field('x')}</script>.",
        ]
    )
    yield named("front", ".md"), front.encode()
    target = entities("http://example.org/" + "".join(PAYLOADS))
    page = (
        f"<html><head><title>{entities(field('Pagetitle'))}</title>"
        f'<meta name="author" content="{entities(field("Pageauthor"))}">'
        f'<meta property="article:tag" content="{entities(field("Pagetheme"))}">'
        f'<script type="application/ld+json">{{"headline": {spelled(field("Ldtitle"))}}}</script>'
        f"</head><body><h1>{entities(field('Pagetitle'))}</h1><p>A ferry. "
        f"<a href='{target}'>{entities(field('Pagelink'))}</a></p>"
        f"<p onclick='seen()'>{entities(field('Pagebody'))}</p></body></html>"
    )
    yield named("page", ".html"), page.encode()
    yield (
        b"sub" + named("folder", "") + b"/" + named("inner"),
        plain.replace("Plain", "Inner").encode(),
    )
    yield named("empty"), b""
    yield b"=cmd|seen.txt", b"=HYPERLINK(seen)\n\nRegion: [Asia](#)\n\nA ferry."
    yield named("untitled"), b"Region: [Asia](#)\n\nNo title, a ferry. \x1b]0;hijack\x07"


MARKERS = (
    "Givenregion",
    "Giventheme",
    "Givennote",
    "Newname",
    "Savedquery",
    "Pastquery",
)
"""Words that the files of the reader hold, each of which is made hostile there."""


def write(place: Path) -> Hostile:
    """Write the library and the files of its reader."""
    hostile = Hostile(place)
    folder = os.fsencode(hostile.folder)
    for name, data in articles():
        path = Path(os.fsdecode(folder + b"/" + name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    with closing(opened(hostile)) as library:
        keys = library.keys(library.search("ferry").ids)
        noted, drafted = (
            library.keys(library.search(f"title:{title}").ids)[0]
            for title in ("Plaintitle", "Yamltitle")
        )
        use(library, keys, noted)
    put_draft(hostile, drafted)
    tags = hostile.tag_file.read_text(encoding="utf-8")
    hostile.tag_file.write_text(made_hostile(tags), encoding="utf-8")
    for what, line in (("searches", field("Pastquery")), ("last", field("Lastquery"))):
        path = locations.state_file(hostile.folder, hostile.environ, what)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{line}\n", encoding="utf-8")
    write_config(place / "config" / "grtui" / "config.toml")
    return hostile


def opened(hostile: Hostile) -> Library:
    """The library, as it is now."""
    library = Library.open(
        hostile.folder, tag_file=hostile.tag_file, cache=hostile.place / "cache" / "grtui"
    )
    library.refresh()
    return library


def use(library: Library, keys: Sequence[str], noted: str) -> None:
    """Do all that a reader can do with a library, and leave a note on one article."""
    region, theme = Tag(Facet.REGION, "Givenregion"), Tag(Facet.THEME, "Giventheme")
    library.edit.change([TagChange(region), TagChange(theme)], keys)
    library.edit.set_note(noted, "Givennote\nof two lines", before="")
    library.edit.rename(Tag(Facet.THEME, "Giventheme"), "Newname")
    library.edit.save_search("Savedname", "Savedquery OR ferry")
    library.edit.set_read(keys[:1], True)
    library.edit.undo()


def put_draft(hostile: Hostile, key: str) -> None:
    """Leave a note that was not saved, as a reader does who is cut off."""
    path = locations.state_file(hostile.folder, hostile.environ, "drafts")
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = [NO_PROCESS, key, field("Draftpath"), "", field("Draftnote", breaks=True)]
    path.write_text(f"{json.dumps(draft)}\n", encoding="utf-8")


def made_hostile(text: str) -> str:
    """A text of the reader's files in which each of the markers has become a hostile field."""
    for marker in MARKERS:
        text = text.replace(marker, json.dumps(field(marker))[1:-1])
    whose = f'"user":{json.dumps(field("Username"))}'
    return re.sub(r'"user":"[^"]*"', lambda _: whose, text)


def write_config(path: Path) -> None:
    """Write a configuration in which all is wrong."""
    lines = [
        f"theme = {spelled(field('Wrongtheme'))}",
        f"{spelled(field('Wrongsetting'))} = 1",
        "[keys]",
        f"{spelled(field('Wrongcommand'))} = 'x'",
        f"down = {spelled(field('Wrongkey'))}",
    ]
    path.parent.mkdir(parents=True)
    path.write_text("\n".join(lines), encoding="utf-8")
