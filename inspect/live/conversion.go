package live

import "github.com/synapscale/synapcheck/inspect/schema"

func (r *reading) conversion(f *row) {
	id, o, owner := f.oid(), &schema.Object{Kind: schema.KindConversion, Schema: r.schemas[f.oid()], Name: f.text()}, f.oid()
	r.objectOf("pg_conversion", id, owner, o)
	o.Set("for", f.text())
	o.Set("to", f.text())
	o.Set("from", r.reference(f))
	o.Set("default", ifTrue(f.bool()))
}
