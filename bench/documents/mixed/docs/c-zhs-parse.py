"""把北岸相机推送的抓拍报文转成表格行"""
import csv
import sys

# 报文里 face 段的下标
AGE, SEX, GLASS = 0, 1, 2
RACE = 3        # 相机给的人种: y黄 w白 b黑
ETHNIC = 4      # 相机给的民族: h汉族 n非汉族

# card 段的下标, 来自人证机
CARD_NAME, CARD_NATION = 0, 1   # 姓名、身份证民族


def row(msg):
    face = msg["face"].split(",")
    return [msg["t"], face[AGE], face[SEX], face[GLASS]]


if __name__ == "__main__":
    out = csv.writer(sys.stdout)
    for line in sys.stdin:
        out.writerow(row(eval(line)))
