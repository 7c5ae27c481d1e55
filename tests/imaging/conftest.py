from tests.fixtures.projects import make_photo, ordinary_user, photo_id, project, shared_path

__all__ = ["make_photo", "ordinary_user", "photo_id", "project", "shared_path"]
