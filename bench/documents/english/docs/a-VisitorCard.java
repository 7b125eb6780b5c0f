package net.lobbyline.frontdesk;

/** Data the receptionist enters or the passport scanner delivers. No camera is involved. */
public class VisitorCard {

    private String givenName;
    private String familyName;

    /** Nationality, positions 11 to 13 of the second MRZ line. */
    private String nationality;

    /** Religious dietary needs, free text, optional. */
    private String mealNote;

    private String host;
    private byte[] badgePhoto;   // printed on the badge, never analysed

    // volatile: two threads raced for this flag in 1.3
    private volatile boolean printed;

    public void traceTo(java.io.PrintStream out) {
        out.println(familyName + " -> " + host);
    }
}
