package equal

// A Grade says how well a type of a programming language holds the values of a
// PostgreSQL type, NULL aside.
type Grade uint8

// The grades, from not known to worst.
const (
	// GradeUnknown: the type or its reader is not understood; nothing is claimed.
	GradeUnknown Grade = iota
	// Exact: every value of each has its counterpart in the other.
	Exact
	// Lossless: every value of the column fits, and not the other way round.
	Lossless
	// Lossy: some values of the column lose something or fail to be read.
	Lossy
	// Impossible: no value, or hardly any, can be read.
	Impossible
)

// String is the grade's name in lower case.
func (g Grade) String() string {
	return [...]string{"unknown", "exact", "lossless", "lossy", "impossible"}[g]
}
