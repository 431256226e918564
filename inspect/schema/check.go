package schema

// A Check constraint of a table or domain. Expr is the condition as SQL, without
// the word CHECK and its parentheses.
type Check struct {
	Name      string      `json:"name,omitempty"`
	Expr      string      `json:"expr"`
	NoInherit Claim[bool] `json:"noInherit,omitzero"`
	Validated Claim[bool] `json:"validated,omitzero"`
	Origin    Origin      `json:"origin,omitzero"`
}
