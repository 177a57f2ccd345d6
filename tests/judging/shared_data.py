"""The real data that the golden tests run against; it lives outside the repository."""

import csv
import os
from pathlib import Path

import pytest

DATA = (
    Path(os.environ.get("SAIWU_SHARED", Path(__file__).resolve().parents[2] / ".." / "shared"))
    / "data"
)

needs_shared_data = pytest.mark.skipif(
    not DATA.is_dir(), reason=f"the real data is not there ({DATA}); set SAIWU_SHARED"
)


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
