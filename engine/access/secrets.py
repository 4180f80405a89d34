"""Passwords and tokens: only hashes of them are ever stored."""

from __future__ import annotations

import hashlib
import re
import secrets
import string
import zlib

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, two passes, one lane.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_NOBODY = _HASHER.hash(secrets.token_urlsafe(32))


def hash_password(password: str) -> str:
    return _HASHER.hash(password)


def verify_password(password_hash: str | None, password: str) -> bool:
    """Whether the password is right. Without a hash (no such person) it takes just as long and is wrong."""
    try:
        _HASHER.verify(password_hash or _NOBODY, password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def make_token() -> str:
    """A secret of 256 bits for a cookie or a link; give it out once and store `hash_token` of it."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """SHA-256 is enough: the token is random, so there is nothing to guess."""
    return hashlib.sha256(token.encode()).hexdigest()


API_TOKEN = re.compile(r"sy_([0-9A-Za-z]{43})([0-9A-Za-z]{6})")
"""`sy_`, 256 random bits, a checksum: scanners for leaked secrets find it by its looks, and know it from a mistake."""
_DIGITS = string.digits + string.ascii_uppercase + string.ascii_lowercase


def make_api_token() -> str:
    """A secret for a program; give it out once and store `hash_token` of it."""
    secret = _base62(secrets.randbits(256), 43)
    return f"sy_{secret}{_checksum(secret)}"


def is_api_token(token: str) -> bool:
    """Whether it is one by its looks; nothing is said of its being known."""
    found = API_TOKEN.fullmatch(token)
    return found is not None and found[2] == _checksum(found[1])


def _checksum(secret: str) -> str:
    return _base62(zlib.crc32(secret.encode()), 6)


def _base62(number: int, width: int) -> str:
    digits = []
    for _ in range(width):
        number, digit = divmod(number, 62)
        digits.append(_DIGITS[digit])
    return "".join(reversed(digits))
