package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "domain-missing",
		Title:    "A declared domain does not exist in the database",
		Severity: Error,
		Explains: topics(diff.Absent, schema.KindDomain),
		Check:    each(domainMissing),
		Doc: doc(`
The declared side defines a domain, a type with constraints of its own, that the
database lacks.`, `
Casts to the domain, and tables that use it, fail with SQLSTATE 42704: type does
not exist.`, `
Remove the domain from the declared side.`, `
Create it:

    create domain email as text check (value like '%@%');
`),
	})
}

func domainMissing(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Message:     fmt.Sprintf("declared as %s, and the database has no such domain", d.Declared),
		Consequence: fmt.Sprintf("casts to %s, and tables that use it, fail: %s", d.Object.Path(), noType(d.Object.Name)),
		Remedies: remedies(
			fmt.Sprintf("remove the domain %s from %s", d.Object.Path(), source(p, d)),
			fmt.Sprintf("create domain %s as %s, with its constraints", sqlName(d.Object), d.Declared),
		),
	}
}
