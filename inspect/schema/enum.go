package schema

// An Enum type and its labels, in their order (pg_enum.enumsortorder).
type Enum struct {
	Schema string   `json:"schema,omitempty"`
	Name   string   `json:"name"`
	Labels []string `json:"labels"`
	About
	Origin Origin `json:"origin,omitzero"`
}

// Ref identifies the enum.
func (e *Enum) Ref() Ref { return Ref{Kind: KindEnum, Schema: e.Schema, Name: e.Name} }
