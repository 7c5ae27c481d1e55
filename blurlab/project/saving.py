"""Refusals of a project's disk, as sentences."""

from collections.abc import Iterator
from contextlib import contextmanager

from blurlab.errors import FOLDER_GONE, UserError, refusal
from blurlab.project.ports import BlobStore, ProjectStore


@contextmanager
def saving(store: ProjectStore, blobs: BlobStore, what: str) -> Iterator[None]:
    """Turns the disk's refusals inside into a UserError: “{what} could not be saved: the disk is full.”"""
    try:
        yield
    except OSError as error:
        if blobs.is_there():
            raise refusal(f"{what} could not be saved", error) from error
        gone = f"the folder of the project “{store.name}” is gone"
        raise UserError(FOLDER_GONE, f"{what} could not be saved: {gone}.") from error
