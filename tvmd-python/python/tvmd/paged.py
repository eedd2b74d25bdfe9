"""What answers have in common: a page for a browser, and a table."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from . import _tvmd

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True)
class Paged:
    """An answer with a page, which notebooks show."""

    _page: _tvmd.Page = field(repr=False, compare=False, kw_only=True)
    #: The call that found it, which the page tells at its end.
    _asked: str = field(repr=False, compare=False, kw_only=True)

    def page(self) -> str:
        """A page for a browser: a document of HTML that needs nothing beside it, and says at its end by which call it was made.

        `Path("near.html").write_text(answer.page(), encoding="utf-8")` saves it, with `pathlib.Path`.
        """
        return self._page.html(self._asked)

    def _repr_html_(self) -> str:
        # Inside another, so that its style is its own.
        return f'<iframe srcdoc="{escape(self.page())}" style="width:100%;height:40em;border:0"></iframe>'


@dataclass(frozen=True)
class Tabled(Paged):
    """An answer with a table, which notebooks show in place of the page."""

    sheet: _tvmd.Sheet = field(repr=False, compare=False, kw_only=True)

    def table(self) -> pandas.DataFrame:
        """The same as a table of pandas."""
        return self.sheet.to_pandas()

    def __str__(self) -> str:
        return str(self.sheet)

    def _repr_html_(self) -> str:
        return self.sheet._repr_html_()
