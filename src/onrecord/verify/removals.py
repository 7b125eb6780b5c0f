"""Step 13: bytes were removed only with a reason and under two signatures."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.model.canonical import JsonValue, canonical
from onrecord.model.custody import Act, Entry
from onrecord.verify.chain import Link
from onrecord.verify.fault import Report, Step
from onrecord.verify.keys import public_key, signed

TWO = 2


def check_removals(links: list[Link], report: Report) -> None:
    """Check step 13; a key that was retired before a removal approves nothing."""
    people: dict[str, str] = {}
    keys: dict[str, bytes] = {}
    for link in links:
        for entry in link.segment.entries:
            if entry.act is Act.KEY:
                people[entry.subject] = str(entry.body.get("person"))
                keys.pop(str(entry.body.get("replaces")), None)
                keys[entry.subject] = public_key(entry) or b""
            elif entry.act is Act.TOMBSTONE:
                _tombstone(link, entry, keys, people, report)


def _tombstone(
    link: Link, entry: Entry, keys: Mapping[str, bytes], people: Mapping[str, str], report: Report
) -> None:
    if not str(entry.body.get("reason", "")).strip():
        report.fault(Step.REMOVALS, link.file, "a removal without a reason", entry.number)
    data = canonical({key: value for key, value in entry.body.items() if key != "approved"})
    approved = entry.body.get("approved")
    signers = {
        people.get(key, key)
        for key, signature in _approvals(approved)
        if key in keys and signed(keys[key], signature, data)
    }
    if len(signers) < TWO:
        report.fault(
            Step.REMOVALS,
            link.file,
            f"a removal approved by {len(signers)} people; two are needed",
            entry.number,
        )


def _approvals(value: JsonValue) -> list[tuple[str, str]]:
    if not isinstance(value, list):
        return []
    return [(str(one.get("key")), str(one.get("signature"))) for one in value if isinstance(one, Mapping)]
