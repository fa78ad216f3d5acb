"""A Virtuoso on this machine for tests, as Debian packs it (virtuoso-opensource-7); most machines have none."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from tests.store.server import free_port

SETTINGS = """\
[Database]
DatabaseFile = {0}/virtuoso.db
ErrorLogFile = {0}/virtuoso.log
LockFile = {0}/virtuoso.lck
TransactionFile = {0}/virtuoso.trx
xa_persistent_file = {0}/virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = {0}/temp.db
TransactionFile = {0}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{1}
DisableUnixSocket = 1
NumberOfBuffers = 4000
MaxDirtyBuffers = 2000
DirsAllowed = {0}
[HTTPServer]
ServerPort = 127.0.0.1:{2}
ServerRoot = {0}
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 1000000
"""


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """Run Virtuoso in a folder on free ports; give the address at which dba (password dba) may change graphs."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("Virtuoso is not installed (Debian: virtuoso-opensource)")
    port = free_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(SETTINGS.format(folder, free_port(), port))
    with (folder / "out").open("wb") as out:
        process = subprocess.Popen([program, "+foreground", "+configfile", str(settings)], stdout=out, stderr=out)
    try:
        for _ in range(600):
            if process.poll() is not None or _answers(f"http://127.0.0.1:{port}/sparql?query=ASK%7B%7D"):
                break
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}/sparql-auth"
    finally:
        process.terminate()
        process.wait(60)


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=5):
            return True
    except HTTPError:
        return True
    except (URLError, OSError):
        return False
