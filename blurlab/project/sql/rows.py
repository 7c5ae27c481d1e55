"""All the tables of a project, as one reading or one transaction sees them."""

from blurlab.project.sql.connection import Connection
from blurlab.project.sql.culling_rows import SqlCulling
from blurlab.project.sql.mask_rows import SqlMasks
from blurlab.project.sql.photo_rows import SqlPhotos
from blurlab.project.sql.places import Places
from blurlab.project.sql.review_rows import SqlReview
from blurlab.project.sql.row_door import RowDoor
from blurlab.project.sql.setting_rows import SqlSettings
from blurlab.project.sql.version_rows import SqlVersions


class SqlRows:
    """What one connection sees."""

    def __init__(self, connection: Connection, places: Places, door: RowDoor) -> None:
        """places: how photos' paths are kept."""
        self.photos = SqlPhotos(connection, places)
        self.masks = SqlMasks(connection, places, door)
        self.versions = SqlVersions(connection, door)
        self.settings = SqlSettings(connection)
        self.review = SqlReview(connection, door)
        self.culling = SqlCulling(connection, door)
