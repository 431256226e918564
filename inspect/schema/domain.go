package schema

// A Domain is a type with constraints of its own.
type Domain struct {
	Schema    string        `json:"schema,omitempty"`
	Name      string        `json:"name"`
	Base      Type          `json:"base"`
	NotNull   Claim[bool]   `json:"notNull,omitzero"`
	Default   Claim[string] `json:"default,omitzero"`
	Collation Claim[string] `json:"collation,omitzero"`
	Checks    []*Check      `json:"checks,omitempty"`
	About
	Origin Origin `json:"origin,omitzero"`
}

// Ref identifies the domain.
func (d *Domain) Ref() Ref { return Ref{Kind: KindDomain, Schema: d.Schema, Name: d.Name} }
