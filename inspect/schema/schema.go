package schema

// A Schema is a namespace of the database.
type Schema struct {
	Name string `json:"name"`
	About
	Origin Origin `json:"origin,omitzero"`
}

// Ref identifies the schema.
func (s *Schema) Ref() Ref { return Ref{Kind: KindSchema, Name: s.Name} }
