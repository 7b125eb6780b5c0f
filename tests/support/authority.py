"""A real time-stamp authority on loopback: OpenSSL answers, a small server carries."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

CONFIG = """
[req]
distinguished_name = name
[name]
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[tsa]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[stamp]
dir = {folder}
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
certs = {folder}/root.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


@dataclass
class StampAuthority:
    """An authority with its own root; ``answering`` false makes it fail as a broken one does."""

    folder: Path
    name: str
    answering: bool = True
    asked: int = 0
    url: str = field(default="")

    @property
    def root(self) -> bytes:
        """Its root certificate in PEM."""
        return (self.folder / "root.pem").read_bytes()

    def stamp(self, query: bytes) -> bytes:
        """Answer a request as OpenSSL does."""
        (self.folder / "query.tsq").write_bytes(query)
        self._run(
            *("ts", "-reply", "-queryfile", "query.tsq", "-out", "reply.tsr"),
            *("-config", "tsa.cnf", "-section", "stamp"),
        )
        return (self.folder / "reply.tsr").read_bytes()

    def make(self, days: int = 3650) -> None:
        """Make keys and certificates; ``days`` below 0 makes a certificate that has expired already."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "tsa.cnf").write_text(CONFIG.format(folder=self.folder))
        (self.folder / "serial").write_text("01\n")
        key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
        self._run(
            *("req", "-x509", *key, "-keyout", "root.key", "-out", "root.pem", "-days", "3650"),
            *("-subj", f"/CN={self.name} root", "-config", "tsa.cnf", "-extensions", "root"),
        )
        self._run(
            *("req", *key, "-keyout", "tsa.key", "-out", "tsa.csr"),
            *("-subj", f"/CN={self.name}", "-config", "tsa.cnf"),
        )
        self._run(
            *("x509", "-req", "-in", "tsa.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial"),
            *("-out", "tsa.pem", "-days", str(days), "-extfile", "tsa.cnf", "-extensions", "tsa"),
        )

    def _run(self, *arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)


@contextmanager
def serving(*authorities: StampAuthority) -> Iterator[int]:
    """Serve authorities under ``/NAME`` on one port; each gets its ``url``."""
    by_path = {f"/{one.name}": one for one in authorities}

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            authority = by_path[self.path]
            query = self.rfile.read(int(self.headers["Content-Length"]))
            authority.asked += 1
            reply = authority.stamp(query) if authority.answering else b""
            self.send_response(200 if authority.answering else 503)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    for path, one in by_path.items():
        one.url = f"http://127.0.0.1:{server.server_address[1]}{path}"
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
