"""Ways to break a case, each named by its flaw, with the step of ``verify`` that must find it."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from tests.support.authority import StampAuthority

from onrecord.archive.case import Case
from onrecord.archive.keys import Signer, make
from onrecord.archive.stamps import request
from onrecord.model.canonical import canonical
from onrecord.model.custody import Act, Entry, Segment, file_name, segment, sha256
from onrecord.verify.fault import Step


@dataclass(frozen=True)
class Scene:
    """A sealed case with what a forger might hold: the key of its person, and other authorities."""

    case: Case
    signer: Signer
    north: StampAuthority
    stranger: StampAuthority
    expired: StampAuthority

    @property
    def ledger(self) -> Path:
        return self.case.folder / "ledger"

    def path(self, number: int) -> Path:
        return self.ledger / file_name(number)

    def last(self) -> int:
        return self.case.ledger.numbers()[-1]

    def warc(self) -> Path:
        return min(self.case.archive.glob("*.warc.gz"))

    def token(self) -> Path:
        return min((self.case.folder / "stamps").glob("*.north.tsr"))

    def edit(self, number: int, change: Callable[[dict[str, object]], object]) -> None:
        """Change a segment's file by hand and leave the signature as it was."""
        data = json.loads(self.path(number).read_bytes())
        change(data)
        self.path(number).write_bytes(canonical(data))  # type: ignore[arg-type]

    def forge(self, number: int, change: Callable[[Segment], Segment], signer: Signer | None = None) -> None:
        """Change a segment as an insider would: everything from there on is chained and signed anew."""
        key = signer or self.signer
        numbers = [one for one in self.case.ledger.numbers() if one >= number]
        segments = [segment(self.path(one).read_bytes()) for one in numbers]
        before = segment(self.path(number - 1).read_bytes()) if number > 1 else None
        previous_file = before.file_bytes() if before else b""
        previous_entry, count = (before.head, before.entries[-1].number) if before else ("0" * 64, 0)
        for one in segments:
            made = change(one) if one.number == number else one
            entries: list[Entry] = []
            for entry in made.entries:
                count += 1
                entries.append(replace(entry, number=count, previous=previous_entry))
                previous_entry = entries[-1].digest()
            made = replace(made, entries=tuple(entries), key=key.id, signature="")
            made = replace(made, previous=sha256(previous_file) if previous_file else "0" * 64)
            made = replace(made, signature=key.sign(made.signed_bytes()))
            previous_file = made.file_bytes()
            self.path(made.number).write_bytes(previous_file)


FLAWS: dict[str, tuple[Step, Callable[[Scene], None]]] = {}


def flaw(step: Step) -> Callable[[Callable[[Scene], None]], Callable[[Scene], None]]:
    def keep(make_it: Callable[[Scene], None]) -> Callable[[Scene], None]:
        FLAWS[make_it.__name__.replace("_", "-")] = (step, make_it)
        return make_it

    return keep


@flaw(Step.FOLDER)
def blob_missing(scene: Scene) -> None:
    scene.warc().unlink()


@flaw(Step.FOLDER)
def stranger_in_ledger(scene: Scene) -> None:
    (scene.ledger / "000000002-copy.json").write_bytes(scene.path(2).read_bytes())


@flaw(Step.FOLDER)
def stranger_in_archive(scene: Scene) -> None:
    (scene.case.archive / "extra.warc.gz").write_bytes(scene.warc().read_bytes())


@flaw(Step.FOLDER)
def archive_file_is_a_link(scene: Scene) -> None:
    file = scene.warc()
    elsewhere = scene.case.folder.parent / "elsewhere.gz"
    file.rename(elsewhere)
    file.symlink_to(elsewhere)


@flaw(Step.SEGMENTS)
def ledger_gap(scene: Scene) -> None:
    scene.path(3).unlink()


@flaw(Step.SEGMENTS)
def ledger_begins_late(scene: Scene) -> None:
    scene.path(1).unlink()


@flaw(Step.SEGMENTS)
def segment_not_canonical(scene: Scene) -> None:
    data = json.loads(scene.path(2).read_bytes())
    scene.path(2).write_text(json.dumps(data))


@flaw(Step.SEGMENTS)
def segment_with_a_key_twice(scene: Scene) -> None:
    scene.path(2).write_bytes(
        scene.path(2).read_bytes().replace(b'{"archive"', b'{"archive":[],"archive"', 1)
    )


@flaw(Step.SEGMENTS)
def segment_says_another_number(scene: Scene) -> None:
    scene.forge(3, lambda one: replace(one, number=3))
    data = segment(scene.path(3).read_bytes())
    scene.path(3).write_bytes(replace(data, number=9).file_bytes())


