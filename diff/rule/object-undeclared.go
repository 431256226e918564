package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "object-undeclared",
		Title:    "The database has an object of another kind that is not declared",
		Severity: Info,
		Explains: topics(diff.Undeclared, otherKinds()...),
		Check:    each(objectUndeclared),
		Doc: doc(`
The declared side lists the objects of the kind, and the database has one more:
an operator, a cast, a text search configuration, a foreign server, a
publication, an event trigger and the like.`, `
Nothing at once: what uses it works here, and fails in a database built from the
declared side. An event trigger does something at each DDL statement, and a
publication sends rows away: those are warnings.`, `
Add it to the declared side.`, `
Drop it when nothing uses it.
`),
	})
}

func objectUndeclared(p *Pass, d *diff.Difference) Finding {
	f := Finding{
		Message:     fmt.Sprintf("%s has no such %s%s", source(p, d), d.Object.Kind, perhaps(d, "renamed from")),
		Consequence: fmt.Sprintf("a database built from %s lacks it: %s", source(p, d), or(lacking[d.Object.Kind], "what depends on it fails there (42704)")),
		Remedies: remedies(
			fmt.Sprintf("add the %s to %s", describe(d), source(p, d)),
			fmt.Sprintf("drop %s once nothing uses it", sqlObject(d)),
		),
	}
	switch d.Object.Kind {
	case schema.KindEventTrigger, schema.KindPublication, schema.KindSubscription, schema.KindDefaultPrivileges:
		f.Severity = Warning
	}
	return f
}
