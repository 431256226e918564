package rule

import (
	"path"
	"slices"
	"strings"
)

// An Acceptance lets findings stand for a reason.
type Acceptance struct {
	// Rule is the only rule that it covers; empty for every rule.
	Rule string
	// Objects are globs, as path.Match has them, over schema.table.column or the
	// same without the schema; none for every object.
	Objects []string
	Reason  string
	// Scopes, where they are given, decide in place of Rule and Objects: the last
	// that covers a finding must turn it off.
	Scopes []Scope
}

// An Accepted finding stands for a reason that somebody gave.
type Accepted struct {
	Finding
	Reason string
}

// Accept takes out the findings that an acceptance covers; the first one that
// does counts. Unused are the acceptances that cover nothing: they are out of
// date, or misspelt.
func Accept(findings []Finding, acceptances []Acceptance) (open []Finding, accepted []Accepted, unused []Acceptance) {
	used := make([]bool, len(acceptances))
	for _, f := range findings {
		i := slices.IndexFunc(acceptances, func(a Acceptance) bool { return a.covers(f) })
		if i < 0 {
			open = append(open, f)
			continue
		}
		used[i] = true
		accepted = append(accepted, Accepted{f, acceptances[i].Reason})
	}
	for i, a := range acceptances {
		if !used[i] {
			unused = append(unused, a)
		}
	}
	return open, accepted, unused
}

func (a Acceptance) covers(f Finding) bool {
	if len(a.Scopes) > 0 {
		off := false
		for _, s := range a.Scopes {
			if s.covers(f) {
				off = s.Severity == Off
			}
		}
		return off
	}
	if a.Rule != "" && a.Rule != f.Rule {
		return false
	}
	object := f.Object.Path()
	_, bare, _ := strings.Cut(object, ".")
	return len(a.Objects) == 0 || slices.ContainsFunc(a.Objects, func(glob string) bool {
		whole, _ := path.Match(glob, object)
		short, _ := path.Match(glob, bare)
		return whole || f.Object.Schema != "" && short
	})
}
