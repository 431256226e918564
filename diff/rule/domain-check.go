package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "domain-check",
		Title:    "A domain has other checks",
		Severity: Error,
		Explains: topics(diff.Expr, schema.KindDomain),
		Check:    each(domainCheck),
		Doc: doc(`
Both sides have the domain, and a CHECK of it is there on one side only, has
another condition, or was added NOT VALID. Where only a server could tell
whether two conditions mean the same, the finding says "may differ" and is for
your information.`, `
Values that the declared side permits are refused in every column of the domain
with SQLSTATE 23514, or values that it forbids are stored.`, `
Declare the checks that the database has.`, `
Drop the check, or add it and validate it afterwards:

    alter domain email add check (value like '%@%') not valid;
`),
	})
}

func domainCheck(p *Pass, d *diff.Difference) Finding {
	words := func(expr string) string {
		if expr == "" {
			return "no such check"
		}
		return "check (" + oneLine(expr) + ")"
	}
	f := Finding{
		Severity:    bySource(p, d, Error, Warning),
		Message:     contrast(p, d, words(d.Declared), words(d.Live)),
		Consequence: fmt.Sprintf("values that break (%s) can be stored in columns of the domain %s", oneLine(d.Declared), d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("declare the domain %s with %s", d.Object.Path(), words(d.Live)),
			fmt.Sprintf("alter domain %s add %s", sqlName(d.Object), words(d.Declared)),
		),
	}
	switch {
	case d.Declared == "":
		f.Severity = Warning
		f.Consequence = fmt.Sprintf("values that break (%s) are refused in columns of the domain %s (23514), which %s permits",
			oneLine(d.Live), d.Object.Path(), source(p, d))
		f.Remedies[1].Text = fmt.Sprintf("alter domain %s drop the constraint with %s", sqlName(d.Object), words(d.Live))
	case d.Live != "":
		f.Consequence = fmt.Sprintf("values that break (%s) are refused (23514) in columns of the domain %s, instead of those that break (%s)",
			oneLine(d.Live), d.Object.Path(), oneLine(d.Declared))
		f.Remedies[1].Text = fmt.Sprintf("replace %s of %s by %s", words(d.Live), d.Object.Path(), words(d.Declared))
	}
	return f
}
