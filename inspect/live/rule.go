package live

import "github.com/synapscale/synapcheck/inspect/schema"

// rule reads a rule that is not the query of a view.
func (r *reading) rule(f *row) {
	id, rel := f.oid(), r.relations[f.oid()]
	if rel == nil || rel.Table == nil {
		return
	}
	o := &schema.Object{Kind: schema.KindRule, Schema: rel.Table.Schema, Parent: rel.Table.Name, Name: f.text()}
	definition := f.raw()
	r.moved = r.moved || definition == nil
	o.Set("definition", statement(string(definition)))
	o.Set("enabled", switched[f.char()])
	r.object("pg_rewrite", id, o)
}
