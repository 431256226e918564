package live

import "github.com/synapscale/synapcheck/inspect/schema"

func (r *reading) accessMethod(f *row) {
	id, o := f.oid(), &schema.Object{Kind: schema.KindAccessMethod, Name: f.text()}
	o.Comment = r.none
	r.object("pg_am", id, o)
	o.Set("type", map[byte]string{'i': "index", 't': "table"}[f.char()])
	o.Set("handler", r.reference(f))
}
