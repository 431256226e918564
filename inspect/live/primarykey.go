package live

import "github.com/synapscale/synapcheck/inspect/schema"

func (r *reading) primaryKey(f *row) {
	rel := r.relation(f.oid())
	key := &schema.PrimaryKey{Name: f.text()}
	key.Columns, key.Include = rel.indexed(f.ints(), f.int())
	key.Deferrable = schema.Is(deferrable(f.bool(), f.bool()))
	period := f.bool()
	if rel.Table == nil {
		return
	}
	rel.PrimaryKey = key
	if period {
		r.period(rel.Child(schema.KindPrimaryKey, key.Name))
	}
}

// indexed are the key columns of an index and the further ones that it holds.
func (rel *relation) indexed(attnums []int, keys int) (key, include []string) {
	keys = min(keys, len(attnums))
	return rel.names(attnums[:keys]), rel.names(attnums[keys:])
}

func deferrable(can, initially bool) schema.Deferrable {
	switch {
	case !can:
		return schema.NotDeferrable
	case initially:
		return schema.InitiallyDeferred
	}
	return schema.InitiallyNow
}

func (r *reading) period(ref schema.Ref) {
	r.gap(schema.Gap{
		Subject:      ref.String(),
		Reason:       "that it compares periods of time is not described",
		Undetermined: true,
		Object:       ref,
	})
}
