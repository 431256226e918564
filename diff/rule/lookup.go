package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// Lookup returns the rule of that ID.
func Lookup(id string) (*Rule, error) {
	for _, r := range append(Every(), unexplained) {
		if r.ID == id {
			return r, nil
		}
	}
	return nil, &UnknownError{ID: id}
}

// An UnknownError reports a rule that does not exist.
type UnknownError struct{ ID string }

func (e *UnknownError) Error() string { return fmt.Sprintf("no rule is called %q", e.ID) }

// Hint names the rule that was probably meant.
func (e *UnknownError) Hint() string {
	if near := nearest(e.ID); near != "" {
		return fmt.Sprintf("did you mean %s?", near)
	}
	return "synapcheck rules lists them"
}

// A SeverityError reports a severity that does not exist.
type SeverityError struct{ Rule, Name string }

func (e *SeverityError) Error() string {
	return fmt.Sprintf("rule %s: no severity is called %q", e.Rule, e.Name)
}

// Hint lists the severities.
func (e *SeverityError) Hint() string { return "use error, warning, info or off" }

// nearest is the rule whose ID needs the fewest letters changed, if those are
// few enough to be slips.
func nearest(id string) string {
	best, name := max(2, len(id)/3)+1, ""
	for _, r := range Every() {
		if d := schema.Distance(id, r.ID); d < best {
			best, name = d, r.ID
		}
	}
	return name
}
