"""미르테크 얼굴 분석 SDK 바인딩"""
from enum import IntEnum


class Race(IntEnum):
    """얼굴에서 추정한 인종"""
    UNKNOWN = 0
    ASIAN = 1   # 황인
    WHITE = 2   # 백인
    BLACK = 3   # 흑인


class RaceLock:  # 경쟁 상태 방지용 잠금
    pass


def search(skin: str = "any", hat: bool = False):
    """통행인을 피부색(밝음/어두움)과 모자 유무로 검색한다."""


def read_card(port):
    """외국인등록증에서 국적과 성명을 읽는다."""

