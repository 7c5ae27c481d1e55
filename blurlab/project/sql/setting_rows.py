"""The table of settings, JSON values by key."""

import json
from typing import TypeVar

from blurlab.files.json_text import JsonError, parse_json
from blurlab.project.settings import Setting
from blurlab.project.sql.connection import Connection

T = TypeVar("T")


class SqlSettings:
    """See blurlab.project.ports.SettingRows."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, setting: Setting[T]) -> T:
        row = self._connection.execute("SELECT value FROM settings WHERE key = ?", (setting.key,)).fetchone()
        try:
            return setting.default if row is None else setting.read(parse_json(row[0]))
        except (JsonError, TypeError):  # damaged: as if it had never been set
            return setting.default

    def set(self, setting: Setting[T], value: T) -> None:
        text = json.dumps(setting.plain(value))
        self._connection.execute(
            "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (setting.key, text),
        )
