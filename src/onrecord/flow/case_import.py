"""Take over somebody's web archive: each record as it is, each response a capture with its own date."""

from __future__ import annotations

import gzip
import json
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.archive.writer import Writer
from onrecord.capture.about import about
from onrecord.capture.exchange import Exchange
from onrecord.capture.outcome import REDIRECTING, Decision, decide
from onrecord.capture.warcs import Lost, Raw, digest_holds, walk
from onrecord.flow.case_capture import Observed, name_of
from onrecord.flow.case_content import document_of
from onrecord.flow.case_open import PROGRAM
from onrecord.model.capture import Capture, RecordPlace
from onrecord.model.custody import sha256
from onrecord.model.finding import Provenance
from onrecord.model.vocabulary import Method, Outcome

SUFFIXES = (".warc", ".warc.gz", ".wacz")
OBSERVED = frozenset({"response", "resource", "revisit"})
BESIDE = frozenset({"request", "metadata"})
MOST_LOSSES = 20
LARGEST_MEMBER = 4 << 30


def is_archive(path: Path) -> bool:
    """Whether a file is a web archive, by its name."""
    return path.name.lower().endswith(SUFFIXES)


@dataclass(slots=True)
class Import:
    """One archive that is taken over. ``losses`` says in words what of it is lost."""

    path: Path
    writer: Writer
    losses: list[str] = field(default_factory=list)
    responses: int = 0
    _offsets: dict[str, set[int]] = field(default_factory=dict)
    """Where records were found, by the name of their file."""
    _payloads: dict[str, tuple[RecordPlace, Raw]] = field(default_factory=dict)

    def observed(self) -> Iterator[Observed]:
        """Each response as an observation whose records are written and not yet entered."""
        if not self.path.name.lower().endswith(".wacz"):
            yield from self._file(self.path.name, self.path.read_bytes())
            self._compare(_index_beside(self.path))
            return
        try:
            with zipfile.ZipFile(self.path) as packed:
                yield from self._wacz(packed)
        except (zipfile.BadZipFile, OSError, zlib.error, NotImplementedError, RuntimeError) as error:
            self.losses.append(f"the WACZ cannot be read to its end ({error})")

    def _wacz(self, packed: zipfile.ZipFile) -> Iterator[Observed]:
        index = b""
        for member in packed.infolist():
            name = member.filename.rpartition("/")[2]
            if member.file_size > LARGEST_MEMBER:
                self.losses.append(f"{name}: too large ({member.file_size:,} bytes)")
            elif name.endswith((".warc", ".warc.gz")):
                yield from self._file(name, packed.read(member))
            elif name.endswith((".cdx", ".cdxj", ".cdx.gz", ".cdxj.gz")):
                data = packed.read(member)
                index += gzip.decompress(data) if name.endswith(".gz") else data
        self._compare(index)

    def _file(self, name: str, data: bytes) -> Iterator[Observed]:
        waiting: list[RecordPlace] = []
        response: Raw | None = None
        places: list[RecordPlace] = []
        found = self._offsets.setdefault(name, set())
        for one in walk(data):
            if isinstance(one, Lost):
                self._lose(name, one)
                continue
            found.add(one.offset)
            place = self.writer.raw(one.raw, one.kind or "unknown", one.record.id)
            if one.kind in BESIDE:
                own = response is not None and (
                    one.record.fields.get("warc-concurrent-to", "").strip("<>") == response.record.id
                    or (one.address == response.address and not waiting)
                )
                (places if own else waiting).append(place)
            elif one.kind in OBSERVED and one.address.startswith(("http://", "https://")):
                if response is not None:
                    yield self._made(response, places)
                response, places, waiting = one, [place, *waiting], []
        if response is not None:
            yield self._made(response, places)

    def _made(self, one: Raw, places: list[RecordPlace]) -> Observed:
        """The capture of a response, a resource or a revisit."""
        self.responses += 1
        origin, first = one, places[0]
        fields = one.record.fields
        if one.kind == "revisit":
            known = self._payloads.get(fields.get("warc-payload-digest", ""))
            if known is None:
                self.losses.append(f"{one.address}: its bytes are in another archive")
                reason = "unchanged since a capture that is not in this archive"
                return Observed(self._capture(one, places, Decision(Outcome.UNREACHABLE, reason)))
            first, origin = known
            places = [places[0], first, *places[1:]]
        else:
            self._payloads.setdefault(fields.get("warc-payload-digest", ""), (first, one))
        content = document_of(origin.record.block) if origin.record.head else origin.record.block
        if not digest_holds(origin, content):
            self.losses.append(f"{one.address}: does not match its own digest")
            reason = "does not match its own digest: altered or damaged"
            return Observed(self._capture(one, places, Decision(Outcome.UNREACHABLE, reason), origin))
        answer = _exchange(one, origin, content)
        onward = answer.headers.get("location", "") if answer.status in REDIRECTING else ""
        decision = Decision(Outcome.REDIRECTED, f"leads to {onward}") if onward else decide([answer])
        made = self._capture(one, places, decision, origin, answer)
        return Observed(made, content if decision.outcome is Outcome.PRESENT else b"")

    def _capture(
        self, one: Raw, places: list[RecordPlace], decision: Decision, origin: Raw | None = None,
        answer: Exchange | None = None,
    ) -> Capture:  # fmt: skip
        payload = origin.record.payload if origin else b""
        said = about(answer.content, one.address, answer.media_type).facts() if answer else {}
        cut = one.record.fields.get("warc-truncated", "")
        peer = one.record.fields.get("warc-ip-address", "")
        more = {"truncated": cut, "peer": peer, "archive": self.path.name}
        return Capture(
            series=one.address,
            address=one.address,
            at=_date(one),
            outcome=decision.outcome,
            method=Method.ARCHIVE,
            name=name_of(one.address),
            final_address=one.address,
            status=answer.status if answer else 0,
            sha256=sha256(payload) if origin else "",
            size=len(payload),
            media_type=answer.media_type if answer else "",
            reason=decision.reason,
            tool=PROGRAM,
            provenance=Provenance(url=one.address, captured_at=_date(one)),
            records=tuple(places),
            facts={**said, **{name: value for name, value in more.items() if value}},
        )

    def _lose(self, name: str, lost: Lost) -> None:
        where = "to the end of the file" if lost.at_end else f"from byte {lost.offset:,} on"
        self.losses.append(f"{name}: {lost.length:,} bytes {where} are no whole record ({lost.why})")

    def _compare(self, index: bytes) -> None:
        """Hold what was found against the index of the archive: what it lists and is not there is lost."""
        missing = 0
        for line in index.splitlines():
            start = line.find(b"{")
            try:
                row = json.loads(line[start:]) if start >= 0 else {}
                name, offset = str(row["filename"]).rpartition("/")[2], int(row["offset"])
            except (ValueError, KeyError, TypeError):
                continue
            missing += offset not in self._offsets.get(name, ())
        if missing:
            self.losses.append(f"{missing:,} records that the archive's own index lists are not there")


