"""Public ids of parts: short, random, stable through reordering, edits and restore."""

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"


def public_id():
    """Eight characters; 30^8 values, unambiguous to read aloud."""
    return "".join(secrets.choice(ALPHABET) for _ in range(8))
