package com.veloqra.sdk.face;

/** Attributes of a face, as the device derives them from a snapshot. */
public class FaceAttribute {

    /** Race estimated from the face. */
    public enum Race {
        UNKNOWN(0),
        YELLOW(1),
        BLACK(2),
        WHITE(3);

        private final int code;

        Race(int code) {
            this.code = code;
        }
    }

    private int age;
    private boolean glasses;
    private boolean mask;

    /** Ethnic group of the person in the snapshot: 1 Han, 2 minority. */
    private int nation;

    public int getNation() {
        return nation;
    }
}
