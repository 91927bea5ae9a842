"""What a query finds, said again in plain Python; and articles and queries made by chance."""

import random
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from store.aliases import Aliases
from store.article import Article, Paragraph
from store.query import CHOICES, And, Field, Near, Not, Or, Query, Saved, Span, Term
from store.record import Record
from store.tags import Facet, GivenTag, Origin, fold, loose

WORDS = ("war", "peace", "paris", "énergie", "Straße", "16-18", "C++", "l'eau", "clim", "climate")
REGIONS = (
    "USA",
    "Europe",
    "Red Planet",
    "Latin America & Caribbean",
    "sub-Saharan Africa",
    "Mars_Base",
)
THEMES = ("History", "Oil and Energy", 'The "Great" Game', "Culture, Society & History")
FORMER = ("USA", "Mars_Base", "Red Planet", "Euroland", "History", "Annals")
ALIASES = {
    Facet.REGION: Aliases.of({"Mars_Base": "Red Planet", "Euroland": "Europe", "usa": "U.S.A."}),
    Facet.THEME: Aliases.of({"History": "Oil and Energy", "Annals": "History"}),
}
PATHS = ("2018/", "2018/May/", "", "old files/")
SAVED = {
    "talks": "peace OR paris sort:title",
    "new-talks": "@talks is:unread",
    "Far north": 'region:"Latin America & Caribbean",europe',
}


@dataclass(frozen=True)
class Known:
    """An article as the plain search knows it."""

    key: str
    article: Article
    record: Record
    paths: tuple[str, ...]
    """Of its files; where its file was, if it is gone."""
    is_gone: bool = False


def words_of(text: str) -> list[str]:
    plain = without_accents(text).lower()
    return "".join(c if c.isalnum() else " " for c in plain).split()


def without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def places(term: Term, text: str) -> list[int]:
    """The numbers of the words at which a term begins in a text."""
    wanted, words = words_of(term.text), words_of(text)
    found = []
    for start in range(len(words) - len(wanted) + 1):
        here = words[start : start + len(wanted)]
        last = here[-1].startswith(wanted[-1]) if term.is_prefix else here[-1] == wanted[-1]
        if last and here[:-1] == wanted[:-1]:
            found.append(start)
    return found


def are_near(near: Near, text: str) -> bool:
    found = [(places(term, text), len(words_of(term.text))) for term in near.terms]
    return any(
        all(
            any(start <= last <= start + length + near.distance for start in starts)
            for starts, length in found
        )
        for starts, _ in found
        for last in starts
    )


def texts_of(known: Known) -> dict[str, str]:
    article, record = known.article, known.record
    return {
        "title": article.title or "",
        "author": ", ".join(article.authors),
        "publisher": article.publisher or "",
        "body": " ".join(p.text for p in (*article.body, *article.endnotes)),
        "note": record.note,
        "footer": " ".join(p.text for p in article.boilerplate),
    }


def searched(known: Known) -> list[str]:
    return [text for name, text in texts_of(known).items() if name != "footer"]


def tags_of(known: Known, name: str) -> list[GivenTag]:
    """The tags that a field of tags asks about."""
    origin, _, facet = name.rpartition(".")
    asked = {
        "": (Origin.SOURCE, Origin.ADDED),
        "source": (Origin.SOURCE, Origin.REMOVED),
        "added": (Origin.ADDED,),
        "removed": (Origin.REMOVED,),
    }[origin]
    return [
        tag
        for each in Facet
        if facet in ("tag", each.value)
        for tag in known.record.given(each, known.article.source_tags(each), ALIASES[each])
        if tag.origin in asked
    ]


def names_of(known: Known, name: str) -> list[str]:
    """The names that the tags have and had that a field of tags asks about."""
    names = []
    for tag in tags_of(known, name):
        names.append(tag.name)
        for aliases in ALIASES.values() if name.endswith("tag") else [ALIASES[facet_of(name)]]:
            names += [old for old in FORMER if fold(aliases.now(old)) == fold(tag.name)]
    return names


def facet_of(name: str) -> Facet:
    return Facet(name.rpartition(".")[2])


