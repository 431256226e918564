package schema

import "cmp"

// A Check constraint of a table or domain. Expr is the condition as SQL, without
// the word CHECK and its parentheses.
type Check struct {
	Name      string      `json:"name,omitempty"`
	Expr      string      `json:"expr"`
	NoInherit Claim[bool] `json:"noInherit,omitzero"`
	Validated Claim[bool] `json:"validated,omitzero"`
	// Enforced is false after NOT ENFORCED (since PostgreSQL 18).
	Enforced Claim[bool] `json:"enforced,omitzero"`
	// Inherited is true for one that only the table's parents declare.
	Inherited bool `json:"inherited,omitempty"`
	// Comment is on the constraint.
	Comment Claim[string] `json:"comment,omitzero"`
	Origin  Origin        `json:"origin,omitzero"`
}

func compareChecks(a, b *Check) int {
	return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Expr, b.Expr))
}
