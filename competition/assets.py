"""Where templates, static files and fonts lie: in the wheel, or in the source tree."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def asset_folder(name: str) -> Path:
    """The folder `templates` or `static`: inside the installed package, else beside it."""
    installed = PACKAGE / name
    return installed if installed.is_dir() else PACKAGE.parent / name