def bears(known: Known, name: str, term: Term) -> bool:
    same = fold if term.is_phrase else loose
    names, wanted = [same(one) for one in names_of(known, name)], same(term.text)
    return any(one.startswith(wanted) if term.is_prefix else one == wanted for one in names)


def is_so(known: Known, name: str) -> bool:
    article, record = known.article, known.record
    return {
        "region": bool(tags_of(known, "region")),
        "theme": bool(tags_of(known, "theme")),
        "author": bool(article.authors),
        "date": bool(article.date),
        "note": bool(record.note),
        "body": bool(article.body),
        "read": record.is_read,
        "unread": not record.is_read,
        "starred": record.is_starred,
        "tagged": bool(tags_of(known, "tag")),
        "untagged": not tags_of(known, "tag"),
        "duplicate": len(known.paths) > 1,
        "missing": known.is_gone,
    }[name]


def fits(path: str, pattern: str) -> bool:
    """Does a whole path fit a pattern with `*`, `**` and `?`?"""
    if not pattern:
        return not path
    if pattern.startswith("**/"):
        rests = [path, *(path[n + 1 :] for n, c in enumerate(path) if c == "/")]
        return any(fits(rest, pattern[3:]) for rest in rests)
    if pattern.startswith("**"):
        return any(fits(path[n:], pattern[2:]) for n in range(len(path) + 1))
    if pattern.startswith("*"):
        until = path.find("/") if "/" in path else len(path)
        return any(fits(path[n:], pattern[1:]) for n in range(until + 1))
    here = path[:1]
    is_here = here not in ("", "/") if pattern[0] == "?" else here == pattern[0]
    return bool(here) and is_here and fits(path[1:], pattern[1:])


def is_at(known: Known, pattern: str) -> bool:
    pattern, paths = pattern.lower(), [path.lower() for path in known.paths]
    if "*" in pattern or "?" in pattern:
        return any(fits(path, pattern) for path in paths)
    return any(pattern in path for path in paths)


def holds(query: Query, known: Known) -> bool:
    """Does a query find an article?"""
    match query:
        case And(parts):
            return all(holds(part, known) for part in parts)
        case Or(parts):
            return any(holds(part, known) for part in parts)
        case Not(part):
            return not holds(part, known)
        case Saved(_, inner):
            return holds(inner, known)
        case Term():
            return any(places(query, text) for text in searched(known))
        case Near():
            return any(are_near(query, text) for text in searched(known))
        case Field(name, values):
            return any(holds_field(name, value, known) for value in values)


def holds_field(name: str, value: Term | Span, known: Known) -> bool:
    if isinstance(value, Span):
        date = known.article.date
        return date is not None and value.first <= date <= (value.last or "9999-12-31")
    match name:
        case "sort":
            return True
        case "is" | "has" | "no":
            return is_so(known, value.text) is not (name == "no")
        case "path":
            return is_at(known, value.text)
        case "key":
            return known.key.startswith(value.text)
    if name in texts_of(known):
        return bool(places(value, texts_of(known)[name]))
    return bears(known, name, value)


def asks_for_missing(query: Query) -> bool:
    match query:
        case And(parts) | Or(parts):
            return any(map(asks_for_missing, parts))
        case Not(inner) | Saved(_, inner):
            return asks_for_missing(inner)
        case Field("is", values):
            return Term("missing") in values
    return False


def found(query: Query, articles: Sequence[Known]) -> set[str]:
    """The keys of what a query finds."""
    asked = [one for one in articles if not one.is_gone or asks_for_missing(query)]
    return {one.key for one in asked if holds(query, one)}


# By chance


