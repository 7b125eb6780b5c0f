"""Make ordinary product pages of a made-up vendor, for speed and fuzz runs. The seed fixes them."""

from __future__ import annotations

import random

_ENGLISH = """
camera lens recording network storage bright compact housing bracket alarm event motion people counting
queue heat map licence plate search playback export firmware setup installer warranty bandwidth stream
codec infrared wide dynamic range
"""
_EN = _ENGLISH.split()
_ZH = (
    "高清网络摄像机支持智能分析报警联动录像存储远程访问移动侦测"
    "越界检测区域入侵宽动态红外夜视防水防尘安装支架电源接口"
)


def page(seed: int, size: int = 110_000) -> str:
    """One page of about ``size`` characters, half English and half Chinese, with the usual clutter."""
    chance = random.Random(seed)
    parts = [_head(seed), _menu(chance)]
    length = sum(map(len, parts))
    while length < size:
        part = chance.choice((_paragraphs, _table, _cards, _list, _script))(chance)
        parts.append(part)
        length += len(part)
    return "".join([*parts, "</main><footer><p>&copy; Ovaryn Optics 2024</p></footer></body></html>"])


def _words(chance: random.Random, least: int, most: int) -> str:
    if chance.random() < 0.4:
        return "".join(chance.choice(_ZH) for _ in range(2 * least, 2 * most))
    return " ".join(chance.choice(_EN) for _ in range(chance.randint(least, most)))


def _head(seed: int) -> str:
    style = "".join(
        f".c{number}-{seed}{{margin:{number}px 0;display:flex;color:#333}}\n" for number in range(300)
    )
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Ovaryn OX-{seed}</title>\n'
        f'<meta name="description" content="Network camera OX-{seed}"><style>\n{style}</style>\n'
        '<link rel="stylesheet" href="/static/main.css"></head>\n<body class="page product">\n'
    )


def _menu(chance: random.Random) -> str:
    items = "".join(
        f'<li class="menu-item menu-item-{number}"><a class="menu-link" href="/en/products/{number}">'
        f"{_words(chance, 1, 3)}</a></li>\n"
        for number in range(60)
    )
    menu = f'<nav class="main-nav" id="nav"><ul class="menu">\n{items}</ul></nav>'
    return f'<header class="site-header">{menu}</header><main>\n'


def _paragraphs(chance: random.Random) -> str:
    paragraphs = "".join(
        f'<p class="block__text">{_words(chance, 20, 60)} <strong>{_words(chance, 2, 4)}</strong> '
        f'{_words(chance, 10, 30)} <a href="/en/support/article-{chance.randint(1, 9999)}">'
        f"{_words(chance, 2, 4)}</a>.</p>\n"
        for _ in range(chance.randint(2, 6))
    )
    title = f'<h2 class="block__title">{_words(chance, 2, 5)}</h2>'
    return f'<section class="block block-text">{title}\n{paragraphs}</section>\n'


def _table(chance: random.Random) -> str:
    rows = "".join(
        f'<tr class="spec-row"><td class="spec-name">{_words(chance, 1, 3)}</td>\n'
        f'<td class="spec-value">{_words(chance, 3, 12)}</td></tr>\n'
        for _ in range(chance.randint(8, 25))
    )
    table = f'<table class="specs" cellspacing="0"><tbody>\n{rows}</tbody></table>'
    return f'<div class="table-wrap">{table}</div>\n'


def _cards(chance: random.Random) -> str:
    cards = "".join(
        f'<div class="card card--product col-md-4" data-id="{chance.randint(1, 99999)}">'
        f'<div class="card__image"><img src="/upload/img/{chance.randint(1, 99999)}.jpg" '
        f'alt="{_words(chance, 1, 3)}" width="300" height="200"></div>\n'
        f'<div class="card__body"><h3 class="card__title"><a href="#">{_words(chance, 1, 3)}</a></h3>'
        f'<p class="card__text">{_words(chance, 8, 20)}</p></div></div>\n'
        for _ in range(chance.randint(3, 9))
    )
    return f'<div class="cards row">\n{cards}</div>\n'


def _list(chance: random.Random) -> str:
    items = "".join(f"<li>{_words(chance, 4, 14)}</li>\n" for _ in range(chance.randint(4, 12)))
    return f'<ul class="feature-list">\n{items}</ul>\n'


def _script(chance: random.Random) -> str:
    lines = "".join(
        f"  window.dataLayer.push({{event:'view_{number}', id:{chance.randint(1, 10**6)}, ok:true}});\n"
        for number in range(30)
    )
    return f"<script>\n(function(w,d){{\n{lines}}})(window,document);\n</script>\n"
