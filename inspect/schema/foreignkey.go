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
	Origin    Origin      `json:"origin,omitzero"`
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
