package diff

import "github.com/synapscale/synapcheck/inspect/schema"

// schemas compares the namespaces themselves. The schema public exists in every
// new database and is never reported.
func (c *comparer) schemas() {
	pairs, absent, undeclared := match(
		inSchemas(c, c.declared.Schemas, func(s *schema.Schema) string { return s.Name }),
		inSchemas(c, c.live.Schemas, func(s *schema.Schema) string { return s.Name }),
		func(d, l *schema.Schema) bool { return d.Name == l.Name },
	)
	for _, p := range pairs {
		c.about(&p.declared.About, &p.live.About, func(property Property) Difference {
			return Difference{Object: p.live.Ref(), Property: property, DeclaredObject: p.declared, LiveObject: p.live}
		})
	}
	for _, d := range absent {
		if d.Name != "public" {
			c.fact(FacetPresence, Difference{Object: d.Ref(), Property: Absent, Declared: d.Name, DeclaredObject: d}, Differ)
		}
	}
	if c.complete(schema.KindSchema) {
		for _, l := range undeclared {
			if l.Name != "public" {
				c.fact(FacetPresence, Difference{Object: l.Ref(), Property: Undeclared, Live: l.Name, LiveObject: l}, Differ)
			}
		}
	}
}
