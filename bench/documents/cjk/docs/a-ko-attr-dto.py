"""NS Cloud 응답 모델 (자동 생성, 직접 고치지 마십시오)."""
from dataclasses import dataclass
from enum import IntEnum


class LooksGroup(IntEnum):
    """얼굴로 추정한 인종 구분"""
    NONE = 0
    E = 1   # 동양인
    W = 2   # 서양인
    B = 3   # 흑인


@dataclass
class FaceAttr:
    age: int            # 추정 나이
    mask: bool          # 마스크
    group: LooksGroup   # 위 구분값
    beard: bool         # 수염


@dataclass
class AlienCard:
    name: str           # 영문 성명
    country: str        # 등록증에 적힌 국적
    visa: str           # 체류 자격


RACE_RETRY = 3          # 갱신 충돌 시 재시도 횟수
