"""Identity numbers: encrypted at rest, found again by a keyed hash, shown masked."""

import hashlib
import hmac
import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import Flask, current_app

NONCE_BYTES = 12


class Vault:
    """Seals short texts with the keys of the application that is running."""

    def init_app(self, app: Flask) -> None:
        """Read the keys once; they are 32 bytes each, in hexadecimal."""
        app.extensions["vault"] = (
            AESGCM(bytes.fromhex(app.config["IDENTITY_KEY"])),
            bytes.fromhex(app.config["LOOKUP_KEY"]),
        )

    def seal(self, text: str) -> bytes:
        """Encrypt and authenticate; the same text gives different bytes each time."""
        cipher, _ = current_app.extensions["vault"]
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed: bytes = cipher.encrypt(nonce, text.encode(), None)
        return nonce + sealed

    def open(self, sealed: bytes) -> str:
        """The text again; raises InvalidTag when the bytes were changed or the key is another."""
        cipher, _ = current_app.extensions["vault"]
        text: bytes = cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None)
        return text.decode()

    def lookup(self, text: str) -> str:
        """A keyed hash to search by; equal texts give equal hashes."""
        _, key = current_app.extensions["vault"]
        return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


vault = Vault()


def masked(number: str) -> str:
    """The number with its middle hidden: 5001**********7865; short ones show less."""
    ends = min(4, len(number) // 4)
    hidden = len(number) - 2 * ends
    return number[:ends] + "*" * hidden + number[len(number) - ends :]
