"""The table of settings, JSON values by key."""

import json
import sqlite3
from typing import Any

from blurlab.files.json_text import JsonError, parse_json


class SqliteSettings:
    """See blurlab.project.ports.SettingRows."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, key: str, default: Any = None) -> Any:
        row = self._connection.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
        try:
            return default if row is None else parse_json(row[0])
        except (JsonError, TypeError):  # damaged: as if it had never been set
            return default

    def set(self, key: str, value: Any) -> None:
        self._connection.execute("INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", (key, json.dumps(value)))
