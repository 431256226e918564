package rule

import "fmt"

// Lookup returns the rule of that ID.
func Lookup(id string) (*Rule, error) {
	for _, r := range append(All(), unexplained) {
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
	for _, r := range All() {
		if d := slips(id, r.ID); d < best {
			best, name = d, r.ID
		}
	}
	return name
}

// slips counts the letters to insert, delete or replace to make b of a.
func slips(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replaced := diagonal
			if a[i] != b[j] {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(replaced, diagonal+1, row[j]+1)
		}
	}
	return row[len(b)]
}
