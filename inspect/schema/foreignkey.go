package schema

// A ForeignKey of a table.
type ForeignKey struct {
	Name       string            `json:"name,omitempty"`
	Columns    []string          `json:"columns"`
	RefSchema  string            `json:"refSchema,omitempty"`
	RefTable   string            `json:"refTable"`
	RefColumns []string          `json:"refColumns,omitempty"` // empty for the primary key
	OnUpdate   Claim[Action]     `json:"onUpdate,omitzero"`
	OnDelete   Claim[Action]     `json:"onDelete,omitzero"`
	SetColumns []string          `json:"setColumns,omitempty"` // of ON DELETE SET … (columns)
	Match      Claim[string]     `json:"match,omitzero"`       // "simple", "full"
	Deferrable Claim[Deferrable] `json:"deferrable,omitzero"`
	// Validated is pg_constraint.convalidated: false after ADD CONSTRAINT … NOT
	// VALID, when old rows may break it.
	Validated Claim[bool] `json:"validated,omitzero"`
	// Enforced is pg_constraint.conenforced: false after NOT ENFORCED (since
	// PostgreSQL 18).
	Enforced Claim[bool] `json:"enforced,omitzero"`
	// Period is true if the last columns are ranges (since PostgreSQL 18).
	Period bool `json:"period,omitempty"`
	// PartOf is the constraint of the partitioned table that it is a part of.
	PartOf *Ref `json:"partOf,omitempty"`
	// Comment is on the constraint.
	Comment Claim[string] `json:"comment,omitzero"`
	Origin  Origin        `json:"origin,omitzero"`
}

// Action is what a foreign key does when the referenced row changes or goes, in
// SQL's words and lower case.
type Action string

// The actions.
const (
	NoAction   Action = "no action"
	Restrict   Action = "restrict"
	Cascade    Action = "cascade"
	SetNull    Action = "set null"
	SetDefault Action = "set default"
)
