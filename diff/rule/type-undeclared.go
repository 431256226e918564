package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "type-undeclared",
		Title:    "The database has a type or collation that is not declared",
		Severity: Info,
		Explains: topics(diff.Undeclared, schema.KindComposite, schema.KindRange, schema.KindBaseType, schema.KindCollation),
		Check:    each(typeUndeclared),
		Doc: doc(`
The declared side lists every type and collation, and the database has one more.`, `
Nothing at once: what uses it works here, and fails in a database built from the
declared side.`, `
Add it to the declared side.`, `
Drop it when no column and no function uses it.
`),
	})
}

func typeUndeclared(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Message:     fmt.Sprintf("%s has no such %s%s", source(p, d), d.Object.Kind, perhaps(d, "renamed from")),
		Consequence: fmt.Sprintf("what uses %s works here, and fails in a database built from %s", d.Object.Path(), source(p, d)),
		Remedies: remedies(
			fmt.Sprintf("add the %s to %s", describe(d), source(p, d)),
			fmt.Sprintf("drop %s once nothing uses it", sqlObject(d)),
		),
	}
}
