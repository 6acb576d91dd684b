"""The real program, `jalsa run`, in a process of its own: started, killed and started again over one folder."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self

SOURCE = Path(__file__).parents[2]
START_SECONDS = 30.0  # on a machine that is busy with everything else
LOOK_SECONDS = 0.02


def run(folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """A program that is not expected to stay: what it said, and its exit code."""
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", "run"],
        cwd=folder,
        env=_environment(settings),
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )


class Running:
    """A program that keeps its database in `folder` and its port from start to start."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/"
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        self.stop(signal.SIGTERM)

    def start(self) -> float:
        """Start, wait until it is ready, and return how many seconds that took.

        Raises RuntimeError with what it said when it ends or is not ready in time.
        """
        begun = monotonic()
        settings = {"JALSA_DATABASE_URL": "sqlite+aiosqlite:///var/jalsa.db", "JALSA_PORT": str(self.port)}
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot.cli", "run"],
                cwd=self.folder,
                env=_environment(settings | self._settings),
                stdout=log,
                stderr=log,
            )
        while not self._is_ready():
            if self._ends_within(LOOK_SECONDS) or monotonic() - begun > START_SECONDS:
                self.stop()
                raise RuntimeError(self.said)
        return monotonic() - begun

    def stop(self, by: signal.Signals = signal.SIGKILL) -> None:
        """Stop it, as a crash does unless told otherwise, and wait for its end."""
        if self._process is not None:
            self._process.send_signal(by)
            self._process.wait(START_SECONDS)
            self._process = None

    @property
    def said(self) -> str:
        """All that it has printed and logged, over all starts."""
        return self._log.read_text("utf-8")

    @property
    def _log(self) -> Path:
        return self.folder / "output.txt"

    def _ends_within(self, seconds: float) -> bool:
        try:
            return self._process is not None and self._process.wait(seconds) is not None
        except subprocess.TimeoutExpired:
            return False

    def _is_ready(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=START_SECONDS)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def _environment(settings: dict[str, str]) -> dict[str, str]:
    """Ours without its JALSA_ settings, and the given ones."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("JALSA_")}
    return {**inherited, "PYTHONPATH": str(SOURCE), **settings}
