"""What every test may ask for."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared data, beside the repository or where SAIWU_SHARED says."""
    folder = Path(os.environ.get("SAIWU_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip("The folder of shared data is not there; SAIWU_SHARED names it.")
    return folder
