package equal

import "github.com/synapscale/synapcheck/inspect/schema"

// Default compares the default expressions of a column of the given type; ""
// is none.
func Default(declared, live string, t schema.Type) Verdict {
	if declared == live {
		return Agree
	}
	if declared == "" || live == "" {
		return Differ
	}
	return Unsure
}