@flaw(Step.SEGMENT_CHAIN)
def segment_replaced(scene: Scene) -> None:
    one = segment(scene.path(2).read_bytes())
    entry = replace(one.entries[0], subject="another")
    made = replace(one, entries=(entry, *one.entries[1:]), signature="")
    scene.path(2).write_bytes(replace(made, signature=scene.signer.sign(made.signed_bytes())).file_bytes())


@flaw(Step.SEGMENT_CHAIN)
def segment_order_swapped(scene: Scene) -> None:
    two, three = scene.path(2).read_bytes(), scene.path(3).read_bytes()
    scene.path(2).write_bytes(three)
    scene.path(3).write_bytes(two)


@flaw(Step.SEGMENTS)
def entry_altered(scene: Scene) -> None:
    scene.edit(2, lambda data: data["entries"][0].update(subject="another"))  # type: ignore[index]


@flaw(Step.SIGNATURES)
def entry_altered_and_head_mended(scene: Scene) -> None:
    one = segment(scene.path(scene.last()).read_bytes())
    entry = replace(one.entries[-1], subject="another")
    scene.path(one.number).write_bytes(replace(one, entries=(*one.entries[:-1], entry)).file_bytes())


@flaw(Step.STAMPS)
def entry_dropped(scene: Scene) -> None:
    def drop(one: Segment) -> Segment:
        nothing = replace(one.entries[0], act=Act.NOTE, body={"text": "nothing happened"})
        return replace(one, entries=(nothing,))

    scene.forge(3, drop)


@flaw(Step.ENTRY_CHAIN)
def entry_numbers_jump(scene: Scene) -> None:
    one = segment(scene.path(scene.last()).read_bytes())
    entry = replace(one.entries[-1], number=one.entries[-1].number + 7)
    made = replace(one, entries=(*one.entries[:-1], entry), signature="")
    made = replace(made, signature=scene.signer.sign(made.signed_bytes()))
    scene.path(one.number).write_bytes(made.file_bytes())


@flaw(Step.TIMES)
def entry_backdated(scene: Scene) -> None:
    def early(one: Segment) -> Segment:
        at = "2020-01-01T00:00:00.000000Z"
        return replace(one, entries=tuple(replace(entry, at=at) for entry in one.entries))

    scene.forge(scene.last(), early)


@flaw(Step.TIMES)
def entry_after_its_segment(scene: Scene) -> None:
    def late(one: Segment) -> Segment:
        return replace(one, entries=(replace(one.entries[-1], at="2099-01-01T00:00:00.000000Z"),))

    scene.forge(scene.last(), late)


@flaw(Step.KEYS)
def key_from_nowhere(scene: Scene) -> None:
    other = make(scene.case.folder.parent / "other-keys")
    public = base64.b64encode(other.public).decode()
    body = {"algorithm": "ed25519", "public": public, "person": "X", "replaces": ""}

    def bring_in(one: Segment) -> Segment:
        entry = replace(one.entries[-1], act=Act.KEY, subject=other.id, actor=other.id, body=body)
        return replace(one, entries=(entry,))

    scene.forge(scene.last(), bring_in)


@flaw(Step.KEYS)
def key_id_of_another_key(scene: Scene) -> None:
    def mislabel(one: Segment) -> Segment:
        public = base64.b64encode(b"x" * 32).decode()
        body = {"algorithm": "ed25519", "public": public, "person": "X", "replaces": ""}
        return replace(one, entries=(replace(one.entries[-1], act=Act.KEY, subject="0" * 16, body=body),))

    scene.forge(scene.last(), mislabel)


@flaw(Step.SIGNATURES)
def key_retired_signs(scene: Scene) -> None:
    other = make(scene.case.folder.parent / "other-keys")
    body = {
        "algorithm": "ed25519", "public": base64.b64encode(other.public).decode(), "person": "X",
        "replaces": scene.signer.id,
    }  # fmt: skip
    last = scene.last()

    def retire(one: Segment) -> Segment:
        return replace(one, entries=(replace(one.entries[-1], act=Act.KEY, subject=other.id, body=body),))

    scene.forge(last - 1, retire)


@flaw(Step.SIGNATURES)
def head_signed_by_stranger(scene: Scene) -> None:
    scene.forge(scene.last(), lambda one: one, make(scene.case.folder.parent / "other-keys"))


@flaw(Step.SIGNATURES)
def signature_missing(scene: Scene) -> None:
    one = segment(scene.path(scene.last()).read_bytes())
    scene.path(one.number).write_bytes(replace(one, signature="").file_bytes())


@flaw(Step.SETTINGS)
def authority_exchanged(scene: Scene) -> None:
    (scene.case.folder / "authorities" / "north.pem").write_bytes(scene.stranger.root)


@flaw(Step.SETTINGS)
def settings_changed(scene: Scene) -> None:
    path = scene.case.folder / "onrecord.toml"
    path.write_text(path.read_text().replace("wanted = 2", "wanted = 0"))


