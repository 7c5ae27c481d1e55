"""Failures a person can mend. str() of each is one whole sentence, ready for the window or the terminal."""

import errno
from pathlib import Path


class ProjectError(Exception):
    """Something about a project or its files that the person should hear in one sentence."""


class UnreadablePhoto(ProjectError):  # noqa: N818 - named by what it tells, not by its base class
    """A photo or a mask that cannot be read."""


class PredictionError(ProjectError):
    """A model has no answer for a photo."""


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


def folder_gone(project_name: str) -> str:
    """The words that tell that a project's folder is not there, to end a sentence or, capitalised, to be one."""
    return f"the folder of the project “{project_name}” is gone"


_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "there is no permission to",
    errno.EPERM: "there is no permission to",
    errno.ENOENT: "the folder is gone",
    errno.ENOTDIR: "the folder is gone",
    errno.EIO: "the disk reports an error",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EMFILE: "too many files are open",
}


def reason(error: OSError) -> str:
    """Why the system refused, in words that end a sentence."""
    return _REASONS.get(error.errno or 0, error.strerror or "the system gave no reason")
