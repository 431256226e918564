package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "function-undeclared",
		Title:    "The database has a function that is not declared",
		Severity: Warning,
		Explains: topics(diff.Undeclared, schema.KindFunction, schema.KindProcedure, schema.KindAggregate),
		Check:    each(functionUndeclared),
		Doc: doc(`
The declared side lists every function, and the database has one more, perhaps
the same one with other arguments.`, `
Nothing at once. Where two functions of a name are left, a call may reach the
old one, or is ambiguous (SQLSTATE 42725). A database built from the declared
side lacks it.`, `
Add it to the declared side.`, `
Drop it when nothing calls it.
`),
	})
}

func functionUndeclared(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Message:     fmt.Sprintf("%s has no such %s%s", source(p, d), d.Object.Kind, perhaps(d, "changed from")),
		Consequence: fmt.Sprintf("a database built from %s lacks %s: what calls it works here and fails there", source(p, d), d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("add the %s to %s", describe(d), source(p, d)),
			fmt.Sprintf("drop %s once nothing calls it", sqlObject(d)),
		),
	}
}
