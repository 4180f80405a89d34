"""Clients in a process of their own: bare HTTP on open connections, so that they take little from the server's time."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from statistics import median, quantiles

from benchmarks.inspection import ID, body
from benchmarks.listening import Ready
from engine.runtime.ids import new_id


@dataclass(frozen=True)
class Burst:
    """What came of so many clients sending one record after another for some time."""

    rate: float
    p50: float
    p99: float


def burst(ready: Ready, clients: int, seconds: float) -> Burst:
    """Send for so long; every answer must be 201. Rate a second, times in milliseconds."""
    asked = json.dumps({"ready": asdict(ready), "clients": clients, "seconds": seconds})
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.clients"], input=asked, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return Burst(**json.loads(done.stdout))


@dataclass
class Client(asyncio.Protocol):
    """One connection: sends, reads the answer, sends again until it is time."""

    request: tuple[bytes, bytes]
    until: float
    over: asyncio.Future[None]
    taken: list[float] = field(default_factory=list)
    answer: bytes = b""
    began: float = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self._send()

    def _send(self) -> None:
        self.answer = b""
        self.began = time.perf_counter()
        self.transport.write(new_id().encode().join(self.request))

    def data_received(self, data: bytes) -> None:
        self.answer += data
        head, gap, rest = self.answer.partition(b"\r\n\r\n")
        if not gap or len(rest) < _length(head):
            return
        if not head.startswith(b"HTTP/1.1 201"):
            self.over.set_exception(RuntimeError(self.answer.decode()))
            self.transport.close()
            return
        now = time.perf_counter()
        self.taken.append(now - self.began)
        if now < self.until:
            self._send()
        else:
            self.over.set_result(None)
            self.transport.close()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.over.done():
            self.over.set_exception(error or ConnectionError("the server hung up"))


def _length(head: bytes) -> int:
    _, _, after = head.lower().partition(b"content-length:")
    return int(after.split(b"\r\n", 1)[0])


def _request(ready: Ready) -> tuple[bytes, bytes]:
    """Everything before and after the id."""
    content = json.dumps(body(ready.product), ensure_ascii=False).encode()
    headers = {"Host": "127.0.0.1", "Content-Type": "application/json", "Content-Length": len(content), **ready.headers}
    head = "\r\n".join([f"POST {ready.path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())])
    before, after = (head.encode() + b"\r\n\r\n" + content).split(ID.encode())
    return before, after


async def _run(ready: Ready, clients: int, seconds: float) -> Burst:
    loop = asyncio.get_running_loop()
    began = time.perf_counter()
    ends: list[asyncio.Future[None]] = [loop.create_future() for _ in range(clients)]
    made = []
    for over in ends:
        _, client = await loop.create_connection(
            lambda over=over: Client(_request(ready), began + seconds, over), "127.0.0.1", ready.port
        )
        made.append(client)
    await asyncio.gather(*ends)
    taken = [one * 1000 for client in made for one in client.taken]
    rate = len(taken) / (time.perf_counter() - began)
    p99 = quantiles(taken, n=100)[98] if len(taken) > 1 else taken[0]
    return Burst(rate, median(taken), p99)


def main() -> None:
    asked = json.load(sys.stdin)
    result = asyncio.run(_run(Ready(**asked["ready"]), asked["clients"], asked["seconds"]))
    print(json.dumps(asdict(result)))


if __name__ == "__main__":
    main()
