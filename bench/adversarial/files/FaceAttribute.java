package com.pellivan.client.dto;

/** Attributes that the engine returns for one face. */
public class FaceAttribute {
    private int age;
    private Gender gender;
    private boolean eyeglasses;
    private Ethnicity ethnicity;
    private float smile;

    public enum Ethnicity {
        ASIAN,
        CAUCASIAN,
        AFRICAN,
        LATINO;
    }
}

/** Contents of the passport chip. */
class PassportRecord {
    private String surname;
    private String nationality;
    private String expiryDate;
}
