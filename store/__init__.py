"""Everything about articles and tags: reading, tagging, searching; without a terminal.

- `library` is the one door, whose `parts` are made when they are asked for first; `answers`,
  `vocabulary` and `export` are what comes out of it; `checking` reads everything afresh and tells
  how all is.
- `config` is what the reader wants otherwise, by the table in `settings`.
- `harmless` is the door for text from outside, and `sanitising` what it does to it.
- Values: `article`, `record`, `tags`, `aliases` (the names that they had), `errors`; `locations`
  says where things are.
- Articles: `folder` walks and reads files, `reader` makes articles of their bytes (`dates` too),
  `opening` opens one, `refresh` brings the index up to date with what `comparing` finds, `reading`
  reads the files for it, and many of them in the processes of `workers` (`worker` is what each
  does); `watching` tells when it is time for that.
- Changes: `editing` makes them; `changes` and `change_line` read them as they are typed, `plans`
  decides what they do, and `renaming` what those of the vocabulary do; `similar` tells which tags
  may mean the same.
- `adding` copies new articles into the folder, under names that `file_names` makes.
- The tag file: `database` is its door; `storage`, `atomic`, `locking`, `tables`, `tag_text` save
  and load it, `documents`, `pending`, `history`, `travel` (undo), `letters`, `naming` are what is
  in it; `following` mirrors it; `backups` are its copies, `dump` and `restoring` its text and the
  way back.
- What is cited: `citation` (and the plain line), `names` of authors, `bibtex`, `ris`.
- The index: `index` is its door, `listing` the part that the first screen needs; `cache` and
  `schema` are the SQLite file (`index_errors` tells what its errors mean, `aside` what lies in its
  place), `rows` and `tag_rows` read it, `extract` is what it keeps of an article, `fill`,
  `packing`, `mirror` and `missing` what is in it.
- Searching: `finding` is its door. `query` is the language; `parser`, `field_values` and `spans`
  read it, `select` makes it SQL (`paths` and `folding` are functions of that), `prefixes` and
  `stopping` make it quick while one types. `marks` and `snippets` show where the words are,
  `text_marks` where a text is, `explaining` why nothing was found, `completing` what may be
  meant, `refining` makes one query of two; `saved_searches` and `past_searches` are kept for
  another day, and so are the `places` where one was, that of the `last_time` and the `drafts` of
  notes (`remembered` reads and writes their files).
"""
