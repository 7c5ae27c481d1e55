from tests.fixtures.projects import ordinary_user, shared_path
from tests.fixtures.windows import make_window, open_session, photos, quick_autosave, session, shipped_model, window

__all__ = [
    "make_window",
    "open_session",
    "ordinary_user",
    "photos",
    "quick_autosave",
    "session",
    "shared_path",
    "shipped_model",
    "window",
]
