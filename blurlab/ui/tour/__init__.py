"""The tour of `blurlab demo`: the real window and its real child processes, driven by a recorded hand."""
