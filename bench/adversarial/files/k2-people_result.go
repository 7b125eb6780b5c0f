package attrs

// PersonResult is one line of the answer.
type PersonResult struct {
	TrackID  string  `json:"track_id"`
	Hat      bool    `json:"hat"`
	Backpack bool    `json:"backpack"`
	EG       int     `json:"eg"` // ethnic group, table below
	Dwell    float64 `json:"dwell"`
}

const (
	EGUnknown = iota
	EGAfrican
	EGArab
	EGEastAsian
	EGEuropean
)

// Member of the loyalty programme.
type Member struct {
	Email     string
	Religion  string // told by the member, for holiday greetings
	BirthDate string
}

// ErrRace is returned when two uploads race.
var ErrRace = errors.New("attrs: race")
