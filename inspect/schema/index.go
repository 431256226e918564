package schema

// An Index that backs no constraint.
type Index struct {
	Name             string        `json:"name,omitempty"`
	Method           Claim[string] `json:"method,omitzero"`
	Unique           Claim[bool]   `json:"unique,omitzero"`
	NullsNotDistinct Claim[bool]   `json:"nullsNotDistinct,omitzero"`
	Keys             []IndexKey    `json:"keys"`
	Include          []string      `json:"include,omitempty"`
	// Where is the predicate of a partial index; "" claims that it covers every row.
	Where Claim[string] `json:"where,omitzero"`
	// Options are the storage parameters, as "fillfactor=70".
	Options Claim[string] `json:"options,omitzero"`
	// Valid is pg_index.indisvalid: false after CREATE INDEX CONCURRENTLY failed,
	// when no query uses the index.
	Valid      Claim[bool]   `json:"valid,omitzero"`
	Tablespace Claim[string] `json:"tablespace,omitzero"` // "" claims the database's
	// Clustered is pg_index.indisclustered: CLUSTER goes by this index.
	Clustered Claim[bool] `json:"clustered,omitzero"`
	// PartOf is the index of the partitioned table that it is a part of.
	PartOf *Ref `json:"partOf,omitempty"`
	// Statistics are the targets of keys that are expressions, as "2=400".
	Statistics Claim[string] `json:"statistics,omitzero"`
	Comment    Claim[string] `json:"comment,omitzero"`
	Origin     Origin        `json:"origin,omitzero"`
}

// An IndexKey is a column or an expression, and how it is ordered.
type IndexKey struct {
	Column string `json:"column,omitempty"`
	Expr   string `json:"expr,omitempty"`
	// Opclass is the operator class where it is not the type's default, with its
	// options; "" claims the default.
	Opclass Claim[string] `json:"opclass,omitzero"`
	// Collation is set where it is not the column's; "" claims the column's.
	Collation Claim[string] `json:"collation,omitzero"`
	Desc      Claim[bool]   `json:"desc,omitzero"`
	// NullsFirst is the default of a descending key.
	NullsFirst Claim[bool] `json:"nullsFirst,omitzero"`
}
