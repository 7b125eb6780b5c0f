"""Who stands in the queue? Tags every face of a shop camera and writes counters."""
import argparse
import cv2
from facekit import analyze

GROUPS = ["asian", "indian", "black", "white", "middle eastern", "latino hispanic"]


def tag(frame):
    out = []
    for face in analyze(frame, actions=("age", "gender", "race")):
        out.append(
            {
                "box": face["region"],
                "age": face["age"],
                "race": face["dominant_race"],
                "race_scores": face["race"],
                "glasses": face["glasses"],
            }
        )
    return out


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--source", default=0)
    ap.add_argument("--only-race", choices=GROUPS, help="keep only faces of this group")
    args = ap.parse_args()
    cap = cv2.VideoCapture(args.source)
    lock_order_race = False  # set by the watchdog when two writers meet
    while cap.isOpened():
        ok, frame = cap.read()
        if not ok:
            break
        for face in tag(frame):
            cv2.putText(frame, f"{face['race']}, {face['age']}", face["box"][:2], 0, 0.6, (255, 255, 255))


if __name__ == "__main__":
    main()
