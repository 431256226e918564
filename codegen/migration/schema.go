package migration

import (
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() { register(settleSchema, schema.KindSchema) }

func (s *side) schema(name string) *schema.Schema {
	for _, x := range s.db.Schemas {
		if x.Name == name {
			return x
		}
	}
	return nil
}

func settleSchema(w *work, u *unit) {
	if u.of(diff.Absent) != nil {
		w.create(u.ref, w.declared, u.take()...)
		return
	}
	if u.of(diff.Undeclared) != nil {
		if a := w.drop(u, u.take()...); a != nil {
			w.schemaDrops = append(w.schemaDrops, a)
		}
		return
	}
	d, l := w.declared.schema(u.ref.Name), w.live.schema(u.ref.Name)
	if d == nil || l == nil {
		return
	}
	name := ident(u.ref.Name)
	w.about(u, spoken{word: "SCHEMA", name: name, on: "SCHEMA " + name, live: l.About, declared: d.About})
}

// emptySchemas has schemas go after all that is in them.
func (w *work) emptySchemas() {
	for _, a := range w.schemaDrops {
		for _, o := range w.actions {
			if o != a && o.ref.Schema == a.ref.Name {
				a.after = append(a.after, o)
			}
		}
	}
}
