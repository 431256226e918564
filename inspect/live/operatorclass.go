package live

import "github.com/synapscale/synapcheck/inspect/schema"

func (r *reading) operatorClass(f *row) {
	id, o, owner := f.oid(), &schema.Object{Kind: schema.KindOperatorClass, Schema: r.schemas[f.oid()], Name: f.text()}, f.oid()
	o.Signature = " using " + schema.SQLIdent(f.text())
	r.objectOf("pg_opclass", id, owner, o)
	o.Set("default", ifTrue(f.bool()))
	o.Set("for type", r.reference(f))
	o.Set("family", f.text())
	o.Set("storage", r.reference(f))
}
