"""The network as one self-contained page, and as a static picture."""

from __future__ import annotations

from kg.view.page import LIMIT, view
from kg.view.picture import picture
from kg.view.style import Style, load

__all__ = ["LIMIT", "Style", "load", "picture", "view"]
