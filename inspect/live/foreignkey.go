package live

import "github.com/synapscale/synapcheck/inspect/schema"

func (r *reading) foreignKey(id oid, name string, x constraintRow, rel *relation) {
	r.keys.foreign[id] = rel
	k := &schema.ForeignKey{
		Name:       name,
		Columns:    rel.columnNames(x.key),
		SetColumns: rel.columnNames(x.setKey),
		OnUpdate:   r.keys.actions[x.onUpdate],
		OnDelete:   r.keys.actions[x.onDelete],
		Match:      r.keys.matches[x.match],
		Deferrable: r.keys.deferrings[x.deferrable],
		Validated:  r.flag(x.validated),
		Enforced:   r.flag(x.enforced),
		Period:     x.period,
	}
	if other := r.relations[x.other]; other != nil {
		k.RefSchema, k.RefTable = r.schemas[other.namespace], other.name
		k.RefColumns = other.columnNames(x.otherKey)
	}
	rel.ForeignKeys = append(rel.ForeignKeys, k)
	r.keep(id, rel, rel.Child(schema.KindForeignKey, name), &k.Comment, &k.PartOf, x.parent)
	if x.parent != 0 {
		r.keys.parts[len(r.keys.parts)-1].fkey = k
	}
}
