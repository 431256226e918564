package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "domain-collation",
		Title:    "The collation of a domain differs",
		Severity: Warning,
		Explains: topics(diff.Collation, schema.KindDomain),
		Check:    each(domainCollation),
		Doc: doc(`
Both sides have the domain, and it sorts its text by different collations.`, `
ORDER BY and comparisons of columns of the domain give other results than the
declared side says.`, `
Declare the domain with the collation that the database has.`, `
The collation of a domain cannot be altered. Create a domain of another name,
alter the columns to it, drop this one, and rename.`),
	})
}

func domainCollation(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Message:     contrast(p, d, collationWords(d.Declared), collationWords(d.Live)),
		Consequence: fmt.Sprintf("ORDER BY and comparisons of columns of the domain %s give other results than declared", d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("declare the domain %s with %s", d.Object.Path(), collationWords(d.Live)),
			fmt.Sprintf("create a domain with %s, alter the columns of %s to it, and rename", collationWords(d.Declared), d.Object.Path()),
		),
	}
}
