package live

import "github.com/synapscale/synapcheck/inspect/schema"

// A domainBase is the type that a domain is made from, by whose properties the
// domain's own are judged.
type domainBase struct {
	domain    *schema.Domain
	base      oid
	formatted string
	collation oid
}

// domain describes a type that is one, from what is left of its row.
func (r *reading) domain(id oid, t *typ, f *row) {
	d := &schema.Domain{Schema: r.schemas[t.namespace], Name: t.Name, About: schema.About{Comment: r.none}}
	base := domainBase{domain: d, base: t.base, formatted: f.text(), collation: t.collation}
	d.NotNull = r.flag(f.bool())
	d.Default = r.claim(f.text())
	r.ownedType(id, f)
	r.bases = append(r.bases, base)
	r.domains[id] = d
	r.db.Domains = append(r.db.Domains, d)
}

// domainBases names the types that domains are made from, when all are read.
func (r *reading) domainBases() {
	for _, b := range r.bases {
		b.domain.Base = r.typeOf(b.base, []byte(b.formatted))
		b.domain.Collation = r.claim(r.ownCollation(b.base, b.collation))
	}
}
