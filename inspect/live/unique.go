package live

import "github.com/synapscale/synapcheck/inspect/schema"

func (r *reading) unique(f *row) {
	rel := r.relation(f.oid())
	key := &schema.Unique{Name: f.text()}
	key.Columns, key.Include = rel.indexed(f.ints(), f.int())
	key.Deferrable = schema.Is(deferrable(f.bool(), f.bool()))
	period := f.bool()
	key.NullsNotDistinct = schema.Is(f.bool())
	if rel.Table == nil {
		return
	}
	rel.Uniques = append(rel.Uniques, key)
	if period {
		r.period(rel.Child(schema.KindUnique, key.Name))
	}
}
