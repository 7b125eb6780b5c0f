# -*- coding: utf-8 -*-
"""ctypes structures of the Nimra device SDK (generated)"""
from ctypes import Structure, c_int, c_char, c_ubyte, c_uint


class NMR_FACE_EVENT(Structure):
    """
    人脸事件;face event
    """
    _fields_ = [
        ('nChannel', c_int),             # 通道号;channel
        ('nAge', c_ubyte),               # 年龄;age
        ('emGlasses', c_int),            # 眼镜;glasses
        ('emRace', c_int),               # 种族,参考NMR_RACE;race
        ('emMask', c_int),               # 口罩;mask
        ('emNation', c_int),             # 民族,参考NMR_NATION;nation
        ('szUID', c_char * 32),          # 唯一标识;unique id
    ]


class NMR_IDCARD(Structure):
    """
    身份证信息;identity card
    """
    _fields_ = [
        ('szName', c_char * 64),         # 姓名;name
        ('nSex', c_int),                 # 性别;sex
        ('nNation', c_int),              # 民族;nation
        ('szAddr', c_char * 128),        # 住址;address
        ('szIssuer', c_char * 64),       # 签发机关;issuing authority
    ]


class NMR_RACE(object):
    UNKNOWN = 0
    YELLOW = 1      # 黄种人
    BLACK = 2       # 黑种人
    WHITE = 3       # 白种人


class NMR_ALARM_RACING(Structure):
    """
    飙车报警;street racing alarm
    """
    _fields_ = [
        ('nSpeed', c_uint),              # 速度;speed
        ('nCars', c_uint),               # 车辆数;cars in the race
    ]
