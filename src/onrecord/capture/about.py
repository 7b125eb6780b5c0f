"""What a page says about itself and leads to: title, language alternates, documents one link away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from onrecord.text.decode import decode

DOCUMENTS = (".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".rtf", ".odt", ".ods")
LONGEST_TITLE = 500
MOST_ALTERNATES = 100


@dataclass(frozen=True, slots=True)
class About:
    """``alternates`` are addresses by language (``hreflang``); ``documents`` those of the same site."""

    title: str = ""
    alternates: Mapping[str, str] = field(default_factory=dict)
    documents: tuple[str, ...] = ()

    def facts(self) -> dict[str, str]:
        """The same as facts of a capture."""
        found = {f"alternate_{lang}": address for lang, address in self.alternates.items()}
        return {"title": self.title, **found} if self.title else found


def about(content: bytes, address: str, media_type: str) -> About:
    """What the page says; nothing for what is no HTML."""
    if "html" not in media_type and b"<html" not in content[:1000].lower():
        return About()
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(decode(content).text)
    base = tree.css_first("base[href]")
    start = urljoin(address, (base.attributes.get("href") or "") if base else "")
    title = tree.css_first("title")
    alternates: dict[str, str] = {}
    for link in tree.css("link[hreflang][href]")[:MOST_ALTERNATES]:
        language = (link.attributes.get("hreflang") or "").strip()
        alternates.setdefault(language, _joined(start, link.attributes.get("href") or ""))
    links = [_joined(start, one.attributes.get("href") or "") for one in tree.css("a[href]")]
    return About(
        " ".join(title.text().split())[:LONGEST_TITLE] if title else "",
        {language: found for language, found in alternates.items() if language and found},
        tuple(dict.fromkeys(_documents(links, address))),
    )


def _documents(links: list[str], address: str) -> Iterator[str]:
    for one in links:
        parts = urlsplit(one)
        if parts.path.lower().endswith(DOCUMENTS) and same_site(one, address):
            yield one


def same_site(one: str, other: str) -> bool:
    """Whether two addresses have one host, or the host of one lies below that of the other."""
    first, second = (_host(address) for address in (one, other))
    below = first.endswith(f".{second}") or second.endswith(f".{first}")
    return bool(first and second) and (first == second or below)


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _joined(start: str, link: str) -> str:
    """The address of a link; empty where it is none of a page."""
    try:
        found = urljoin(start, link.strip()).partition("#")[0]
        return found if urlsplit(found).scheme in ("http", "https") else ""
    except ValueError:
        return ""
