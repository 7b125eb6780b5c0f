"""The branches of a pattern: what is left of it when one alternative of one group is kept and the others go.

A sample that such a variant matches reaches that branch. A branch that no sample reaches is dead weight, or a
mistake, that nobody would notice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Group:
    """Where the alternatives of a group begin; the last number is where the group ends."""

    bounds: list[int] = field(default_factory=list)


def variants(pattern: str) -> Iterator[tuple[str, str]]:
    """Each branch with the pattern that has only this branch in its place; none without alternatives."""
    for group in _groups(pattern):
        begin, end = group.bounds[0], group.bounds[-1] - 1
        for left, right in zip(group.bounds, group.bounds[1:], strict=False):
            branch = pattern[left : right - 1]
            yield branch, f"{pattern[:begin]}{branch}{pattern[end:]}"


def _groups(pattern: str) -> list[_Group]:
    """The groups that have alternatives; brackets in character classes and behind a backslash are none."""
    whole = _Group([0])
    stack, found = [whole], [whole]
    escaped = in_class = False
    for at, char in enumerate(pattern):
        if escaped or char == "\\":
            escaped = not escaped
        elif in_class:
            in_class = char != "]" or pattern[at - 1] == "["
        elif char == "[":
            in_class = True
        elif char == "(":
            stack.append(_Group([at + 1 + len(_flags(pattern, at))]))
            found.append(stack[-1])
        elif char == "|":
            stack[-1].bounds.append(at + 1)
        elif char == ")" and len(stack) > 1:
            stack.pop().bounds.append(at + 1)
    whole.bounds.append(len(pattern) + 1)
    return [group for group in found if len(group.bounds) > 2]


def _flags(pattern: str, at: int) -> str:
    """``?:`` or ``?P<name>`` behind an opening bracket."""
    if not pattern.startswith("?", at + 1):
        return ""
    end = min((one for one in (pattern.find(":", at), pattern.find(">", at)) if one >= 0), default=at)
    return pattern[at + 1 : end + 1]
