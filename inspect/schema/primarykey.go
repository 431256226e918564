package schema

// A PrimaryKey of a table. Name is empty where the source leaves it to the
// database; the same holds for every constraint.
type PrimaryKey struct {
	Name       string            `json:"name,omitempty"`
	Columns    []string          `json:"columns"`
	Include    []string          `json:"include,omitempty"`
	Deferrable Claim[Deferrable] `json:"deferrable,omitzero"`
	Origin     Origin            `json:"origin,omitzero"`
}

// Deferrable says when a constraint is checked; empty for at each statement.
type Deferrable string

// The ways to check a constraint.
const (
	NotDeferrable     Deferrable = ""
	InitiallyNow      Deferrable = "initially immediate"
	InitiallyDeferred Deferrable = "initially deferred"
)
