"""Lock a worker process in before it meets hostile input: limits, no network, no life after its parent.

What a system does not offer is left out and said so in ``Protections``; the resource limits hold on every
POSIX system. Not done here: hiding the file system. Readers open no files but their own temporary ones.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from onrecord.model.reading import Limits

_PR_SET_PDEATHSIG = 1
_PR_SET_SECCOMP = 22
_PR_SET_NO_NEW_PRIVS = 38
_SECCOMP_MODE_FILTER = 2
_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_AF_UNIX = 1
_EACCES = 13
_ENOSYS = 38
_IO_URING_SETUP = 425
_X32_BIT = 0x40000000
_ARCHITECTURES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""AUDIT_ARCH value and the number of ``socket``; other machines use a network namespace instead."""

ADDRESS_SPACE_SPARE = 2 << 30
"""Address space is not memory: stacks, mapped files and helper programs reserve far more than they use."""


@dataclass(frozen=True, slots=True)
class Protections:
    """Which protections are in force in a worker; empty strings and False where the system gave none."""

    limits: tuple[str, ...] = ()
    network: str = ""
    dies_with_parent: bool = False
    own_group: bool = False

    def __str__(self) -> str:
        parts = [f"limits on {', '.join(self.limits)}" if self.limits else "no resource limits"]
        parts.append(f"no network ({self.network})" if self.network else "network NOT blocked")
        parts.append("ends with its parent" if self.dies_with_parent else "may outlive its parent")
        return "; ".join(parts)


def enter(limits: Limits, folder: Path, parent: int) -> Protections:
    """Lock this process in; call it in the child, before the first input.

    ``folder`` is a private directory for temporary files. ``parent`` is the process whose end is ours
    (0 to do without).
    """
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
    own_group = _own_group()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        if callable(signal.getsignal(number)):  # a handler of the parent that came along with the fork
            signal.signal(number, signal.SIG_DFL)
    _first_to_go_when_memory_is_short()
    return Protections(
        limits=_limit_resources(limits),
        network=_no_network(),
        dies_with_parent=_die_with(parent) if parent else False,
        own_group=own_group,
    )


def _own_group() -> bool:
    """A process group of our own, so that helper programs can be ended together with us."""
    try:
        os.setpgid(0, 0)
    except (AttributeError, OSError):
        return False
    return True


def _first_to_go_when_memory_is_short() -> None:
    try:
        Path("/proc/self/oom_score_adj").write_text("500")
    except OSError:  # not Linux, or not allowed: the kernel picks by size then
        return


def _limit_resources(limits: Limits) -> tuple[str, ...]:
    """Ceilings that helper programs inherit; hard limits stay, so that the CPU limit can move on."""
    try:
        import resource
    except ImportError:  # Windows
        return ()
    size, data = _memory_in_use()
    wanted = {
        "core dumps": (resource.RLIMIT_CORE, 0),
        "file size": (resource.RLIMIT_FSIZE, limits.file_bytes),
        "memory": (resource.RLIMIT_DATA, data + limits.memory_bytes),
        "address space": (resource.RLIMIT_AS, size + limits.memory_bytes + ADDRESS_SPACE_SPARE),
    }
    in_force = []
    for name, (what, ceiling) in wanted.items():
        hard = resource.getrlimit(what)[1]
        soft = ceiling if hard == resource.RLIM_INFINITY else min(ceiling, hard)
        try:
            resource.setrlimit(what, (soft, hard))
        except (ValueError, OSError):  # a system may refuse single ones (macOS: address space)
            continue
        in_force.append(name)
    return (*in_force, *(("CPU time",) if limit_cpu(limits.seconds) else ()))


def limit_cpu(seconds: int) -> bool:
    """Let this process use so much more CPU time; beyond it the kernel ends it. Call before each task.

    The parent measures wall time; this is the second line, for a parent that is busy or stopped.
    """
    try:
        import resource
    except ImportError:
        return False
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    cores = os.cpu_count() or 1
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    soft = spent + seconds * cores + 2
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (soft if hard < 0 else min(soft, hard), hard))
    except (ValueError, OSError):
        return False
    return True


