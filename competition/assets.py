"""Where the templates and static files are, in a source tree and in an installed wheel."""

from pathlib import Path

PACKAGE = Path(__file__).parent


def asset_folder(name: str) -> Path:
    """The folder `templates` or `static`: inside the package when installed, beside it in source."""
    installed = PACKAGE / name
    return installed if installed.is_dir() else PACKAGE.parent / name
