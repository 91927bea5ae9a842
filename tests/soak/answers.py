"""What a library answers to everything that a reader asks, to compare two indexes by."""

from store.errors import LibraryError
from store.library import Library
from store.tags import Facet

QUERIES = (
    "",
    "ka",
    "ka* -title:mo*",
    '"note to readers"',
    "footer:copyright",
    "ka NEAR/5 mo*",
    "region:usa,asia OR theme:h*",
    "added.tag:* is:read",
    "has:note no:theme",
    "date:2005..2015 sort:date",
    "sort:title",
    "path:**/*.txt is:unread",
    "is:missing OR is:starred",
    "sort:relevance la OR me",
)

Answers = dict[str, object]


def answers(library: Library) -> Answers:
    """The results of all queries with their lines, the tags, and the first articles."""
    troubles = library.trouble()
    if troubles:
        raise LibraryError(troubles[0])
    found: Answers = {}
    for query in QUERIES:
        rows = library.rows(library.search(query).ids)
        # Those of one day come in the order in which they came.
        found[f"the query {query!r}"] = sorted(rows, key=lambda row: row.key)
        found[f"the dates of {query!r}"] = [row.date for row in rows if "sort:r" not in query]
        found[f"the number of {query!r}"] = library.find.count(query)
    for query in QUERIES[:2]:
        found[f"the tags of {query!r}"] = library.tag_counts(query)
    keys = sorted(library.keys(library.search().ids))
    found["the vocabulary"] = [library.vocabulary(facet) for facet in Facet]
    found["the records"] = [library.record(key) for key in keys]
    for key in keys[:2]:
        one = library.open_article(key)
        found[f"the article {key}"] = (one.article, one.record, one.files)
    return found


def difference(here: Answers, there: Answers) -> str:
    """The first question to which two libraries answer otherwise; empty where there is none."""
    questions = {**here, **there}
    return next((one for one in questions if here.get(one) != there.get(one)), "")
