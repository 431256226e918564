package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "domain-type",
		Title:    "The type under a domain differs",
		Severity: Error,
		Explains: topics(diff.Base, schema.KindDomain),
		Check:    each(domainType),
		Doc: doc(`
Both sides have the domain, over different types.`, `
Every column of the domain holds other values than declared: they are refused,
cut or converted on writing (SQLSTATE 22001, 22003, 42804).`, `
Declare the domain over the type that the database has.`, `
The type under a domain cannot be altered. Create a domain of another name,
alter the columns to it, drop this one, and rename.`),
	})
}

func domainType(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Severity:    bySource(p, d, Error, Warning),
		Message:     contrast(p, d, d.Declared, d.Live),
		Consequence: fmt.Sprintf("every column of the domain %s holds %s, where %s expects %s", d.Object.Path(), d.Live, source(p, d), d.Declared),
		Remedies: remedies(
			fmt.Sprintf("declare the domain %s as %s", d.Object.Path(), d.Live),
			fmt.Sprintf("create a domain as %s, alter the columns of %s to it, and rename: the type cannot be altered", d.Declared, d.Object.Path()),
		),
	}
}
