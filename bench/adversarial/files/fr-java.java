package fr.optivue.sdk;

/** Attributs d'un visage détecté. */
public class AttributsVisage {
    /** Âge estimé, en années. */
    private int age;
    /** Origine ethnique estimée : 0 inconnue, 1 européenne, 2 africaine, 3 asiatique. */
    private int origineEthnique;
    /** Port de lunettes. */
    private boolean lunettes;
    private int couleurPeau; // 1 (très claire) à 6 (très foncée)
}

/** Données d'un passeport lu. */
class Passeport {
    private String nom;
    private String nationalite; // tel qu'imprimé
}
