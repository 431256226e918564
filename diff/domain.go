package diff

import (
	"github.com/synapscale/synapcheck/diff/equal"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func (c *comparer) domains() {
	pairs, absent, undeclared := matchTypes(c,
		inSchemas(c, c.declared.Domains, func(d *schema.Domain) string { return d.Schema }),
		inSchemas(c, c.live.Domains, func(d *schema.Domain) string { return d.Schema }),
		(*schema.Domain).Ref,
		func(d *schema.Domain) schema.Origin { return d.Origin },
	)
	for _, p := range pairs {
		c.domain(p.declared, p.live)
	}
	for _, d := range absent {
		c.fact(FacetPresence, Difference{
			Object: d.Ref(), Property: Absent, Declared: d.Base.String(), DeclaredObject: d, Origin: d.Origin,
		}, Differ)
	}
	if c.complete(schema.KindDomain) {
		for _, l := range undeclared {
			c.fact(FacetPresence, Difference{
				Object: l.Ref(), Property: Undeclared, Live: l.Base.String(), LiveObject: l,
			}, Differ)
		}
	}
}

func (c *comparer) domain(d, l *schema.Domain) {
	of := func(p Property) Difference {
		return Difference{Object: l.Ref(), Property: p, DeclaredObject: d, LiveObject: l, Origin: d.Origin}
	}
	c.diff.Facts[FacetPresence].Agree++
	base := of(Base)
	base.Declared, base.Live = d.Base.String(), l.Base.String()
	c.fact(FacetType, base, verdict(equal.Types(d.Base, l.Base)))
	null := of(NotNull)
	null.Declared = yesNo(d.NotNull.Or(false), "not null", "nullable")
	null.Live = yesNo(l.NotNull.Or(false), "not null", "nullable")
	c.fact(FacetNullability, null, claims(d.NotNull, l.NotNull))
	def := of(Default)
	def.Declared, def.Live = SpellDefault(d.Default.Or("")), SpellDefault(l.Default.Or(""))
	v := Unsaid
	if !d.Default.Silent() && !l.Default.Silent() {
		v = c.defaultExpr(d.Default.Or(""), l.Default.Or(""), l.Base)
	}
	c.fact(FacetDefault, def, v)
	collation := of(Collation)
	collation.Declared, collation.Live = d.Collation.Or(""), l.Collation.Or("")
	c.fact(FacetOther, collation, collations(d.Collation, l.Collation))
	c.about(&d.About, &l.About, of)
	c.fact(FacetCheck, Difference{}, c.domainChecks(d, l, of))
}

// inSchemas leaves out the objects of schemas that take no part.
func inSchemas[T any](c *comparer, objects []T, schemaOf func(T) string) []T {
	if len(c.opts.Schemas) == 0 {
		return objects
	}
	var in []T
	for _, o := range objects {
		if c.schemaInScope(schemaOf(o)) {
			in = append(in, o)
		}
	}
	return in
}
