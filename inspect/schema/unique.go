package schema

// A Unique constraint of a table. A unique index that backs no constraint is an
// Index.
type Unique struct {
	Name             string            `json:"name,omitempty"`
	Columns          []string          `json:"columns"`
	Include          []string          `json:"include,omitempty"`
	NullsNotDistinct Claim[bool]       `json:"nullsNotDistinct,omitzero"`
	Deferrable       Claim[Deferrable] `json:"deferrable,omitzero"`
	WithoutOverlaps  bool              `json:"withoutOverlaps,omitempty"`
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
