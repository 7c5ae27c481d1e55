"""One module a format, each with `open_source(path)` and a Writer."""