def _memory_in_use() -> tuple[int, int]:
    """Bytes of address space and of private data; a fork of a warm parent begins with a good deal of both."""
    try:
        pages = Path("/proc/self/statm").read_text("ascii").split()
    except OSError:
        return 1 << 30, 1 << 30
    size = os.sysconf("SC_PAGE_SIZE")
    return int(pages[0]) * size, int(pages[5]) * size


def resident_bytes() -> int:
    """Memory that this process holds at the moment; 0 where the system does not say."""
    try:
        pages = Path("/proc/self/statm").read_text("ascii").split()
    except OSError:
        return 0
    return int(pages[1]) * os.sysconf("SC_PAGE_SIZE")


def _die_with(parent: int) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    if _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL) != 0:
        return False
    if os.getppid() != parent:  # it ended while we were starting
        os._exit(1)
    return True


def _no_network() -> str:
    """Refuse internet sockets for this process and all that it starts; says by which means."""
    if not sys.platform.startswith("linux"):
        return ""
    if _seccomp_no_sockets():
        return "seccomp"
    for flags in (_CLONE_NEWNET, _CLONE_NEWUSER | _CLONE_NEWNET):
        if _libc_call("unshare", flags) == 0:
            return "network namespace"
    return ""


def _seccomp_no_sockets() -> bool:
    """A filter that lets ``socket`` make Unix sockets only (LibreOffice talks to itself through them).

    io_uring can make sockets past the filter, so it is refused too; so are calls of a foreign architecture.
    """
    import ctypes

    known = _ARCHITECTURES.get(os.uname().machine)
    if known is None or ctypes.sizeof(ctypes.c_void_p) != 8 or sys.byteorder != "little":
        return False
    program = ctypes.create_string_buffer(_filter(*known))
    length = (len(program) - 1) // 8

    class Prog(ctypes.Structure):
        _fields_ = (("len", ctypes.c_ushort), ("filter", ctypes.c_void_p))

    prog = Prog(length, ctypes.addressof(program))
    if _prctl(_PR_SET_NO_NEW_PRIVS, 1) != 0:
        return False
    return _prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.addressof(prog)) == 0


def _filter(architecture: int, socket: int) -> bytes:
    """The classic BPF program: (code, jump if true, jump if false, operand) a step."""
    import struct

    load, equal, at_least, give_back = 0x20, 0x15, 0x35, 0x06
    refuse, absent, allow = 0x00050000 | _EACCES, 0x00050000 | _ENOSYS, 0x7FFF0000
    steps = (
        (load, 0, 0, 4),  # 0: architecture
        (equal, 0, 7, architecture),  # 1: another one → refuse
        (load, 0, 0, 0),  # 2: number of the call
        (at_least, 5, 0, _X32_BIT),  # 3: x32 → refuse
        (equal, 5, 0, _IO_URING_SETUP),  # 4: → not there
        (equal, 0, 2, socket),  # 5: anything else → allow
        (load, 0, 0, 16),  # 6: first argument, the family
        (equal, 0, 1, _AF_UNIX),  # 7: Unix → allow, else refuse
        (give_back, 0, 0, allow),  # 8
        (give_back, 0, 0, refuse),  # 9
        (give_back, 0, 0, absent),  # 10
    )
    return b"".join(struct.pack("<HBBI", *step) for step in steps)


def _prctl(option: int, *arguments: int) -> int:
    return _libc_call("prctl", option, *arguments)


def _libc_call(name: str, first: int, *rest: int) -> int:
    import ctypes

    function = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    if function is None:
        return -1
    padded = (*rest, 0, 0, 0, 0)[:4] if name == "prctl" else rest
    result: int = function(ctypes.c_int(first), *(ctypes.c_ulong(value) for value in padded))
    return result
