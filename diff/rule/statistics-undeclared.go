package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "statistics-undeclared",
		Title:    "The database has extended statistics that are not declared",
		Severity: Info,
		Explains: topics(diff.Undeclared, schema.KindStatistics),
		Check:    each(statisticsUndeclared),
		Doc: doc(`
The declared side lists every statistics object, and the database has one more.`, `
Nothing fails. A database built from the declared side may plan queries
otherwise.`, `
Add it to the declared side.`, `
Drop them when no query needs them.
`),
	})
}

func statisticsUndeclared(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Message:     source(p, d) + " has no such statistics" + perhaps(d, "renamed from"),
		Consequence: "nothing fails; a database without them may plan queries otherwise",
		Remedies: remedies(
			fmt.Sprintf("add the %s to %s", describe(d), source(p, d)),
			"drop "+sqlObject(d),
		),
	}
}
