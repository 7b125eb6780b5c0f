# 命令行工具
import quoriva

LABEL = {1: "黄种人", 2: "白种人"}  # 人种


def on_face(face):
    match face.race:
        case 1:
            print("黄种人")
        case 2:
            print("白种人")
    rows = [f for f in face.all if f.race]; count = len(rows)
    try:
        out["skin"] = face.skin   # 肤色
    except KeyError:
        # the reader has no skin model
        pass
    total = (face.age
             + face.race)