def _index_beside(path: Path) -> bytes:
    stem = path.name.lower().removesuffix(".gz").removesuffix(".warc")
    for suffix in (".cdxj", ".cdx"):
        beside = path.parent / f"{path.name[: len(stem)]}{suffix}"
        if beside.is_file():
            return beside.read_bytes()
    return b""


def _exchange(one: Raw, origin: Raw, content: bytes) -> Exchange:
    first, *lines = origin.record.head.decode("latin-1").split("\r\n") if origin.record.head else [""]
    headers: dict[str, str] = {}
    for line in lines:
        name, mark, value = line.partition(":")
        if mark:
            headers.setdefault(name.strip().lower(), value.strip())
    words = first.split()
    status = int(words[1]) if len(words) > 1 and words[1].isdigit() else 200
    if not origin.record.head:
        headers["content-type"] = origin.record.fields.get("content-type", "")
    return Exchange(
        one.address, _date(one), head=origin.record.head, body=origin.record.payload, content=content,
        status=status, headers=headers,
    )  # fmt: skip


def _date(one: Raw) -> str:
    """WARC-Date as entries write times."""
    text = one.record.fields.get("warc-date", "")
    whole, _, rest = text.removesuffix("Z").partition(".")
    return f"{whole}.{rest[:6]:0<6}Z" if whole else ""
