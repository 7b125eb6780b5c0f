package example.quayline.pnr;

/** Fields that a passenger fills in before boarding. */
public final class PassengerForm {

    private String surname;
    private String givenNames;

    /** As declared; checked against the passport at the desk. */
    private String nationality;

    /** Optional, only for the meal plan (halal, kosher, none). */
    private String religion;

    /** Optional self-description for our accessibility survey. */
    private String ethnicBackground;

    private boolean wheelchair;
    private byte[] portrait;   // shown to the steward, never analysed

    /** Guarded by the session lock, see the race in ticket 4410. */
    private int revision;

    public boolean isComplete() {
        return surname != null && givenNames != null && portrait != null;
    }
}
