"""The commands of `blurlab`, one module each, with add_arguments(parser) and run(args) -> exit code.

Imported only when chosen: none of these modules may be needed to answer `blurlab --help`.
"""

from blurlab.errors import UserError


class CommandError(UserError):
    """A command cannot do what it was asked to."""

    def __init__(self, sentence: str, code: str = "command.refused") -> None:
        super().__init__(code, sentence)
