"""Failures a person can mend: each has a code, by which programs recognise it, and a sentence, which people read.

A code is two words with a dot between them, such as “photo.unreadable”: what it is about, and what is wrong. It stays
the same whatever the sentence says. `UserError` travels as it is: through threads, signals and the pipes of the
children. Any other exception is a mistake of ours; the log keeps it with its traceback.
"""

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Final, Self

FOLDER_GONE: Final = "project.folder_gone"
MEMORY_FULL: Final = "memory.full"
MISTAKE: Final = "blurlab.mistake"


class UserError(Exception):
    """A failure that a person can mend.

    A subclass is for a family that some caller catches by its class; it sets the family's code itself.

    Parameters
    ----------
    code : str
        What programs recognise it by.
    sentence : str
        One whole sentence, or more, ready for the window or the terminal; str() gives it.
    """

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(code, sentence)
        self.code = code
        self.sentence = sentence

    def __str__(self) -> str:
        return self.sentence

    def __eq__(self, other: object) -> bool:
        return isinstance(other, UserError) and (self.code, self.sentence) == (other.code, other.sentence)

    def __hash__(self) -> int:
        return hash((self.code, self.sentence))

    def bare(self) -> Self:
        """The same, for whoever keeps it: without its traceback and causes, whose frames keep whole pictures."""
        self.__traceback__ = self.__cause__ = self.__context__ = None
        return self

    def __reduce__(self) -> tuple[Callable[..., "UserError"], tuple[type["UserError"], str, str]]:
        return _remade, (type(self), self.code, self.sentence)


def _remade(family: type[UserError], code: str, sentence: str) -> UserError:
    """Restore what a pipe brings, without calling a subclass's own constructor."""
    error = family.__new__(family)
    UserError.__init__(error, code, sentence)
    return error


class UnreadablePhoto(UserError):  # noqa: N818 - named by what it reports, not by its base class
    """A photo or a mask that cannot be read."""

    def __init__(self, sentence: str, code: str = "photo.unreadable") -> None:
        super().__init__(code, sentence)


class PredictionError(UserError):
    """A model has no answer for a photo."""

    def __init__(self, sentence: str, code: str = "prediction.none") -> None:
        super().__init__(code, sentence)


def refusal(what: str, error: OSError) -> UserError:
    """The failure “{what}: the disk is full.”, with the code of what the system refused."""
    return UserError(code_of(error), f"{what}: {reason(error)}.")


def user_error(error: Exception) -> UserError:
    """What a person reads about any exception that ended their work."""
    if isinstance(error, UserError):
        return error
    if isinstance(error, OSError):
        file = f"The file “{shown_name(Path(str(error.filename)))}”" if error.filename else "A file"
        return refusal(f"{file} cannot be read or written", error)
    if isinstance(error, MemoryError):
        return UserError(MEMORY_FULL, "There is not enough memory for this photo.")
    what = f"{type(error).__name__}: {error}".rstrip(".: ")
    return UserError(MISTAKE, f"This failed because of a mistake in blurlab ({what}).")


def shown_name(path: Path | str) -> str:
    """The file's name fit for a sentence: control characters and undecodable bytes replaced, long names cut."""
    name = path.name if isinstance(path, Path) else path
    name = name.encode("utf-8", "replace").decode("utf-8")
    name = "".join(character if character.isprintable() else "�" for character in name)
    return name if len(name) <= 80 else f"{name[:50]}…{name[-25:]}"


def shown_path(path: Path | str) -> str:
    """The whole path fit for a sentence."""
    text = str(path).encode("utf-8", "replace").decode("utf-8")
    return "".join(character if character.isprintable() else "�" for character in text)


_FULL, _FORBIDDEN, _MISSING = "disk.full", "disk.forbidden", "disk.folder_gone"
_CODES: Final = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: "disk.read_only",
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.ENOENT: _MISSING,
    errno.ENOTDIR: _MISSING,
    errno.EIO: "disk.damaged",
    errno.ENAMETOOLONG: "disk.name_too_long",
    errno.EMFILE: "disk.too_many_files",
}
NO_REASON: Final = "the system gave no reason"
REASONS: Final = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "permission is denied",
    errno.EPERM: "permission is denied",
    errno.ENOENT: "the folder is gone",
    errno.ENOTDIR: "the folder is gone",
    errno.EIO: "the disk reports an error",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EMFILE: "too many files are open",
}


def code_of(error: OSError) -> str:
    """What the system refused, as a code."""
    return _CODES.get(error.errno or 0, "disk.refused")


def reason(error: OSError) -> str:
    """Why the system refused, to end a sentence."""
    return REASONS.get(error.errno or 0, error.strerror or NO_REASON)
