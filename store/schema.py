"""The tables of the index."""

VERSION = 7
"""Of these tables and of what the readers make of a file; an index of another one is rebuilt."""

APPLICATION = 0x67727475
"""Stands in the head of the file of an index, and tells it from all other SQLite files: "grtu"."""

DAY_BITS = 16
"""How many bits of a row id count the articles of one day.

A row id is the day's number (as `date.toordinal` counts) with a counter, so that the newest
article has the greatest one and no search has to sort; undated articles have negative ones, and
those whose files are gone the ones from `MISSING` downwards. More articles than fit into a day take
the ids of the next, and a date finds them there. Each posting of the full-text index holds a
difference of row ids: with 12 bits it would be 5 % of the articles' bytes smaller, and no more than
4,096 articles would have room in a day.
"""

MISSING = -(1 << 40)
"""The greatest row id of an article whose file is gone (see `store.missing`).

They are so far below all others that leaving them out only ends a walk over the rows sooner.
"""

PAGE_BYTES = 16384
"""A compressed article is some 2 KB: pages of 4 KB leave twice the space unused."""

WORD_TABLES = ("search", "footer")
"""The full-text indexes: what plain words find, and what only `footer:` does."""

SCHEMA = f"""
CREATE TABLE file (
    path BLOB PRIMARY KEY,
    size INTEGER, mtime_ns INTEGER, inode INTEGER,
    article INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX file_of ON file (article);

-- When the entries of each folder last changed, as of the last complete look, and when that was.
CREATE TABLE folder (path BLOB PRIMARY KEY, changed_ns INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE look (at INTEGER NOT NULL);

-- The keys of articles that have no file here: those that had one, and those of records that a
-- complete look met. `next` is the new article that stood in the place of the file when it went:
-- the file was edited.
CREATE TABLE past (key TEXT PRIMARY KEY, next TEXT) WITHOUT ROWID;

-- What the list shows, and what a filter asks; regions and themes are packed lines (see GivenTag),
-- under their present names; those of the source are lines as the file has them. Articles with the
-- same words in their bodies have the same digest.
CREATE TABLE article (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    date TEXT, title TEXT, authors TEXT, publisher TEXT,
    regions TEXT NOT NULL, themes TEXT NOT NULL,
    source_regions TEXT NOT NULL, source_themes TEXT NOT NULL,
    region_count INTEGER NOT NULL, theme_count INTEGER NOT NULL,
    is_read INTEGER NOT NULL, is_starred INTEGER NOT NULL, has_note INTEGER NOT NULL,
    has_body INTEGER NOT NULL, has_warnings INTEGER NOT NULL,
    text INTEGER NOT NULL,
    digest INTEGER
);
CREATE INDEX article_read ON article (id) WHERE is_read;
CREATE INDEX article_digest ON article (digest) WHERE digest IS NOT NULL;

-- In the order of arrival: in that of the row ids, a third of each page would stay empty.
CREATE TABLE text (
    id INTEGER PRIMARY KEY, body BLOB NOT NULL, footer BLOB NOT NULL, note TEXT NOT NULL
);
CREATE TABLE dictionary (words BLOB NOT NULL); -- By which the texts are packed; a row at most.
CREATE VIEW searchable AS
    SELECT article.id AS id, inflate(body) AS body, title, authors, publisher, note
    FROM article JOIN text ON text.id = article.text;
-- The body comes first: two bytes less for each of its words.
CREATE VIRTUAL TABLE search USING fts5 (
    body, title, authors, publisher, note,
    content='searchable', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);
-- A batch of the first filling becomes one piece, in 16 MB of memory, and 16 pieces become one: by
-- default, the same words would be written four times as often.
INSERT INTO search (search, rank) VALUES ('hashsize', 16000000), ('automerge', 16),
    ('crisismerge', 64);
-- The boilerplate is kept apart: plain words neither find it nor have to pass it.
CREATE VIEW boilerplate AS
    SELECT article.id AS id, inflate(footer) AS words
    FROM article JOIN text ON text.id = article.text;
-- No query asks for the size of a column here, as sort:relevance does of the other.
CREATE VIRTUAL TABLE footer USING fts5 (
    words,
    content='boilerplate', content_rowid='id',
    tokenize='unicode61 remove_diacritics 2', columnsize=0
);
INSERT INTO footer (footer, rank) VALUES ('automerge', 16), ('crisismerge', 64);

-- The words of many articles, of how many each, as of the last tidying (see store.prefixes).
CREATE VIRTUAL TABLE vocabulary USING fts5vocab ('search', 'row');
CREATE TABLE common (word TEXT PRIMARY KEY, articles INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE tag (
    id INTEGER PRIMARY KEY,
    facet TEXT NOT NULL, folded TEXT NOT NULL, loose TEXT NOT NULL, name TEXT NOT NULL,
    uses INTEGER NOT NULL DEFAULT 0,
    UNIQUE (facet, folded)
);
CREATE TABLE given (
    tag INTEGER NOT NULL, article INTEGER NOT NULL, origin TEXT NOT NULL,
    PRIMARY KEY (tag, article)
) WITHOUT ROWID;

-- The tag file as it was at the stamp; a record may be of an article that is not here.
CREATE TABLE record (
    key TEXT PRIMARY KEY,
    added_regions TEXT, added_themes TEXT, removed_regions TEXT, removed_themes TEXT,
    is_read INTEGER, is_starred INTEGER, note TEXT, path TEXT
) WITHOUT ROWID;
CREATE TABLE letter (
    facet TEXT, folded TEXT, letter TEXT, PRIMARY KEY (facet, folded)
) WITHOUT ROWID;
-- The former names of tags, and the present ones; the target is the present one folded.
CREATE TABLE alias (
    facet TEXT NOT NULL, folded TEXT NOT NULL, loose TEXT NOT NULL, name TEXT NOT NULL,
    target TEXT NOT NULL, present TEXT NOT NULL,
    PRIMARY KEY (facet, folded)
) WITHOUT ROWID;
CREATE TABLE hidden (facet TEXT NOT NULL, name TEXT NOT NULL);
CREATE TABLE saved_search (
    name TEXT PRIMARY KEY, query TEXT NOT NULL, letter TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE mirrored (stamp TEXT NOT NULL, looked TEXT NOT NULL); -- The last complete look's.
INSERT INTO mirrored VALUES ('', '?');
PRAGMA user_version = {VERSION};
"""
