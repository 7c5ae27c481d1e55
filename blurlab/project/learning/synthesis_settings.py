"""What a project keeps of its synthesis. `blurlab.core.synthesis` reads both, and tells what cannot be used."""

from typing import Any, Final

from blurlab.project.settings import Setting

SETTING: Final = Setting[Any]("synthesis", Any, None)  # a Synthesis, as its as_dict
REJECTED_SETTING: Final = Setting[Any]("rejected_proposals", Any, None)  # photo digest → ids of regions never drawn
