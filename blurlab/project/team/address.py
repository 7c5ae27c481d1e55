"""Where a shared project is found: a URL of PostgreSQL's own kind that names no secret.

Who one is, is told by libpq's places alone: a service file, a passfile, the environment. They are read by libpq at
each connecting and never come here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from blurlab.errors import UserError

SCHEMES: Final = ("postgresql://", "postgres://")
_SECRET: Final = {"password", "sslpassword", "sslkey", "passfile", "scram_client_key", "oauth_client_secret"}
_NAMES: Final = {  # of a URL's query; others are refused, so that nothing is passed on by mistake
    "host", "hostaddr", "port", "dbname", "user", "service", "sslmode", "sslrootcert", "sslcert", "application_name",
    "connect_timeout", "target_session_attrs", "channel_binding",
}  # fmt: skip
_WRONG: Final = "address.wrong"


def is_address(text: str) -> bool:
    """Whether `text` means a shared project and not a path."""
    return text.startswith(SCHEMES)


@dataclass(frozen=True)
class Address:
    """A shared project's place. options: what libpq is given. name: the project's, in sentences."""

    options: Mapping[str, str] = field(hash=False)
    url: str  # as it may be shown and kept: it holds no secret

    @property
    def name(self) -> str:
        return self.options.get("dbname") or self.options.get("service") or "postgres"

    @property
    def shown(self) -> str:
        """For people: the name, and the machine."""
        host = self.options.get("host", "")
        return f"{self.name} on {host}" if host and not host.startswith("/") else self.name


def read_address(url: str) -> Address:
    """The address that `url` states.

    Raises UserError where it is none, or holds a password; the sentence never repeats the URL.
    """
    if not is_address(url) or re.search(r"[\x00-\x20]", url):
        raise UserError(_WRONG, "The address of a shared project looks like this: postgresql://host/name.")
    try:
        parts = urlsplit(url)
        port = parts.port
        query = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    except ValueError:
        raise UserError(_WRONG, "The address of a shared project looks like this: postgresql://host/name.") from None
    if parts.password is not None or any(name.lower() in _SECRET for name, _ in query) or parts.fragment:
        raise UserError(
            "address.secret",
            "The address of a shared project must not hold a password, as addresses are kept and shown; put it into "
            "the file ~/.pgpass or a service file, where PostgreSQL's own programs look for it too.",
        )
    if wild := [name for name, _ in query if name not in _NAMES]:
        raise UserError(_WRONG, f"The address of a shared project cannot say “{wild[0][:40]}”.")
    options = {name: value for name, value in query if value}
    said = {
        "user": unquote(parts.username or ""),
        "host": unquote(parts.hostname or ""),
        "port": str(port or ""),
        "dbname": unquote(parts.path.lstrip("/")),
    }
    options |= {name: value for name, value in said.items() if value}
    if not options.get("dbname") and not options.get("service"):
        raise UserError(_WRONG, "The address of a shared project must end with its name: postgresql://host/name.")
    return Address(options, url)
