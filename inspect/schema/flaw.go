package schema

// A Flaw is something that is wrong with a model by itself, whatever database it
// meets.
type Flaw struct {
	// Kind says what is wrong.
	Kind FlawKind `json:"kind"`
	// Column is the column that the field stands for, or would; empty where there
	// is none.
	Column string `json:"column,omitempty"`
	// Subject names the place: "field User.Email".
	Subject string `json:"subject"`
	// Reason says what is wrong, in a clause without a full stop.
	Reason string `json:"reason"`
	// Hint says how to mend it; empty where that is plain.
	Hint   string `json:"hint,omitempty"`
	Origin Origin `json:"origin,omitzero"`
}

// A FlawKind is a kind of flaw.
type FlawKind string

// The kinds of flaws.
const (
	// FlawMalformed: a tag that Go itself cannot take apart, so that the library
	// does not see what it says.
	FlawMalformed FlawKind = "malformed"
	// FlawTag: a tag says something that the library passes over or takes for
	// something else.
	FlawTag FlawKind = "tag"
	// FlawUnfilled: a field has the tag of a column, and the library never fills
	// it.
	FlawUnfilled FlawKind = "unfilled"
	// FlawTwice: two fields of one struct stand for one column.
	FlawTwice FlawKind = "twice"
)
