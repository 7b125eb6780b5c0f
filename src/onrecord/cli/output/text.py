"""Text for people: grouped by document, the quote marked in its passage, readable at 80 columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TextIO

from onrecord.cli.output.base import Format, Options
from onrecord.cli.output.closing import print_closing
from onrecord.cli.output.grouping import Passage, label, together
from onrecord.cli.output.safe import one_line, safe
from onrecord.cli.output.words import about, details, headline, name_of, stance_word, tone
from onrecord.cli.terminal import make_console
from onrecord.flow.place import place
from onrecord.flow.result import DocumentResult, Seen
from onrecord.flow.summary import Summary
from onrecord.model.finding import Finding
from onrecord.model.vocabulary import PassageKind, Stance

if TYPE_CHECKING:
    from rich.text import Text

STYLES = {
    "positive": "bold white on red",
    "against": "bold white on blue",
    "speech": "bold white on magenta",
    "report": "bold black on cyan",
    "unclear": "bold black on yellow",
    "quiet": "reverse",
}
QUOTE_MAX = 900
CONTEXT_MAX = 160
REST_MAX = 60
"""The rest of its passage stands beside a quote of a group only when it is short."""

INDENT = "  "
_LAID_OUT = frozenset({PassageKind.DECLARATION, PassageKind.COMMENT, PassageKind.KEY_VALUE})


class TextWriter:
    """Writes findings as people read them; look-alikes are counted unless they were asked for."""

    def __init__(self, stream: TextIO, options: Options) -> None:
        self.console = make_console(stream, colour=options.colour, width=options.width)
        self._options = options
        self._hidden = 0
        self._any = False

    def document(self, result: DocumentResult) -> None:
        """One document with its findings; gaps wait for the summary."""
        shown = [seen for seen in result.findings if self._options.lookalikes or not _lookalike(seen)]
        hidden = len(result.findings) - len(shown)
        self._hidden += hidden
        if not shown:
            return
        self._any = True
        self._title(result)
        for group in together(shown):
            self.say()
            self.findings(group)
        if hidden:
            self.say()
            self.say(f"{INDENT}+ {_count(hidden, 'look-alike')} not shown (--all shows them)", style="dim")
        self.say()

    def findings(self, group: Sequence[Passage], *, placed: bool = True) -> None:
        """Passages that differ only in their words: what they are, where, each quote, what helps to judge.

        ``placed=False`` leaves out where they stand, for callers who have just said so.
        """
        first = group[0][0]
        self._head(first.finding, placed=placed and (len(group) == 1 or label(first.finding) == "quote"))
        context = " › ".join(_short(one_line(part), CONTEXT_MAX) for part in first.finding.context)
        if context and placed:
            self._block(context, label="in", style="dim")
        for seen, *_ in group:
            for text in seen.excerpt.above:
                self._block(one_line(text), label="", style="dim")
            if len(group) == 1:
                self._quote(seen, "quote")
            else:
                self._quote(_alone(seen), label(seen.finding))
            for text in seen.excerpt.below:
                self._block(one_line(text), label="", style="dim")
        for name, text in details([seen.finding for passage in group for seen in passage]):
            self._block(one_line(text), label=name, style="dim" if name == "rule" else "")

    def close(self, summary: Summary) -> None:
        """The summary, with every gap."""
        self.say("━" * self._options.width, style="bold")
        print_closing(self.console, summary, self._hidden)

    def _title(self, result: DocumentResult) -> None:
        from rich.cells import cell_len

        name = one_line(name_of(result))
        rule = "━" * max(0, self._options.width - cell_len(name) - 4)
        self.say(f"━━ {name} {rule}", style="bold")
        described = about(result)
        if described:
            self.say(one_line(described), style="dim")

    def _head(self, finding: Finding, *, placed: bool) -> None:
        from rich.text import Text

        line = Text(INDENT)
        line.append(f" {stance_word(finding)} ", style=STYLES[tone(finding)])
        line.append(f" {headline(finding)}")
        self.console.print(line, soft_wrap=False)
        where = one_line(place(finding.locator))
        if where and placed:
            self._block(where, label="at", style="")

    def _quote(self, seen: Seen, label: str) -> None:
        from rich.text import Text

        excerpt, finding = seen.excerpt, seen.finding
        tidy = _laid_out if finding.kind in _LAID_OUT else _running
        before, quote, after = (tidy(part) for part in (excerpt.before, excerpt.quote, excerpt.after))
        quote = _short(quote, QUOTE_MAX)
        text = Text(before)
        if self._options.colour:
            text.append(quote, style="bold reverse")
        else:
            text.append(f"»{quote}«")
        text.append(after)
        for number, line in enumerate(text.split("\n", allow_blank=False)):
            self._lines(line, label=label if number == 0 else "")

    def _block(self, text: str, *, label: str, style: str) -> None:
        from rich.text import Text

        self._lines(Text(text, style=style), label=label)

    def _lines(self, text: Text, *, label: str) -> None:
        """Wrap to the width (wide characters count two) and hang below the label."""
        from rich.text import Text

        width = max(20, self._options.width - len(INDENT) - _LABEL)
        for number, line in enumerate(text.wrap(self.console, width)):
            line.rstrip()
            shown = label if number == 0 else ""
            front = (f"{INDENT}{shown:<{_LABEL}}", "dim")
            self.console.print(Text.assemble(front, line), soft_wrap=True)

    def row(self, label: str, text: str) -> None:
        """A labelled line."""
        self._block(text, label=label, style="")

    def say(self, text: str = "", style: str = "") -> None:
        """A plain line."""
        from rich.text import Text

        self.console.print(Text(text, style=style))


_LABEL = 11


def _alone(seen: Seen) -> Seen:
    excerpt = seen.excerpt
    if len(excerpt.before) + len(excerpt.after) <= REST_MAX:
        return seen
    return replace(seen, excerpt=replace(excerpt, before="", after=""))


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most].rstrip() + " …"


def _running(text: str) -> str:
    """Running text: one line, with the blanks at its ends kept as one."""
    line = one_line(text)
    if not line:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{line}{' ' if text[-1].isspace() else ''}"


def _laid_out(text: str) -> str:
    """Code: lines are kept, wide gaps between its columns are not."""
    return re.sub(r"[ \t]{3,}", "  ", re.sub(r"\n\s*\n", "\n", safe(text)))


def _lookalike(seen: Seen) -> bool:
    return seen.finding.stance is Stance.LOOKALIKE


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


FORMAT = Format(TextWriter, summary=True)
