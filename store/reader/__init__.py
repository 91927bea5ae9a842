"""Readers: from the bytes of a file to an article (format.md)."""
