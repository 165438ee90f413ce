"""A real push service on loopback that opens what it carries, and a browser that has subscribed to it.

The service knows the browser's private key, which in life it never does: so a test reads what a browser would.
The opening side is written from the RFCs on its own; none of the product's sealing is used.
"""

from __future__ import annotations

import base64
import json
import os
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Browser:
    """What a browser keeps of a subscription; `subscription(address)` is what its page gets."""

    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    auth: bytes = field(default_factory=lambda: os.urandom(16))

    @property
    def point(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def subscription(self, endpoint: str, **more: Any) -> str:
        keys = {"p256dh": b64(self.point), "auth": b64(self.auth)}
        return json.dumps({"endpoint": endpoint, "expirationTime": None, "keys": keys, **more})

    def open(self, body: bytes) -> bytes:
        """The plain text of one record."""
        salt, size, length = body[:16], int.from_bytes(body[16:20]), body[20]
        theirs, sealed = body[21 : 21 + length], body[21 + length :]
        assert len(body) <= size == 4096
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
        shared = self.key.exchange(ec.ECDH(), point)

        def derive(secret: bytes, with_salt: bytes, info: bytes, n: int) -> bytes:
            return HKDF(SHA256(), n, with_salt, info).derive(secret)

        seed = derive(shared, self.auth, b"WebPush: info\x00" + self.point + theirs, 32)
        key = derive(seed, salt, b"Content-Encoding: aes128gcm\x00", 16)
        nonce = derive(seed, salt, b"Content-Encoding: nonce\x00", 12)
        plain = AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\x00")
        assert plain.endswith(b"\x02"), "the last record"
        return plain[:-1]


@dataclass
class Pushed:
    """One request: its path and headers, what was in it, and the claims of its signature, checked."""

    path: str
    headers: Mapping[str, str]
    plain: bytes
    claims: Mapping[str, Any]
    key: str

    @property
    def payload(self) -> dict[str, Any]:
        return dict(json.loads(self.plain))


def claims_of(header: str) -> tuple[dict[str, Any], str]:
    """Claims and key of a VAPID header whose signature holds."""
    scheme, _, rest = header.partition(" ")
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    head, body, signature = parts["t"].split(".")
    raw = unb64(signature)
    assert scheme == "vapid"
    assert json.loads(unb64(head)) == {"typ": "JWT", "alg": "ES256"}
    assert len(raw) == 64
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unb64(parts["k"]))
    der = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    key.verify(der, f"{head}.{body}".encode(), ec.ECDSA(hashes.SHA256()))
    return json.loads(unb64(body)), parts["k"]


@dataclass
class PushService:
    """The service's manners, and what came; `status` 0 = it takes the request and never answers, -1 = it hangs up."""

    browser: Browser
    address: str
    status: int = 201
    headers: dict[str, str] = field(default_factory=dict)
    came: list[Pushed] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def subscription(self, **more: Any) -> str:
        return self.browser.subscription(f"{self.address}/push/abc?x=1", **more)


@contextmanager
def push_service(
    *, listening: socket.socket | None = None, browser: Browser | None = None, certificate: Path | None = None
) -> Iterator[PushService]:
    """A service that runs until the block ends.

    Parameters
    ----------
    listening
        A socket that listens already; None = one of its own.
    certificate
        PEM with key and certificate for TLS; None = plain http.
    """
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler, bind_and_activate=False)
    server.socket.close()
    server.socket = listening.dup() if listening else socket.create_server(("127.0.0.1", 0))
    port = server.socket.getsockname()[1]
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    address = f"https://localhost:{port}" if certificate else f"http://127.0.0.1:{port}"
    service = PushService(browser or Browser(), address)
    server.RequestHandlerClass = _handler(service)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # a client that breaks off is no news here
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield service
    finally:
        service.over.set()
        server.shutdown()
        thread.join()
        server.server_close()
    assert service.wrong == []


def _handler(service: PushService) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            try:
                claims, key = claims_of(self.headers["Authorization"])
                plain = service.browser.open(body)
                service.came.append(Pushed(self.path, dict(self.headers), plain, claims, key))
            except Exception as error:
                service.wrong.append(f"{type(error).__name__}: {error}")
            if service.status == 0:
                service.over.wait()
            if service.status <= 0:
                self.close_connection = True
                return
            self.send_response(service.status)
            for name, value in service.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    return Handler
