package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "domain-nullability",
		Title:    "A domain refuses NULL on one side and allows it on the other",
		Severity: Error,
		Explains: topics(diff.NotNull, schema.KindDomain),
		Check:    each(domainNullability),
		Doc: doc(`
Both sides have the domain, and only one says NOT NULL.`, `
Where the database refuses NULL, writing it to any column of the domain fails
with SQLSTATE 23502, and so does a cast of NULL. Where it does not, rows without
a value are stored.`, `
Declare the domain as the database has it.`, `
Forbid NULL once no column of the domain holds it, or allow it:

    alter domain email set not null;
    alter domain email drop not null;
`),
	})
}

func domainNullability(p *Pass, d *diff.Difference) Finding {
	f := Finding{
		Severity:    bySource(p, d, Error, Warning),
		Message:     contrast(p, d, d.Declared, d.Live),
		Consequence: fmt.Sprintf("NULL can be stored in columns of the domain %s, which %s forbids", d.Object.Path(), source(p, d)),
		Remedies: remedies(
			fmt.Sprintf("declare the domain %s as %s", d.Object.Path(), d.Live),
			fmt.Sprintf("alter domain %s set not null, once no column of it holds NULL", sqlName(d.Object)),
		),
	}
	if d.Live == "not null" {
		f.Consequence = fmt.Sprintf("writing NULL to a column of the domain %s fails (23502), which %s permits", d.Object.Path(), source(p, d))
		f.Remedies[1].Text = fmt.Sprintf("alter domain %s drop not null", sqlName(d.Object))
	}
	return f
}