@flaw(Step.SETTINGS)
def source_slipped_in(scene: Scene) -> None:
    (scene.case.folder / "sources" / "more.yml").write_text("address: https://zorvane.example/\n")


@flaw(Step.ARCHIVE)
def record_flipped_bit(scene: Scene) -> None:
    data = bytearray(scene.warc().read_bytes())
    data[len(data) // 2] ^= 1
    scene.warc().write_bytes(data)


@flaw(Step.ARCHIVE)
def gzip_header_touched(scene: Scene) -> None:
    data = bytearray(scene.warc().read_bytes())
    data[9] ^= 1  # the operating system in the header: unpacks as before
    scene.warc().write_bytes(data)


@flaw(Step.ARCHIVE)
def warc_truncated(scene: Scene) -> None:
    scene.warc().write_bytes(scene.warc().read_bytes()[:-1])


@flaw(Step.ARCHIVE)
def warc_longer(scene: Scene) -> None:
    with scene.warc().open("ab") as file:
        file.write(b"\0")


@flaw(Step.RECORDS)
def record_place_wrong(scene: Scene) -> None:
    def shift(one: Segment) -> Segment:
        entry = next(entry for entry in one.entries if entry.act is Act.CAPTURE)
        body = json.loads(canonical(dict(entry.body)))
        body["records"][0]["offset"] += 10_000_000
        return replace(
            one, entries=tuple(replace(each, body=body) if each is entry else each for each in one.entries)
        )

    scene.forge(2, shift)


@flaw(Step.RECORDS)
def capture_id_of_another(scene: Scene) -> None:
    def rename(one: Segment) -> Segment:
        return replace(one, entries=tuple(
            replace(entry, subject="0" * 32) if entry.act is Act.CAPTURE else entry for entry in one.entries
        ))  # fmt: skip

    scene.forge(2, rename)


@flaw(Step.STAMPS)
def stamp_missing(scene: Scene) -> None:
    scene.token().unlink()


@flaw(Step.STAMPS)
def stamp_flipped_bit(scene: Scene) -> None:
    data = bytearray(scene.token().read_bytes())
    data[-10] ^= 1
    scene.token().write_bytes(data)


def _restamp(scene: Scene, response: bytes) -> None:
    """Put another token in the place of one, and note it as an insider would."""
    scene.token().write_bytes(response)
    for number in scene.case.ledger.numbers():
        one = segment(scene.path(number).read_bytes())
        if any(entry.body.get("authority") == "north" for entry in one.entries):
            scene.forge(number, lambda made: replace(made, entries=tuple(
                replace(entry, body={**entry.body, "token_sha256": sha256(response)})
                if entry.body.get("authority") == "north" else entry
                for entry in made.entries
            )))  # fmt: skip
            return


def _stamp(authority: StampAuthority, data: bytes) -> bytes:
    return authority.stamp(request(data).der)


def _stamped_bytes(scene: Scene) -> bytes:
    return (scene.ledger / f"{scene.token().name[:9]}.json").read_bytes()


@flaw(Step.STAMPS)
def stamp_over_other_bytes(scene: Scene) -> None:
    _restamp(scene, _stamp(scene.north, b"something else"))


@flaw(Step.STAMPS)
def stamp_by_injected_certificate(scene: Scene) -> None:
    _restamp(scene, _stamp(scene.stranger, _stamped_bytes(scene)))


@flaw(Step.STAMPS)
def stamp_by_expired_authority(scene: Scene) -> None:
    (scene.case.folder / "authorities" / "north.pem").write_bytes(scene.expired.root)
    _restamp(scene, _stamp(scene.expired, _stamped_bytes(scene)))


@flaw(Step.STAMPS)
def stamp_is_no_token(scene: Scene) -> None:
    _restamp(scene, b"\x30\x03\x02\x01\x00")


@flaw(Step.REMOVALS)
def tombstone_one_signature(scene: Scene) -> None:
    _tombstone(scene, "a court asked", 1)


@flaw(Step.REMOVALS)
def tombstone_without_reason(scene: Scene) -> None:
    _tombstone(scene, " ", 2)


def _tombstone(scene: Scene, reason: str, count: int) -> None:
    body: dict[str, object] = {
        "file": f"archive/{scene.warc().name}", "now": {"sha256": "0" * 64, "size": 0}, "ranges": [],
        "reason": reason, "records": [],
    }  # fmt: skip
    signature = scene.signer.sign(canonical(body))  # type: ignore[arg-type]
    body["approved"] = [{"key": scene.signer.id, "signature": signature}] * count
    scene.forge(scene.last(), lambda one: replace(one, entries=(
        replace(one.entries[-1], act=Act.TOMBSTONE, body=body),)))  # type: ignore[arg-type]  # fmt: skip
