"""Saiwu as its users have it: the command, an instance of its own, a server on a free port."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

SECONDS_TO_START = 60
SAIWU = Path(sys.executable).with_name("saiwu")
STARTS = 3  # another process may take the free port before the server does


class NotServing(Exception):
    """The server ended before it answered; the message is what it said."""


@dataclass(frozen=True)
class Instance:
    """An instance that lives in a folder; `command` is the installed `saiwu`."""

    folder: Path
    command: Path = SAIWU
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: text for name, text in os.environ.items() if not name.startswith("SAIWU_")}
        # Tests sign in more often than a person does.
        return kept | {"SAIWU_LOGIN_LIMIT": "1000 per minute"} | dict(self.settings)

    def run(self, *arguments: str) -> str:
        """Run `saiwu` in the folder and return what it printed; an error shows what it said."""
        done = subprocess.run(
            [self.command, *arguments],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"saiwu {' '.join(arguments)}: {done.stdout}{done.stderr}"
        return done.stdout

    @contextmanager
    def served(self) -> Iterator[str]:
        """Serve while the block runs; gives the address, without a slash at the end."""
        for attempt in range(1, STARTS + 1):
            process, address = self._start()
            try:
                wait_until_it_answers(process, address, self.folder / "serve.log")
            except NotServing:
                stop(process)
                if attempt == STARTS:
                    raise
                continue
            try:
                yield address
            finally:
                stop(process)
            return

    def _start(self) -> tuple[subprocess.Popen[bytes], str]:
        port = free_port()
        with (self.folder / "serve.log").open("wb") as log:
            process = subprocess.Popen(
                [self.command, "serve", "--host", "127.0.0.1", "--port", str(port)],
                cwd=self.folder,
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        return process, f"http://127.0.0.1:{port}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def wait_until_it_answers(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    """Return when the server answers, whatever it answers; raises NotServing."""
    last = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < last and process.poll() is None:
        try:
            urlopen(address, timeout=SECONDS_TO_START).close()
        except HTTPError:
            return  # an answer too
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise NotServing(log.read_text("utf-8", errors="replace"))


def stop(process: subprocess.Popen[bytes]) -> None:
    """End the server as an administrator would, or by force after a while."""
    process.terminate()
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
