package example.ocelis.regard;

/** Caractères tirés d'un visage. */
public final class CaractereVisage {

    public enum TypeRacial { BLANC, NOIR, JAUNE, AUTRE }

    private int age;
    private boolean moustache;
    private TypeRacial type;
    private float fiabilite;

    /** @return le type racial évalué par le réseau, jamais null */
    public TypeRacial getType() { return type; }

    public int getAge() { return age; }

    /** Couleur du vêtement du haut. */
    public enum CouleurHaut { BLANC, NOIR, JAUNE, BLEU }

    // trace d'exécution, destination : console
    void tracer(String embrasure) { System.out.println(embrasure); }
}
