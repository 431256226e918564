// Package equal decides when two spellings mean the same to PostgreSQL: types,
// defaults, expressions and identifiers, and what a type of a programming
// language can hold of a PostgreSQL type. It is pure: nothing is evaluated and
// no server is asked.
package equal

// A Verdict is the outcome of comparing what two sources say of one property.
type Verdict uint8

// The verdicts.
const (
	// Agree: both say the same, however they spell it.
	Agree Verdict = iota
	// Differ: they contradict each other.
	Differ
	// Unsaid: at least one side says nothing.
	Unsaid
	// Unsure: they are spelt differently and may mean the same; only a server
	// can tell.
	Unsure
)

// String is the verdict's name in lower case.
func (v Verdict) String() string {
	return [...]string{"agree", "differ", "unsaid", "unsure"}[v]
}
