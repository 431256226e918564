package live

import "github.com/synapscale/synapcheck/inspect/schema"

func (r *reading) domain(f *row) {
	id := f.oid()
	t := r.types[id]
	if t == nil || r.members[member{classType, id}] {
		return
	}
	d := &schema.Domain{Schema: r.schemas[t.namespace], Name: t.Name, About: schema.About{Comment: r.none}}
	base := f.oid()
	d.Base = r.typeOf(base, f.raw())
	d.NotNull = r.flag(f.bool())
	d.Default = r.claim(f.text())
	d.Collation = r.claim(r.ownCollation(base, f.oid()))
	delete(r.others, id)
	r.domains[id] = d
	r.db.Domains = append(r.db.Domains, d)
}
