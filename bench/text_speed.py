"""How quick the text tools are: ``.venv/bin/python bench/text_speed.py`` (medians of five runs)."""

from __future__ import annotations

import statistics
import sysconfig
import time
from collections.abc import Callable
from pathlib import Path

from onrecord.text.decode import decode
from onrecord.text.identifiers import find
from onrecord.text.language import identify
from onrecord.text.normalise import fold, normalise
from onrecord.text.segments import clauses, sentences

ASCII = (
    "typedef struct tagFACE_ATTR\n{\n    DWORD   dwSize;     // size of the structure\n"
    "    BYTE    byRace;     /* what the model returns */\n    BYTE    byRes[63];\n} FACE_ATTR, *LPFACE;\n"
)
PROSE = "The camera estimates age, gender and ethnicity of each person that walks by,\nand raises an alarm. "
CHINESE = (
    "设备支持人脸属性识别，包括年龄、性别、种族（黄种人、白种人、黑种人）、是否戴眼镜等；抓拍图片上传。\n"
)
RUSSIAN = "Система распознаёт пол, возраст и расу прохожих, а также наличие очков и бороды.\n"
FRENCH = "Le système détecte l’âge, le sexe et l’origine ethnique des passants, été comme hiver.\n"
ARABIC = "يتعرف النظام على العمر والجنس والأصل العرقي لوجوه المارة.\n"
THAI = "ระบบจำแนกเชื้อชาติ อายุ และเพศจากใบหน้าของผู้สัญจร\n"
HEADER = ASCII * 3 + "    BYTE byNation;  // 民族，0-未知，1-汉族\n"


def real(folder: str, pattern: str, size: int) -> str:
    """ASCII files of this machine, joined; empty where there are none."""
    parts: list[str] = []
    for path in sorted(Path(folder).rglob(pattern)):
        data = path.read_bytes() if path.is_file() else b""
        if data.isascii() and sum(map(len, parts)) < size:
            parts.append(data.decode("ascii"))
    return "".join(parts)


def text_packages() -> str:
    """Where the packages of this environment are."""
    return sysconfig.get_paths()["purelib"]


def samples(size: int = 4_000_000) -> dict[str, str]:
    """About ``size`` bytes of each kind."""
    units = {
        "ASCII code": ASCII,
        "ASCII prose": PROSE,
        "Chinese": CHINESE,
        "header with Chinese comments": HEADER,
        "Russian": RUSSIAN,
        "French": FRENCH,
        "Arabic": ARABIC,
        "Thai": THAI,
        "mixed": (ASCII + PROSE) * 40 + CHINESE * 40 + RUSSIAN * 10 + FRENCH * 20 + HEADER * 20 + ARABIC * 5,
    }
    files = {
        "/usr/include (ASCII)": real("/usr/include", "*.h", size),
        "site-packages (ASCII)": real(text_packages(), "*.py", size),
    }
    return {name: text for name, text in files.items() if text} | {
        name: unit * max(1, size // len(unit.encode())) for name, unit in units.items()
    }


def median_seconds(call: Callable[[], object], runs: int = 5) -> float:
    """The median of some runs."""
    times = []
    for _ in range(runs):
        begin = time.process_time()
        call()
        times.append(time.process_time() - begin)
    return statistics.median(times)


def fold_table_report(texts: dict[str, str]) -> None:
    """Folding, without and with a map."""
    print(f"{'text':30} {'fold MB/s':>10} {'normalise MB/s':>15}")
    for name, text in texts.items():
        megabytes = len(text.encode()) / 1e6
        quick = megabytes / median_seconds(lambda text=text: fold(text))
        mapped = megabytes / median_seconds(lambda text=text: normalise(text), 3)
        print(f"{name:30} {quick:10.0f} {mapped:15.0f}")


def decode_report() -> None:
    """Decoding."""
    mixed = (CHINESE * 9).encode() + CHINESE.encode("gb18030")
    cases = {
        "ASCII": ASCII.encode() * 20_000,
        "UTF-8 Chinese": CHINESE.encode() * 30_000,
        "UTF-8 Chinese with mark": b"\xef\xbb\xbf" + CHINESE.encode() * 30_000,
        "UTF-16LE, no mark": HEADER.encode("utf-16-le") * 3_000,
        "GB18030 header": HEADER.encode("gb18030") * 6_000,
        "UTF-8 with GB18030 lines": mixed * 2_000,
        "windows-1251": RUSSIAN.encode("cp1251") * 40_000,
    }
    print(f"\n{'bytes':30} {'decode MB/s':>11}  found")
    for name, data in cases.items():
        seconds = median_seconds(lambda data=data: decode(data))
        result = decode(data)
        print(f"{name:30} {len(data) / 1e6 / seconds:11.0f}  {result.encoding} {' '.join(result.mixed)}")


def line_report() -> None:
    """What is done line by line."""
    lines = [
        PROSE,
        CHINESE,
        RUSSIAN,
        FRENCH,
        ARABIC,
        THAI,
        ASCII.splitlines()[3],
        "Geslacht, leeftijd, huidskleur",
    ]
    print(f"\n{'a line':30} {'microseconds':>12}")
    for name, call in (
        ("identify", identify),
        ("sentences", sentences),
        ("clauses", clauses),
        ("find identifiers", lambda line: list(find(line))),
        ("fold", fold),
        ("normalise", normalise),
    ):
        seconds = median_seconds(lambda call=call: [call(line) for line in lines for _ in range(200)])
        print(f"{name:30} {seconds / len(lines) / 200 * 1e6:12.1f}")


def main() -> None:
    """Print all tables."""
    fold("é")
    fold_table_report(samples())
    decode_report()
    line_report()


if __name__ == "__main__":
    main()
