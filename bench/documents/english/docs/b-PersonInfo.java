package com.zelvanor.openbridge.model;

import java.util.Map;

/**
 * One analysed person in a frame. Field order follows the wire format, version 3.
 */
public final class PersonInfo {

    private int ageEstimate;
    private Gender gender;
    private boolean wearsHelmet;
    private EthnicTag ethnicTag;
    private Map<EthnicTag, Float> ethnicTagScores;
    private HairLength hairLength;

    /** Ethnic tag with the highest score for this face; null if the face is smaller than 60 pixels. */
    public EthnicTag getEthnicTag() {
        return ethnicTag;
    }

    public boolean isWearsHelmet() { return wearsHelmet; }

    public enum EthnicTag {
        EAST_ASIAN,
        SLAVIC,
        SUB_SAHARAN,
        LEVANTINE
    }

    public enum HairLength { BALD, SHORT, LONG }
}
