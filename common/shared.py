"""A small file that every process of this machine maps into its memory, with one lock over it.

The lock is a record lock of the kernel (POSIX) on a file beside it: it is let go when its process dies,
however it dies, and it holds between containers that share the folder, where process ids mean nothing.
Such locks belong to a process as a whole and are lost when it closes *any* descriptor of the file, so a
path is opened once per process: ask `opened`, and open the `.lock` file nowhere else.
"""

import fcntl
import mmap
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

LOOK_AGAIN_AFTER = 1.0  # seconds between two looks whether the file is still the one in the folder


class SharedFile:
    """`words` is the whole file as unsigned 64-bit numbers; `lock()` excludes all threads of all processes."""

    def __init__(self, path: Path, fresh: Callable[[], bytes]) -> None:
        self.path, self._fresh = path, fresh
        self.reopened = 0  # how often: whoever derives something from the file derives it anew
        self._threads = threading.RLock()
        self._depth = 0
        self._looked = 0.0
        self._lock_descriptor = -1
        self._open()
        os.register_at_fork(after_in_child=self._forked)

    @contextmanager
    def lock(self) -> Iterator[None]:
        with self._threads:
            if not self._depth:
                fcntl.lockf(self._lock_descriptor, fcntl.LOCK_EX, 1, 0)
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                if not self._depth:
                    fcntl.lockf(self._lock_descriptor, fcntl.LOCK_UN, 1, 0)

    def claim(self, byte: int) -> bool:
        """Hold this byte of the lock file until the process ends, unless another process holds it."""
        try:
            fcntl.lockf(self._lock_descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, byte)
        except (BlockingIOError, PermissionError):
            return False
        return True

    def claimed(self, byte: int) -> bool:
        """Does another process hold this byte? Never ask about one's own: asking lets it go."""
        if not self.claim(byte):
            return True
        fcntl.lockf(self._lock_descriptor, fcntl.LOCK_UN, 1, byte)
        return False

    def look(self) -> None:
        """Follow when somebody has taken the file away (a folder emptied under a running site)."""
        now = time.monotonic()
        if now - self._looked < LOOK_AGAIN_AFTER:
            return
        self._looked = now
        if not self._still_there():
            with self._threads:
                self._open()

    def _still_there(self) -> bool:
        try:
            return os.stat(self.path).st_ino == self._inode
        except FileNotFoundError:
            return False

    def _open(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if self._lock_descriptor >= 0:
            os.close(self._lock_descriptor)
        lock_path = self.path.with_name(self.path.name + ".lock")
        self._lock_descriptor = os.open(lock_path, os.O_RDWR | os.O_CREAT, 0o600)
        with self.lock():
            self._map()
        self.reopened += 1

    def _map(self) -> None:
        fresh = self._fresh()
        if not self._fits(fresh):
            self._write(fresh)
        with self.path.open("r+b") as file:
            self._inode = os.fstat(file.fileno()).st_ino
            self.bytes = memoryview(mmap.mmap(file.fileno(), len(fresh)))
        self.words = self.bytes.cast("Q")

    def _fits(self, fresh: bytes) -> bool:
        """Same size and same first word, which names the layout."""
        if not self.path.exists() or self.path.stat().st_size != len(fresh):
            return False
        with self.path.open("rb") as file:
            return file.read(8) == fresh[:8]

    def _write(self, fresh: bytes) -> None:
        """Written out in full, so that a disk that fills up later cannot hurt the mapping."""
        beside = self.path.with_name(self.path.name + ".new")
        beside.write_bytes(fresh)
        beside.chmod(0o600)
        beside.replace(self.path)

    def _forked(self) -> None:
        """A child has none of its parent's locks."""
        self._threads, self._depth = threading.RLock(), 0
        self.reopened += 1


_opening = threading.Lock()
_opened: dict[Path, SharedFile] = {}


def opened(path: str | os.PathLike[str], fresh: Callable[[], bytes]) -> SharedFile:
    """The one mapping of this path in this process; `fresh()` is its content when it has to be made."""
    path = Path(path).absolute()
    with _opening:
        if path not in _opened:
            _opened[path] = SharedFile(path, fresh)
        return _opened[path]
