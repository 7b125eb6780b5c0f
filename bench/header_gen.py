"""Make a C header as large as those of device libraries: ``python bench/header_gen.py [MEGABYTES] > big.h``.

With ``--read`` it is read as a scan does, and time and memory are printed.

Tens of thousands of lines of defines, enums, structs and functions about everything but people, and among
them a few blocks with face attributes. The same seed gives the same bytes.
"""

from __future__ import annotations

import random
import resource
import sys
import time

_NOUNS = (
    "Alarm",
    "Record",
    "Stream",
    "Channel",
    "Disk",
    "User",
    "Event",
    "Plate",
    "Network",
    "Preset",
    "Codec",
)
_TYPES = ("BYTE", "DWORD", "int", "char", "float", "BOOL", "WORD", "LLONG")
_NOTES = (
    "报警输入",
    "录像计划",
    "通道号",
    "预留",
    "流媒体",
    "enable",
    "state",
    "timeout",
    "upper bound",
    "reserved",
    "see manual",
)

FACE_BLOCK = """\
// 人脸属性 {n}
typedef enum tagXQ_EM_RACE_{n}                 // race of the face
{{
    XQ_EM_RACE_UNKNOWN_{n} = 0,                // 未知
    XQ_EM_RACE_YELLOW_{n},                     // 黄种人
    XQ_EM_RACE_BLACK_{n},                      // 黑种人
}} XQ_EM_RACE_{n};

typedef struct tagXQ_FACE_{n}
{{
    BYTE                byAge;                  // 年龄
    BYTE                byGlasses;              // 眼镜
    XQ_EM_RACE_{n}      emRace;                 // 人种
}} XQ_FACE_{n};

"""


def header(size: int, faces: int = 12, seed: int = 7) -> str:
    """A header of about ``size`` characters with ``faces`` blocks that name a race."""
    chance = random.Random(seed)
    parts = ['#ifndef XQ_SDK_H\n#define XQ_SDK_H\n#ifdef __cplusplus\nextern "C" {\n#endif\n\n']
    length, number, written = 0, 0, 0
    while length < size:
        number += 1
        part = chance.choice((_defines, _enum, _struct, _struct, _function))(number, chance)
        if written < faces and length > size * (written + 0.5) / faces:
            part += FACE_BLOCK.format(n=written)
            written += 1
        parts.append(part)
        length += len(part)
    parts.append("#ifdef __cplusplus\n}\n#endif\n#endif\n")
    return "".join(parts)


def _note(chance: random.Random) -> str:
    return " ".join(chance.choices(_NOTES, k=chance.randint(1, 5)))


def _defines(number: int, chance: random.Random) -> str:
    noun = chance.choice(_NOUNS).upper()
    lines = [
        f"#define XQ_{noun}_{number}_{item:<20} {item}       // {_note(chance)}\n"
        for item in range(chance.randint(2, 12))
    ]
    return "".join(lines) + "\n"


def _enum(number: int, chance: random.Random) -> str:
    name = f"XQ_EM_{chance.choice(_NOUNS).upper()}_{number}"
    lines = [f"    {name}_{item},          // {_note(chance)}\n" for item in range(chance.randint(3, 20))]
    return f"// {_note(chance)}\ntypedef enum tag{name}\n{{\n" + "".join(lines) + f"}} {name};\n\n"


def _struct(number: int, chance: random.Random) -> str:
    name = f"XQ_{chance.choice(_NOUNS).upper()}_INFO_{number}"
    lines = []
    for item in range(chance.randint(4, 30)):
        field = f"n{chance.choice(_NOUNS)}{item}[{chance.randint(1, 64)}];"
        lines.append(f"    {chance.choice(_TYPES):<20}{field:<28}// {_note(chance)}\n")
    return (
        f"// {_note(chance)}\ntypedef struct tag{name}\n{{\n" + "".join(lines) + f"}} {name}, *LP{name};\n\n"
    )


def _function(number: int, chance: random.Random) -> str:
    noun = chance.choice(_NOUNS)
    return (
        f"// {_note(chance)}\nXQ_NET_API BOOL XQ_CALL XQ_Get{noun}{number}(LLONG lLogin, int nChannel, "
        f"void *pBuffer, int nWait = 1000);\n\n"
    )


def measure(text: str) -> str:
    """Read the header as a scan does; CPU seconds, passages and peak memory."""
    from onrecord.model.document import Blob
    from onrecord.model.reading import Ask
    from onrecord.read.source import read

    data = text.encode()
    ask = Ask(interest=lambda part: "race" in part.lower() or "人种" in part)
    seconds = []
    for _ in range(3):
        began = time.process_time()
        document = read(Blob(data, "big.h"), ask)
        seconds.append(time.process_time() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return (
        f"{len(data) / 1e6:.1f} MB, {text.count(chr(10))} lines: "
        f"{sorted(seconds)[1]:.2f} s CPU (median of 3), "
        f"{len(document.passages)} passages, peak {peak} MB"
    )


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--read"]
    made = header(int(float(arguments[0]) * 1e6) if arguments else 4_000_000)
    if "--read" in sys.argv:
        print(measure(made))
    else:
        sys.stdout.write(made)
