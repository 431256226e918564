package schema

// A Column of a table. A live description claims every property; a model claims
// what its code says.
type Column struct {
	Name string `json:"name"`
	// Type is the PostgreSQL type that the source names.
	Type Claim[Type] `json:"type,omitzero"`
	// Host is the type that must hold the column's values in code; nil for
	// sources that are not code.
	Host *Host `json:"host,omitempty"`
	// NotNull is pg_attribute.attnotnull, or the constraint that code declares
	// for the database. What a field can hold is Host.Null.
	NotNull Claim[bool] `json:"notNull,omitzero"`
	// Default is the default expression as SQL; "" claims that there is none.
	Default Claim[string] `json:"default,omitzero"`
	// Identity is how an identity column gets its values.
	Identity Claim[Identity] `json:"identity,omitzero"`
	// Generated is the expression of a generated column; the zero value claims
	// that it is not generated.
	Generated Claim[Generated] `json:"generated,omitzero"`
	// Collation is set where it is not the type's own; "" claims the type's own.
	Collation Claim[string] `json:"collation,omitzero"`
	Comment   Claim[string] `json:"comment,omitzero"`
	// Rare is what few columns have. Nil in a complete description claims that
	// everything is as PostgreSQL makes it, and says nothing in any other.
	Rare *Rare `json:"rare,omitempty"`

	// Optional marks a field that is a column only if the database has one of
	// that name: a struct field without a tag among tagged ones.
	Optional bool `json:"optional,omitempty"`
	// Computed is where a query of the same code gives what it computes or joins
	// the column's name, so that no table need have it; zero for a plain column.
	Computed Origin `json:"computed,omitzero"`
	// Access is how the code uses the column; empty for reading and writing.
	Access Access `json:"access,omitempty"`
	Origin Origin `json:"origin,omitzero"`
}

// Rare is what few columns have. The zero value is what PostgreSQL makes of a
// column that says nothing of it.
type Rare struct {
	// Storage is how large values are kept, where it is not the type's own way:
	// "plain", "external", "extended", "main" (pg_attribute.attstorage).
	Storage string `json:"storage,omitempty"`
	// Compression is "pglz" or "lz4"; empty for the server's default.
	Compression string `json:"compression,omitempty"`
	// Statistics is the target of ANALYZE; nil for the server's default.
	Statistics *int `json:"statistics,omitempty"`
	// Options are those of planning, as "n_distinct=-0.1" (attoptions).
	Options string `json:"options,omitempty"`
	// ForeignOptions are those that a foreign-data wrapper reads (attfdwoptions).
	ForeignOptions string `json:"foreignOptions,omitempty"`
	// Inherited is true for a column that only the table's parents, or its type,
	// declare (not attislocal).
	Inherited bool `json:"inherited,omitempty"`
	// Sequence is that of an identity column where it is not as PostgreSQL makes
	// it of itself.
	Sequence *Sequence `json:"sequence,omitempty"`
	// NotNull is the constraint behind NOT NULL, where it is not as PostgreSQL
	// makes it of itself (since PostgreSQL 18).
	NotNull *NotNull `json:"notNull,omitempty"`
	Grants  []Grant  `json:"grants,omitempty"`
	Labels  []Label  `json:"securityLabels,omitempty"`
}

// A NotNull is a named NOT NULL constraint (since PostgreSQL 18).
type NotNull struct {
	Name      string `json:"name,omitempty"`
	NoInherit bool   `json:"noInherit,omitempty"`
	NotValid  bool   `json:"notValid,omitempty"`
	// Inherited is true for one that only the table's parents declare.
	Inherited bool   `json:"inherited,omitempty"`
	Comment   string `json:"comment,omitempty"`
}

// Identity says when an identity column takes its own value; empty for a column
// that is none. The letters are those of pg_attribute.attidentity, in words.
type Identity string

// The ways of identity columns.
const (
	IdentityNone      Identity = ""
	IdentityAlways    Identity = "always"
	IdentityByDefault Identity = "by default"
)

// Generated is the expression that a generated column is computed by.
type Generated struct {
	Expr string `json:"expr,omitempty"`
	// Virtual columns are computed when read (PostgreSQL 18), others stored.
	Virtual bool `json:"virtual,omitempty"`
}

// Access says how code uses a column.
type Access string

// The ways to use a column.
const (
	ReadWrite Access = ""
	ReadOnly  Access = "read"
	WriteOnly Access = "write"
)
