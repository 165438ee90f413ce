"""The data directory: made when absent, with the installation's own secret in it.

Everything that an installation keeps outside its database lies in one folder
(`OTKLIK_HOME`): the SQLite file, the keys, the writer's lock, uploads. This
module knows how the folder and its secret come into being. It does not read
the environment (`settings` does) and holds no other key: the keys of orders
are rows of the store.
"""

import contextlib
import hashlib
import hmac
import os
import secrets
import tempfile
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

SECRET_FILE = "secret.key"  # noqa: S105 - the name of the file, not a secret
PUSH_KEY_FILE = "push.key"


def open_home(path: Path) -> Path:
    """Return `path` as an existing private directory, made with mode 0700 if absent.

    Parameters
    ----------
    path
        The wanted directory; `~` is expanded, a relative path is taken from the working directory.

    Raises
    ------
    NotADirectoryError
        Something that isn't a directory stands at that path.
    """
    home = path.expanduser().absolute()
    if home.exists() and not home.is_dir():
        raise NotADirectoryError(
            f"OTKLIK_HOME: {home} is not a directory; name a directory, or remove the file"
        )
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return home


def load_secret(home: Path) -> str:
    """Return the installation's secret, made once and kept in `home` with mode 0600.

    Parameters
    ----------
    home
        The data directory (see `open_home`).

    Raises
    ------
    ValueError
        The file is there but empty: sessions and links can't be signed with it.

    Notes
    -----
    Two processes that start together agree on one secret: each writes its proposal to a file of its own and
    links it into place, and the link succeeds for one of them only.
    """
    kept = home / SECRET_FILE
    if not kept.exists():
        _put(kept, secrets.token_urlsafe(48))
    secret = kept.read_text(encoding="ascii").strip()
    if not secret:
        raise ValueError(f"{kept} is empty; delete it to have a new secret made, or set OTKLIK_SECRET_KEY")
    return secret


def keep_push_key(home: Path, secret: str) -> Path:
    """Return the file with the key by which push services know this installation, made once, mode 0600.

    Parameters
    ----------
    home
        The data directory (see `open_home`).
    secret
        The installation's; machines that share one make the same key, and a key that is there already stays as it
        is when the secret changes: browsers have subscribed to it.
    """
    kept = home / PUSH_KEY_FILE
    if not kept.exists():
        digest = hmac.new(secret.encode(), b"otklik push key", hashlib.sha384).digest()
        scalar = int.from_bytes(digest) % (_ORDER - 1) + 1
        key = ec.derive_private_key(scalar, ec.SECP256R1())
        form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        _put(kept, key.private_bytes(*form).decode())
    return kept


_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of the curve P-256; 384 bits taken modulo it lean to no key."""


def _put(kept: Path, text: str) -> None:
    """Write a file of mode 0600 whole, unless somebody else was faster."""
    with tempfile.NamedTemporaryFile("w", dir=kept.parent, prefix=f".{kept.name}.") as proposal:  # mode 0600
        proposal.write(text)
        proposal.flush()
        with contextlib.suppress(FileExistsError):
            os.link(proposal.name, kept)
