"""Everything about articles and tags: reading, tagging, searching; without a terminal.

- `library` is the one door; `answers`, `vocabulary` and `export` are what comes out of it.
- Values: `article`, `record`, `tags`, `errors`; `locations` says where things are.
- Articles: `folder` walks and reads files, `reader` makes articles of their bytes (`dates` too),
  `opening` opens one, `refresh` brings the index up to date.
- The tag file: `database` is its door; `storage`, `atomic`, `tag_text` save and load it,
  `documents`, `pending`, `history`, `letters` are what is in it; `following` mirrors it.
- The index: `index` is its door; `cache` and `schema` are the SQLite file, `fill`, `packing`,
  `mirror` and `missing` what is in it; `query`, `parser` and `select` turn what was typed into a
  search.
"""
