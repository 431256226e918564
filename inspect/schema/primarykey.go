package schema

// A PrimaryKey of a table. Name is empty where the source leaves it to the
// database; the same holds for every constraint.
type PrimaryKey struct {
	Name       string            `json:"name,omitempty"`
	Columns    []string          `json:"columns"`
	Include    []string          `json:"include,omitempty"`
	Deferrable Claim[Deferrable] `json:"deferrable,omitzero"`
	// WithoutOverlaps is true if the last column is a range that must not overlap
	// (since PostgreSQL 18).
	WithoutOverlaps bool `json:"withoutOverlaps,omitempty"`
	// Options are the storage parameters of its index, as "fillfactor=70".
	Options    Claim[string] `json:"options,omitzero"`
	Tablespace Claim[string] `json:"tablespace,omitzero"` // "" claims the database's
	// Clustered is pg_index.indisclustered: CLUSTER goes by this index.
	Clustered Claim[bool] `json:"clustered,omitzero"`
	// PartOf is the constraint of the partitioned table that it is a part of.
	PartOf *Ref `json:"partOf,omitempty"`
	// Comment is on the constraint.
	Comment Claim[string] `json:"comment,omitzero"`
	// IndexComment is on the index behind it.
	IndexComment Claim[string] `json:"indexComment,omitzero"`
	Origin       Origin        `json:"origin,omitzero"`
}

// Deferrable says when a constraint is checked; empty for at each statement.
type Deferrable string

// The ways to check a constraint.
const (
	NotDeferrable     Deferrable = ""
	InitiallyNow      Deferrable = "initially immediate"
	InitiallyDeferred Deferrable = "initially deferred"
)
