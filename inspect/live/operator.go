package live

import "github.com/synapscale/synapcheck/inspect/schema"

// operator reads an operator. One without a function is a mere name that
// another refers to.
func (r *reading) operator(f *row) {
	id, o, owner := f.oid(), &schema.Object{Kind: schema.KindOperator, Schema: r.schemas[f.oid()], Name: f.text()}, f.oid()
	o.Signature = "(" + r.reference(f) + ", " + r.reference(f) + ")"
	r.objectOf("pg_operator", id, owner, o)
	o.Set("procedure", r.reference(f))
	o.Set("commutator", operatorName(f.text(), f.text()))
	o.Set("negator", operatorName(f.text(), f.text()))
	o.Set("restrict", r.reference(f))
	o.Set("join", r.reference(f))
	o.Set("hashes", ifTrue(f.bool()))
	o.Set("merges", ifTrue(f.bool()))
}

func operatorName(namespace, name string) string {
	if name == "" {
		return ""
	}
	return "operator(" + schema.SQLIdent(namespace) + "." + name + ")"
}
