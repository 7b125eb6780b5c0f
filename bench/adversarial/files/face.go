package facekit

// Attributes of a detected face.
type Attributes struct {
	Age     int     `json:"age"`
	Glasses bool    `json:"glasses"`
	Ethnicity string `json:"ethnicity,omitempty"`
	SkinTone int    `json:"skin_tone"` // 1 light to 6 dark
}

// MRZ holds the machine readable zone of a passport.
type MRZ struct {
	Surname     string
	Nationality string
	Number      string
}
