package live

import "github.com/synapscale/synapcheck/inspect/schema"

func (r *reading) sequence(f *row) {
	s := &schema.Sequence{
		Schema:    r.schemas[f.oid()],
		Name:      f.text(),
		Type:      schema.Is(r.typeOf(f.oid(), nil)),
		Start:     schema.Is(f.int64()),
		Increment: schema.Is(f.int64()),
		Min:       schema.Is(f.int64()),
		Max:       schema.Is(f.int64()),
		Cache:     schema.Is(f.int64()),
		Cycle:     schema.Is(f.bool()),
	}
	owner := schema.Ref{Kind: schema.KindColumn, Schema: f.text(), Parent: f.text(), Name: f.text()}
	if owner.Name != "" {
		s.OwnedBy = owner
	}
	r.db.Sequences = append(r.db.Sequences, s)
}
