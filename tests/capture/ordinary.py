"""Ordinary pages, made up: what the tests of walls must let through.

Each language has a product page; it comes bare, short, with navigation and login link, with a cookie banner,
with a login form beside it, as a table with links, with tags of bot checks. Then pages about walls.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Product:
    title: str
    sentences: list[str]
    nav: list[str]
    """The first is the login."""
    cookies: list[str]
    """Text, accept, refuse."""
    login: list[str]
    """User, password, button, forgotten."""


DATA = yaml.safe_load((Path(__file__).parent / "ordinary.yml").read_text("utf-8"))
PRODUCTS = {lang: Product(**one) for lang, one in DATA["products"].items()}
ABOUT = [(one["title"], one["text"]) for one in DATA["about"]]
SHORT: list[str] = DATA["short"]
TAGS: list[str] = DATA["tags"]


def page(title: str, body: str, lang: str = "en") -> bytes:
    return (
        f"<!doctype html><html lang='{lang}'><head><meta charset='utf-8'><title>{title}</title></head>"
        f"<body>{body}</body></html>"
    ).encode()


def paragraphs(sentences: list[str]) -> str:
    return "".join(f"<p>{one}</p>" for one in sentences)


def products() -> Iterator[tuple[str, bytes]]:
    for number, (lang, one) in enumerate(PRODUCTS.items()):
        head, text = f"<h1>{one.title}</h1>", paragraphs(one.sentences)
        nav = (
            "<header><nav>"
            + "".join(f"<a href='/{i}'>{word}</a> " for i, word in enumerate(one.nav))
            + "</nav></header>"
        )
        old_nav = (
            "<div id='top'>"
            + " | ".join(f"<a href='/{i}'>{word}</a>" for i, word in enumerate(one.nav))
            + "</div>"
        )
        said, yes, no = one.cookies
        banner = f"<div class='cc-window'>{said}<button>{yes}</button><button>{no}</button></div>"
        user, word, enter, lost = one.login
        form = (
            f"<div class='box'><form><label>{user}</label><input name='u'><label>{word}</label>"
            f"<input type='password'><button>{enter}</button></form><a>{lost}</a></div>"
        )
        table = (
            "<table>"
            + "".join(f"<tr><th>{i}</th><td>{s}</td></tr>" for i, s in enumerate(one.sentences))
            + "</table>"
        )
        tag = TAGS[number % len(TAGS)]
        forms = {
            "bare": head + text,
            "short": head + paragraphs(one.sentences[:2]),
            "nav": nav + f"<main>{head}{text}</main><footer>© Zorvane</footer>",
            "old-nav": old_nav + head + text,
            "cookies": banner + nav + head + text,
            "cookies-short": head + paragraphs(one.sentences[:2]) + banner,
            "login-beside": form + head + text,
            "table": nav + head + table + f"<ul><li><a>{one.nav[1]}</a><li><a>{one.nav[2]}</a></ul>",
            "tag": head + text + tag,
            "tag-short": head + paragraphs(one.sentences[:2]) + tag,
        }
        for name, body in forms.items():
            yield f"{lang}-{name}", page(one.title, body, lang)


def ordinary() -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each page."""
    yield from products()
    nav = "<nav><a>Log in</a> <a>Products</a> <a>Search</a></nav>"
    for number, (title, text) in enumerate(ABOUT):
        body = f"<h1>{title}</h1><p>{text}</p>"
        yield f"about-{number}", page(title, body)
        yield f"about-{number}-site", page(f"{title} | Zorvane", nav + body + TAGS[number % len(TAGS)])
    for number, body in enumerate(SHORT):
        yield f"short-{number}", page("Zorvane", body)
