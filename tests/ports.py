"""Ports of this machine for the servers that tests start.

port = free_port()
process = subprocess.Popen([..., str(port)])
wait_for(port, process)
"""

from __future__ import annotations

import random
import socket
import subprocess
import time

LOWEST, HIGHEST = 12_000, 32_000
"""Below the ports that systems give to connections: none of those can come upon a server's."""

PATIENCE = 60
"""Seconds that a busy machine may take to start a server."""

_reserved: list[socket.socket] = []


def free_port() -> int:
    """Return a port that nobody uses, and no other test takes before this process ends.

    Tests of several processes reserve a port by the UDP port of the same number, which none of
    their servers uses.
    """
    while True:
        port = random.SystemRandom().randrange(LOWEST, HIGHEST)
        reserved = socket.socket(type=socket.SOCK_DGRAM)
        try:
            reserved.bind(("127.0.0.1", port))
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", port))
        except OSError:
            reserved.close()
            continue
        _reserved.append(reserved)
        return port


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until a server listens on its port."""
    begun = time.monotonic()
    while time.monotonic() < begun + PATIENCE:
        assert process.poll() is None, f"{process.args!r} ended with {process.returncode}"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"{process.args!r} does not listen")
