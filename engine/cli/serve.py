"""`suyuan serve`: the server, with the demo factory if asked."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

from engine import __version__
from engine.cli.connections import connections
from engine.cli.mail import mail_server
from engine.cli.opening import app_folders, open_apps, storage
from engine.cli.screen import Commands, console, progress_bar, shown_in
from engine.cli.wrong import OptionWrong
from engine.connect.own_addresses import own_addresses
from engine.runtime.engine import Engine, utc_now
from engine.storage.one_server import AnotherServer, only_server


def add(commands: Commands) -> None:
    parser = commands.add_parser("serve", help="start the server")
    storage(parser)
    app_folders(parser)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    parser.add_argument("--port", type=int, default=8321, help="port to listen on (default: 8321)")
    parser.add_argument(
        "--https", action="store_true", help="serve over https with certificates of our own, made where missing"
    )
    parser.add_argument(
        "--demo", action="store_true", help="load the demo factory and print sign-in links for its people"
    )
    parser.add_argument(
        "--processes", type=int, default=1, help="how many processes answer, on PostgreSQL (default: 1)"
    )
    parser.add_argument("--no-worker", action="store_true", help="do no jobs here: `suyuan worker` does them")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    import uvicorn

    from engine.cli.serving import hand_down, one_of_several, served

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    mail_server(), connections()  # what is wrong with them is said now, not in the log of a worker
    engine = open_apps(options)
    hosts = own_addresses(options.host)
    addresses = [f"{'https' if options.https else 'http'}://{host}:{options.port}" for host in hosts]
    listening = {"host": options.host, "port": options.port, "log_level": "warning", "server_header": False}
    try:
        with only_server(engine.database):
            _refuse_several(options.processes, engine.database.dialect)
            if options.demo:
                _demo(engine, addresses[0])
            if options.https:
                listening |= _https(options.data, hosts)
            console.print(f"\n[bold]Suyuan[/bold] {__version__}  {'  '.join(addresses)}   (Ctrl+C stops it)\n")
            if options.processes == 1:
                uvicorn.run(served(engine, working=not options.no_worker), **listening)
                return 0
            hand_down(options, demo=engine.demo)
            name = f"{one_of_several.__module__}:{one_of_several.__name__}"
            uvicorn.run(name, factory=True, workers=options.processes, **listening)
    except AnotherServer as other:
        raise OptionWrong(str(other)) from other
    finally:
        engine.close()
    return 0


def _https(data: Path, hosts: tuple[str, ...]) -> dict[str, str]:
    """What the server needs to speak https, and what people need to trust it."""
    from engine.connect.certificates import certificates

    files = certificates(data / "https", hosts, utc_now())
    console.print(
        f"\nDevices trust this server once they have [bold]{files.authority}[/bold] · 设备安装此证书后即信任本服务器"
    )
    return {"ssl_certfile": str(files.certificate), "ssl_keyfile": str(files.key)}


def _refuse_several(processes: int, dialect: str) -> None:
    if processes > 1 and dialect == "sqlite":
        raise OptionWrong("one process serves a SQLite file; several need --database postgresql://…")


def _demo(engine: Engine, address: str) -> None:
    from engine.runtime.demo import load_demo, sign_in_links

    for app_id in engine.installed:
        with progress_bar() as progress:
            load_demo(engine, app_id, shown_in(progress, f"Demo data of {app_id}"))
    console.print("\nSign in as (each link works once, for 24 hours) · 以此身份登录（链接一次有效）：\n")
    for person, token in sign_in_links(engine):
        console.print(f"  {person.login:<20} {person.name}\t{address}/#/sign-in/{token}", soft_wrap=True)
