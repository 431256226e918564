package live

import "github.com/synapscale/synapcheck/inspect/schema"

var actions = map[byte]schema.Action{
	'a': schema.NoAction,
	'r': schema.Restrict,
	'c': schema.Cascade,
	'n': schema.SetNull,
	'd': schema.SetDefault,
}

var matches = map[byte]string{'s': "simple", 'f': "full", 'p': "partial"}

func (r *reading) foreignKey(f *row) {
	rel := r.relation(f.oid())
	key := &schema.ForeignKey{Name: f.text(), Columns: rel.names(f.ints())}
	other := r.relation(f.oid())
	key.RefSchema, key.RefTable = r.word(f.raw()), r.word(f.raw())
	key.RefColumns = other.names(f.ints())
	if elsewhere := f.list(); elsewhere != nil {
		key.RefColumns = elsewhere
	}
	key.OnUpdate = schema.Is(actions[f.char()])
	key.OnDelete = schema.Is(actions[f.char()])
	key.SetColumns = rel.names(f.ints())
	key.Match = schema.Is(matches[f.char()])
	key.Deferrable = schema.Is(deferrable(f.bool(), f.bool()))
	key.Validated = schema.Is(f.bool())
	enforced, period := f.bool(), f.bool()
	if rel.Table == nil {
		return
	}
	rel.ForeignKeys = append(rel.ForeignKeys, key)
	ref := rel.Child(schema.KindForeignKey, key.Name)
	if !enforced {
		r.notEnforced(ref)
	}
	if period {
		r.period(ref)
	}
}

func (r *reading) notEnforced(ref schema.Ref) {
	r.gap(schema.Gap{
		Subject:      ref.String(),
		Reason:       "that it is not enforced is not described",
		Undetermined: true,
		Object:       ref,
	})
}
