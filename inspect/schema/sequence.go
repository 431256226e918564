package schema

// A Sequence that belongs to no identity column. OwnedBy is the column that it
// is dropped with, as for serial columns; it has no kind where there is none.
type Sequence struct {
	Schema    string       `json:"schema,omitempty"`
	Name      string       `json:"name"`
	Type      Claim[Type]  `json:"type,omitzero"`
	Start     Claim[int64] `json:"start,omitzero"`
	Increment Claim[int64] `json:"increment,omitzero"`
	Min       Claim[int64] `json:"min,omitzero"`
	Max       Claim[int64] `json:"max,omitzero"`
	Cache     Claim[int64] `json:"cache,omitzero"`
	Cycle     Claim[bool]  `json:"cycle,omitzero"`
	OwnedBy   Ref          `json:"ownedBy,omitzero"`
	// Unlogged sequences belong to unlogged tables (since PostgreSQL 15).
	Unlogged Claim[bool] `json:"unlogged,omitzero"`
	About
	Origin Origin `json:"origin,omitzero"`
}

// Ref identifies the sequence.
func (s *Sequence) Ref() Ref { return Ref{Kind: KindSequence, Schema: s.Schema, Name: s.Name} }
