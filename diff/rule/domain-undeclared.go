package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "domain-undeclared",
		Title:    "The database has a domain that nobody declares",
		Severity: Warning,
		Explains: topics(diff.Undeclared, schema.KindDomain),
		Check:    each(domainUndeclared),
		Doc: doc(`
The database has a domain that the declared side, which lists domains, does not
have.`, `
Nothing at once. A database built from the declared side lacks the domain, so
casts to it work here and fail there.`, `
Declare the domain.`, `
Drop it, if no column uses it:

    drop domain email;
`),
	})
}

func domainUndeclared(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Severity:    bySource(p, d, Warning, Info),
		Message:     fmt.Sprintf("not declared (%s)", d.Live),
		Consequence: fmt.Sprintf("a database built from %s lacks the domain %s: casts to it work here and fail there", source(p, d), d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("declare the domain %s", d.Object.Path()),
			fmt.Sprintf("drop domain %s, if no column uses it", sqlName(d.Object)),
		),
	}
}