def random_article(chance: random.Random) -> Known:
    def some(names: Sequence[str], most: int) -> tuple[str, ...]:
        return tuple(chance.sample(names, chance.randint(0, most)))

    def paragraphs(most: int, words: int) -> tuple[Paragraph, ...]:
        texts = [" ".join(chance.choices(WORDS, k=words)) for _ in range(chance.randint(0, most))]
        return tuple(map(Paragraph, texts))

    day = f"201{chance.randint(5, 9)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    article = Article(
        title=" ".join(some(WORDS, 3)) or None,
        authors=some(("Ann Paris", "Énergie Oil"), 2),
        publisher=chance.choice((None, "Peace Review")),
        date=chance.choice((None, day, day)),
        regions=some(REGIONS, 2),
        themes=some(THEMES, 2),
        body=paragraphs(2, 6),
        endnotes=paragraphs(1, 2),
        boilerplate=paragraphs(1, 3),
    )
    record = Record(
        *(some(REGIONS, 1), some(THEMES, 1), some(REGIONS, 1), some(THEMES, 1)),
        is_read=chance.random() < 0.3,
        is_starred=chance.random() < 0.2,
        note=" ".join(some(WORDS, 1)),
    )
    key = f"{chance.getrandbits(80):020x}"
    names = [f"{chance.choice(PATHS)}{key[:8]}.{chance.choice(('txt', 'MD'))}" for _ in range(2)]
    paths = tuple(dict.fromkeys(names)) if chance.random() < 0.2 else (names[0],)
    return Known(key, article, record, paths)


def gone(known: Known) -> Known:
    """An article whose file is gone: only its record tells of it."""
    path = known.paths[0]
    return Known(known.key, Article(), replace(known.record, path=path), (path,), is_gone=True)


def random_query(chance: random.Random, keys: Sequence[str], depth: int = 3) -> str:
    if depth and chance.random() < 0.5:
        inner = [random_query(chance, keys, depth - 1) for _ in range(chance.randint(1, 3))]
        return chance.choice(("({})", "-({})", "{}")).format(
            chance.choice((" ", " OR ", "|", " AND ", " NOT ")).join(inner)
        )
    word, other = chance.choice(WORDS), chance.choice(WORDS)
    quoted = chance.choice(REGIONS + THEMES + FORMER).replace('"', '""')
    tag = chance.choice(("region", "theme", "tag"))
    origin = chance.choice(("source.", "added.", "removed.", ""))
    year, month = chance.randint(2014, 2019), chance.randint(1, 12)
    return chance.choice(
        [
            *(word, word, f"-{word}", f"{word[:3]}*", f'"{word} {other}"', f'"{word} {other[0]}"*'),
            f"{word} NEAR/{chance.randint(0, 3)} {other}",
            f'"{word} {other}" NEAR/2 {chance.choice(WORDS)[:2]}* NEAR/2 {word}',
            *(f"title:{word}", f"author:{word},ann", f"note:{word}", f"body:{word[:2]}*"),
            f'footer:{word},"{other} {word}"',
            f'{origin}{tag}:"{quoted}"',
            f"{origin}region:{chance.choice(REGIONS).replace(' ', '-')},mars-base",
            f"{origin}theme:{quoted[:3]}*" if '"' not in quoted[:3] else "theme:*",
            f"date:201{chance.randint(4, 8)}..2018-0{chance.randint(8, 9)}",
            f"date:{chance.choice(('>', '>=', '<', '<='))}{year}-{month}",
            f"after:{year}-{month}",
            f'before:"{month} Jan {year}"',
            *(f"{name}:{chance.choice(CHOICES[name])}" for name in ("is", "has", "no")),
            *("path:2018/**", "path:**/*.md", "path:2018/*", "path:????????.txt", 'path:"d files"'),
            f"path:{chance.choice(keys)[:2]}",
            f"key:{chance.choice(keys)[: chance.randint(1, 4)]}",
            f"@{chance.choice(list(SAVED)).replace(' ', '-')}",
        ]
    )


def random_order(chance: random.Random, query: str) -> str:
    """A query with an order or without one."""
    return f"({query}) sort:{chance.choice(CHOICES['sort'])}" if chance.random() < 0.2 else query


def titles_of(articles: Sequence[Known]) -> Mapping[str, str]:
    """What the articles are sorted by in the order of titles."""
    names = {one.key: one.article.title or min(one.paths).rpartition("/")[2] for one in articles}
    return {key: without_accents(name).lower() for key, name in names.items()}
