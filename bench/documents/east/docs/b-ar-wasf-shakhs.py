"""واجهة بايثون لتحليل لقطة واحدة."""
from dataclasses import dataclass
from enum import IntEnum


class Mazhar(IntEnum):
    """الأصل العرقي المقدر من الوجه"""
    ARABI = 0      # عربي
    ASYAWI = 1     # آسيوي
    IFRIQI = 2     # إفريقي


@dataclass
class Wajh:
    umr: int
    nazzara: bool
    lihya: bool
    mazhar: Mazhar


@dataclass
class Jawaz:
    raqm: str
    jinsiyya: str  # الجنسية كما في جواز السفر
    intiha: str
