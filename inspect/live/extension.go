package live

import "github.com/synapscale/synapcheck/inspect/schema"

func (r *reading) extension(f *row) {
	id := f.oid()
	o, owner := &schema.Object{Kind: schema.KindExtension, Name: f.text()}, f.oid()
	o.Set("schema", f.text())
	o.Set("version", f.text())
	r.objectOf("pg_extension", id, owner, o)
}

// dependence reads that an object goes when an extension goes.
func (r *reading) dependence(f *row) {
	o := r.objects[f.text()][f.oid()]
	if o == nil {
		return
	}
	const name = "depends on extension"
	extension := schema.SQLIdent(f.text())
	for i, p := range o.Properties {
		if p.Name == name {
			o.Properties[i].Value += ", " + extension
			return
		}
	}
	o.Set(name, extension)
}
