"""From which of a photo's predictions its mask is cut, as a whole or at 100 %: the project's choice."""

from typing import Final

from blurlab.core.prediction import View
from blurlab.project.settings import Setting

VIEW_SETTING: Final = Setting[View]("judge_at", View, View.WHOLE)
