"""Steps 6 and 7: every key is brought in by one that was valid before, and every segment signed by one."""

from __future__ import annotations

import base64
import binascii

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from onrecord.model.custody import Act, Entry, sha256
from onrecord.verify.chain import Link
from onrecord.verify.fault import Report, Step

PUBLIC_BYTES = 32


def check_keys(links: list[Link], report: Report, pinned: str = "") -> dict[str, bytes]:
    """Check steps 6 and 7; gives back all keys that were ever valid, by id.

    ``pinned`` is the id of the first key, known from elsewhere: who made up a whole case signs it with a
    key of his own, and only the pin can tell.
    """
    valid: dict[str, bytes] = {}
    ever: dict[str, bytes] = {}
    for link in links:
        if not valid:
            _begin(link, valid, report, pinned)
        _signature(link, valid, ever, report)
        for entry in link.segment.entries:
            if entry.act is Act.KEY:
                _bring_in(link, entry, valid, report)
            elif entry.actor not in valid:
                report.fault(Step.KEYS, link.file, f"key {entry.actor} is not valid here", entry.number)
        ever.update(valid)
    report.first_key = next(iter(ever), "")
    if not pinned and report.first_key:
        report.notes.append(
            f"The case begins with key {report.first_key}. Compare it with what its maker says, "
            "or give it as --key: anybody can begin a case with a key of his own."
        )
    return ever


def _begin(link: Link, valid: dict[str, bytes], report: Report, pinned: str) -> None:
    """The first key signs the segment that brings it in."""
    for entry in link.segment.entries:
        if entry.act is Act.KEY and entry.subject == link.segment.key and entry.actor == entry.subject:
            public = public_key(entry)
            if public is not None:
                valid[entry.subject] = public
            if pinned and entry.subject != pinned:
                report.fault(
                    Step.KEYS,
                    link.file,
                    f"the case begins with key {entry.subject}, not {pinned}",
                    entry.number,
                )
            return


def _bring_in(link: Link, entry: Entry, valid: dict[str, bytes], report: Report) -> None:
    public = public_key(entry)
    if public is None:
        report.fault(Step.KEYS, link.file, "its public key and id do not belong together", entry.number)
        return
    if entry.actor not in valid:
        report.fault(
            Step.KEYS, link.file, f"brought in by key {entry.actor}, which is not valid here", entry.number
        )
        return
    replaced = str(entry.body.get("replaces", ""))
    if replaced and replaced not in valid:
        report.fault(Step.KEYS, link.file, f"replaces key {replaced}, which is not valid here", entry.number)
    valid.pop(replaced, None)
    valid[entry.subject] = public


def public_key(entry: Entry) -> bytes | None:
    """The public key that an entry brings in; ``None`` when its id is not made of it."""
    try:
        public = base64.b64decode(str(entry.body.get("public", "")), validate=True)
    except binascii.Error:
        return None
    right = len(public) == PUBLIC_BYTES and sha256(public)[:16] == entry.subject
    return public if right and entry.body.get("algorithm") == "ed25519" else None


def _signature(link: Link, valid: dict[str, bytes], ever: dict[str, bytes], report: Report) -> None:
    key = link.segment.key
    if key not in valid:
        what = "was replaced before" if key in ever else "is a stranger to the case"
        report.fault(Step.SIGNATURES, link.file, f"signed by key {key}, which {what}")
    elif not signed(valid[key], link.segment.signature, link.segment.signed_bytes()):
        report.fault(Step.SIGNATURES, link.file, f"the signature of key {key} does not fit")


def signed(public: bytes, signature: str, data: bytes) -> bool:
    """Whether ``signature`` (base64) is that of the key over ``data``."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(base64.b64decode(signature, validate=True), data)
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True
