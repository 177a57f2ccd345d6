"""Pages of a list that is computed, not selected: what macro `pager` shows."""

from collections.abc import Sequence
from typing import Any

from flask_sqlalchemy.pagination import Pagination


class Pages(Pagination):
    """One page of a sequence; an impossible page number is a 404, as with a query."""

    def __init__(self, rows: Sequence[Any], *, per_page: int = 20) -> None:
        super().__init__(per_page=per_page, rows=rows)

    def _query_items(self) -> list[Any]:
        first = (self.page - 1) * self.per_page
        return list(self._query_args["rows"][first : first + self.per_page])

    def _query_count(self) -> int:
        return len(self._query_args["rows"])
