"""Where the templates and static files are, in a source tree and in an installed wheel."""

from pathlib import Path

PACKAGE = Path(__file__).parent


def asset_folder(name: str) -> Path:
    """The folder of templates or static files: in the package when installed, else beside it."""
    installed = PACKAGE / name
    return installed if installed.is_dir() else PACKAGE.parent / name
