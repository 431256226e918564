package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "domain-default",
		Title:    "The default of a domain differs",
		Severity: Warning,
		Explains: topics(diff.Default, schema.KindDomain),
		Check:    each(domainDefault),
		Doc: doc(`
Both sides have the domain, and it gives columns without a default of their own
another default.`, `
An INSERT that leaves such a column out stores another value than declared.`, `
Declare the default that the database has.`, `
Set it; no row is touched:

    alter domain email set default 'nobody@example.org';
`),
	})
}

func domainDefault(p *Pass, d *diff.Difference) Finding {
	set := "drop default"
	if x, ok := d.DeclaredObject.(*schema.Domain); ok && x.Default.Or("") != "" {
		set = "set default " + oneLine(x.Default.Or(""))
	}
	return Finding{
		Message: contrast(p, d, defaultWords(d.Declared), defaultWords(d.Live)),
		Consequence: fmt.Sprintf("an INSERT that leaves a column of the domain %s out stores %s instead of %s",
			d.Object.Path(), or(oneLine(d.Live), "NULL"), or(oneLine(d.Declared), "NULL")),
		Remedies: remedies(
			fmt.Sprintf("declare the domain %s with %s", d.Object.Path(), defaultWords(d.Live)),
			fmt.Sprintf("alter domain %s %s", sqlName(d.Object), set),
		),
	}
}
