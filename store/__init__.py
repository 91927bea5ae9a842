"""Everything about articles and tags: reading, tagging, searching; without a terminal."""
