"""How quick the text tools are: ``.venv/bin/python bench/text_speed.py`` (medians of five runs)."""

from __future__ import annotations

import statistics
import sysconfig
import time
from collections.abc import Callable
from pathlib import Path

from onrecord.text.normalise import fold, normalise

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


def main() -> None:
    """Print a table."""
    fold("é")
    print(f"{'text':30} {'fold MB/s':>10} {'normalise MB/s':>15}")
    for name, text in samples().items():
        megabytes = len(text.encode()) / 1e6
        quick = megabytes / median_seconds(lambda text=text: fold(text))
        mapped = megabytes / median_seconds(lambda text=text: normalise(text), 3)
        print(f"{name:30} {quick:10.0f} {mapped:15.0f}")


if __name__ == "__main__":
    main()
