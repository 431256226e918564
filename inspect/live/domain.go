package live

import "github.com/synapscale/synapcheck/inspect/schema"

func (r *reading) domain(f *row) {
	id := f.oid()
	d := &schema.Domain{Schema: r.schemas[f.oid()], Name: f.text()}
	base := f.oid()
	d.Base = r.typeOf(base, f.raw())
	d.NotNull = schema.Is(f.bool())
	d.Default = schema.Is(f.text())
	d.Collation = schema.Is(r.ownCollation(base, f.oid()))
	d.Comment = schema.Is(f.text())
	delete(r.others, id)
	r.domains[id] = d
	r.db.Domains = append(r.db.Domains, d)
}
