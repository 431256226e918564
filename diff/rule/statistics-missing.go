package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "statistics-missing",
		Title:    "Declared extended statistics do not exist in the database",
		Severity: Info,
		Explains: topics(diff.Absent, schema.KindStatistics),
		Check:    each(statisticsMissing),
		Doc: doc(`
CREATE STATISTICS tells ANALYZE to look at columns together; the database lacks
what is declared.`, `
Nothing fails. Queries over several columns of the table may be planned badly.`, `
Remove it from the declared side.`, `
Create them, and let ANALYZE run.
`),
	})
}

func statisticsMissing(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Message:     "declared, and the database has no such statistics" + perhaps(d, "renamed to"),
		Consequence: "nothing fails; queries that filter by several of the columns may be planned badly",
		Remedies: remedies(
			fmt.Sprintf("remove the %s from %s", describe(d), source(p, d)),
			fmt.Sprintf("create %s as declared, and analyze the table", sqlObject(d)),
		),
	}
}
