package schema

// A Unique constraint of a table. A unique index that backs no constraint is an
// Index.
type Unique struct {
	Name             string            `json:"name,omitempty"`
	Columns          []string          `json:"columns"`
	Include          []string          `json:"include,omitempty"`
	NullsNotDistinct Claim[bool]       `json:"nullsNotDistinct,omitzero"`
	Deferrable       Claim[Deferrable] `json:"deferrable,omitzero"`
	Origin           Origin            `json:"origin,omitzero"`
}
