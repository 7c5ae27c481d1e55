from tests.fixtures.windows import make_window, open_session, photos, quick_autosave, session, shipped_model, window

__all__ = ["make_window", "open_session", "photos", "quick_autosave", "session", "shipped_model", "window"]
