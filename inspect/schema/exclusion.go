package schema

// An Exclusion constraint of a table. Definition is what pg_get_constraintdef
// says.
type Exclusion struct {
	Name       string `json:"name,omitempty"`
	Definition string `json:"definition"`
	Origin     Origin `json:"origin,omitzero"`
}
