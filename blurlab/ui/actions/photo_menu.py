"""The Photo menu: which photo is open, and a person's decisions about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from blurlab.ui.actions.action import Menu, Mode, Needs

if TYPE_CHECKING:
    from blurlab.ui.shell.workspace import Workspace

PHOTO: Final[Menu[Workspace]] = Menu("Photo", lambda window: window.workspace, needs=Needs.PHOTO, modes={Mode.CANVAS})


@PHOTO.action("next", "Next", "Go to the next photo.", "D", "Right", icon="next", needs=Needs.PROJECT)
def next_photo(work: Workspace) -> None:
    work.session.navigation.next()


@PHOTO.action("previous", "Previous", "Go to the previous photo.", "A", "Left", icon="previous", needs=Needs.PROJECT)
def previous(work: Workspace) -> None:
    work.session.navigation.previous()


@PHOTO.action(
    "most_helpful",
    "Where a label helps most",
    "Go to the photo whose label helps the model most.",
    "Shift+D",
    icon="next_unreviewed",
    needs=Needs.PROJECT,
)
def most_helpful(work: Workspace) -> None:
    work.session.navigation.most_helpful()


@PHOTO.action("search", "Search", "Search the names and notes of the photos.", "Ctrl+F", needs=Needs.PROJECT)
def search(work: Workspace) -> None:
    work.photo_list.head.start_search()


@PHOTO.action("filters", "Filters…", "Choose which photos are listed.", "Ctrl+Shift+F", needs=Needs.PROJECT)
def filters(work: Workspace) -> None:
    work.photo_list.head.open_filters()


@PHOTO.action("next_sort", "Next order", "List the photos in another order.", "Q", needs=Needs.PROJECT)
def next_sort(work: Workspace) -> None:
    work.photo_list.head.next_sort()


PHOTO.line()


@PHOTO.action("accept", "Accept", "Accept the mask as it stands.", "P", icon="accept")
def accept(work: Workspace) -> None:
    work.session.review.accept()


@PHOTO.action("accept_next", "Accept and advance", "Accept and go on.", "Shift+P")
def accept_next(work: Workspace) -> None:
    work.session.review.accept(advance=True)


@PHOTO.action("reject", "Reject", "Keep this photo out of training.", "R", icon="reject")
def reject(work: Workspace) -> None:
    work.session.review.reject()


@PHOTO.action("reject_next", "Reject and advance", "Reject and go on.", "Shift+R")
def reject_next(work: Workspace) -> None:
    work.session.review.reject(advance=True)


@PHOTO.action("unset", "Unset", "Undo the review of this photo.", "U", icon="unset")
def unset(work: Workspace) -> None:
    work.session.review.unset()


@PHOTO.action("unset_next", "Unset and advance", "Unset and go on.", "Shift+U")
def unset_next(work: Workspace) -> None:
    work.session.review.unset(advance=True)


@PHOTO.action(
    "defocus",
    "Defocus",
    "Tag this photo's blur as defocus.",
    "K",
    checked=lambda work: work.kind_of_blur == "defocus",
)
def defocus(work: Workspace) -> None:
    work.session.review.tag("defocus")


@PHOTO.action(
    "motion",
    "Motion blur",
    "Tag this photo's blur as motion.",
    "Shift+K",
    checked=lambda work: work.kind_of_blur == "motion",
)
def motion(work: Workspace) -> None:
    work.session.review.tag("motion")


@PHOTO.action(
    "tones",
    "Range of values…",
    "Choose which values of a 16-bit photo are black and white, and its bands.",
    "Ctrl+Alt+V",
)
def tones(work: Workspace) -> None:
    from blurlab.ui.pictures.choosing import choose_tones  # noqa: PLC0415

    choose_tones(work)


@PHOTO.action(
    "accept_many",
    "Accept many…",
    "Look through the listed photos and accept many.",
    "Ctrl+Shift+A",
    needs=Needs.PROJECT,
)
def accept_many(work: Workspace) -> None:
    work.accept_many()


@PHOTO.action("take_back_many", "Undo bulk accept", "Undo the last “Accept many”.", "Ctrl+Alt+Z", needs=Needs.PROJECT)
def undo_bulk_accept(work: Workspace) -> None:
    work.session.bulk.undo()


@PHOTO.action("note", "Note", "Write a note about this photo.", "T")
def note(work: Workspace) -> None:
    work.facts.write()


@PHOTO.action(
    "other_mask",
    "Use another person's mask",
    "Make another person's mask of this photo its label.",
    "Shift+L",
)
def other_mask(work: Workspace) -> None:
    work.facts.use_other()


@PHOTO.action("skip", "Skip", "Set this photo aside and go on.", "S", icon="skip")
def skip(work: Workspace) -> None:
    work.session.review.skip()
