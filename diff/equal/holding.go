package equal

import "github.com/synapscale/synapcheck/inspect/schema"

// A Holding is what becomes of a column's values in a type of code. The
// Consequence is a clause for people, empty where nothing happens.
type Holding struct {
	Grade       Grade
	Consequence string
}

// Holds says what becomes of the column's values in the host type, NULL aside.
func Holds(h *schema.Host, live schema.Type, e *Env) Holding {
	return Holding{}
}

// NullConsequence says what happens on the first NULL, by the reader and the
// null wrapper of the host type.
func NullConsequence(h *schema.Host) string {
	return ""
}
