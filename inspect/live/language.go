package live

import "github.com/synapscale/synapcheck/inspect/schema"

func (r *reading) language(f *row) {
	id, o, owner, acl := f.oid(), &schema.Object{Kind: schema.KindLanguage, Name: f.text()}, f.oid(), f.text()
	r.guarded("pg_language", id, owner, aclLanguage, acl, o)
	o.Set("trusted", ifTrue(f.bool()))
	o.Set("handler", r.reference(f))
	o.Set("inline", r.reference(f))
	o.Set("validator", r.reference(f))
}
