package schema

// An Exclusion constraint of a table. Definition is what pg_get_constraintdef
// says.
type Exclusion struct {
	Name       string        `json:"name,omitempty"`
	Definition string        `json:"definition"`
	Options    Claim[string] `json:"options,omitzero"`
	Tablespace Claim[string] `json:"tablespace,omitzero"`
	Clustered  Claim[bool]   `json:"clustered,omitzero"`
	PartOf     *Ref          `json:"partOf,omitempty"`
	// Comment is on the constraint.
	Comment Claim[string] `json:"comment,omitzero"`
	// IndexComment is on the index behind it.
	IndexComment Claim[string] `json:"indexComment,omitzero"`
	Origin       Origin        `json:"origin,omitzero"`
}
