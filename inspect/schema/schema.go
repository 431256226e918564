package schema

// A Schema is a namespace of the database.
type Schema struct {
	Name    string        `json:"name"`
	Comment Claim[string] `json:"comment,omitzero"`
}

// Ref identifies the schema.
func (s *Schema) Ref() Ref { return Ref{Kind: KindSchema, Name: s.Name} }
