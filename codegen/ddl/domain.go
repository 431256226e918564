package ddl

import "github.com/synapscale/synapcheck/inspect/schema"

// domain writes its constraints with it: they cannot be added to a domain that
// is part of another type which a table uses.
func (p *plan) domain(d *schema.Domain) {
	name := dotted(d.Schema, d.Name)
	var late bool
	it := p.make(d.Ref(), rankType, d.Needs, func() []string {
		create := words("CREATE DOMAIN", name, "AS", typeName(d.Base),
			prefixed("COLLATE", d.Collation.Or("")))
		if !late {
			create += prefixed(" DEFAULT", respell(d.Default.Or(""))) + when(d.NotNull.Or(false), " NOT NULL")
			for _, c := range d.Checks {
				if c.Validated.Or(true) {
					create += "\n\t" + checkClause(c)
				}
			}
		}
		out := append([]string{create + ";"}, p.about("DOMAIN", name, d.About)...)
		if !late {
			out = append(out, domainRest(d, name, false)...)
		}
		return out
	})
	p.grants(d.Ref(), "TYPE", name, d.About, true)
	it.soft = func(o *item) bool { return o.rank != rankType && o.rank != rankSchema && o.rank != rankCollation }
	it.split = func() *item {
		late = true
		return &item{ref: d.Ref(), rank: rankSplit, write: func() []string { return domainRest(d, name, true) }}
	}
}

// domainRest are the statements about a domain that exists.
func domainRest(d *schema.Domain, name string, all bool) []string {
	var out []string
	alter := "ALTER DOMAIN " + name
	if all && d.Default.Or("") != "" {
		out = append(out, alter+" SET DEFAULT "+respell(d.Default.Or(""))+";")
	}
	if all && d.NotNull.Or(false) {
		out = append(out, alter+" SET NOT NULL;")
	}
	for _, c := range d.Checks {
		if valid := c.Validated.Or(true); all || !valid {
			out = append(out, alter+" ADD "+checkClause(c)+when(!valid, " NOT VALID")+";")
		}
		if text := c.Comment.Or(""); text != "" && c.Name != "" {
			out = append(out, commentOn("CONSTRAINT", ident(c.Name)+" ON DOMAIN "+name, text))
		}
	}
	return out
}
