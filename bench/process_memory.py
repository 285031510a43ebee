"""How much memory a process and each of its children used at most, as Linux counts it."""

import threading
from pathlib import Path

OFTEN = 0.003  # seconds between two looks


class Watcher:
    """Looks at the children of a process all the time, since each of them lives for a second only.

    Linux itself keeps the most that a process ever used (VmHWM), so only what a child takes in its very last
    milliseconds may be missed.
    """

    def __init__(self, pid: int):
        self.pid = pid
        self._own_command = read(pid, "cmdline")
        self._most_of_children = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def begin(self) -> None:
        """Forget what was used before."""
        self._most_of_children = 0
        Path(f"/proc/{self.pid}/clear_refs").write_text("5")

    @property
    def megabytes(self) -> tuple[float, float]:
        """Of the process, and of the largest of its children; 0.0 where there was none."""
        return peak(self.pid) / 1000, self._most_of_children / 1000

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._stop.wait(OFTEN):
            for child in children(self.pid):
                # Until it is a program of its own, a child shows the memory of its parent.
                if read(child, "cmdline") not in ("", self._own_command):
                    self._most_of_children = max(self._most_of_children, peak(child))


def children(pid: int) -> list[int]:
    return [int(child) for task in Path(f"/proc/{pid}/task").glob("*/children") for child in text_of(task).split()]


def peak(pid: int) -> float:
    """Kilobytes of 1,000 bytes; 0 when the process is gone."""
    for line in read(pid, "status").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1.024
    return 0


def read(pid: int, name: str) -> str:
    return text_of(Path(f"/proc/{pid}/{name}"))


def text_of(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
