package net.harrowgate.vms.search;

import java.util.EnumSet;

/**
 * Filter of the people search. All members are optional.
 */
public class PeopleFilter {

    /** upper body colour */
    private ClothColor upper;
    /** wears a mask */
    private Boolean mask;
    /** ethnic appearance, see {@link Look} */
    private EnumSet<Look> looks;
    private Integer ageFrom;
    private Integer ageTo;

    public enum Look {
        EUROPEAN("eu"),
        MAGHREBI("mg"),
        EAST_ASIAN("ea"),
        ANY("*");

        private final String wire;

        Look(String wire) { this.wire = wire; }
    }

    public enum ClothColor { BLACK, WHITE, YELLOW, RED }
}
