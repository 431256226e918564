package rule

import (
	"path"
	"slices"

	"github.com/synapscale/synapcheck/diff"
)

// Overrides change severities after the rules have judged. The zero Overrides
// change nothing.
type Overrides struct {
	// Severities are "error", "warning", "info" or "off", by rule. They have the
	// last word.
	Severities map[string]string
	// Scoped are severities for some objects alone. They go before those for every
	// object, and of several that match the last one counts.
	Scoped []Scope
	// Strict makes an error of every difference.
	Strict bool
}

// A Scope is a severity of a rule for the objects that match a pattern: a glob
// over schema.table.column, the same without the schema, or the table's name.
type Scope struct{ Rule, Objects, Severity string }

func (s Scope) covers(f Finding) bool {
	if ok, _ := path.Match(s.Rule, f.Rule); !ok {
		return false
	}
	if (Acceptance{Objects: []string{s.Objects}}).covers(f) {
		return true
	}
	table := f.Object.Table()
	bare, _ := path.Match(s.Objects, table.Name)
	whole, _ := path.Match(s.Objects, table.Path())
	return table.Name != "" && (bare || whole)
}

// Off is the severity of a rule whose findings are left out.
const Off = "off"

// Apply returns the findings with the severities that the overrides give them,
// in the same order. The findings given are not changed. What is merely unsure
// is no difference yet: it can be left out, and never becomes worse than info.
func Apply(findings []Finding, o Overrides) ([]Finding, error) {
	for _, id := range sortedKeys(o.Severities) {
		if _, err := Lookup(id); err != nil {
			return nil, err
		}
		if name := o.Severities[id]; name != Off && Severities()[name] == 0 {
			return nil, &SeverityError{Rule: id, Name: name}
		}
	}
	var kept []Finding
	for _, f := range findings {
		name := o.Severities[f.Rule]
		for _, s := range o.Scoped {
			if s.covers(f) {
				name = s.Severity
			}
		}
		switch {
		case name == Off:
			continue
		case f.Difference != nil && f.Difference.Verdict == diff.Unsure:
		case name != "":
			f.Severity = Severities()[name]
		case o.Strict && f.Difference != nil:
			f.Severity = Error
		}
		kept = append(kept, f)
	}
	return kept, nil
}

func sortedKeys(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
