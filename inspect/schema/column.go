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
