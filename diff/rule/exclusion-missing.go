package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "exclusion-missing",
		Title:    "A table lacks a declared exclusion constraint",
		Severity: Error,
		Explains: topics(diff.Absent, schema.KindExclusion),
		Check:    each(exclusionMissing),
		Doc: doc(`
The declared side has an EXCLUDE constraint, by which no two rows may overlap,
and the live table has none like it.`, `
Rows that overlap can be stored: two bookings of one room at one time.`, `
Remove the constraint from the schema file.`, `
Add it, once no two rows overlap:

    alter table bookings add exclude using gist (room with =, during with &&);
`),
	})
}

func exclusionMissing(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Severity:    bySource(p, d, Error, Warning),
		Message:     fmt.Sprintf("declared %s, and the table has no such constraint", oneLine(d.Declared)),
		Consequence: fmt.Sprintf("rows of %s that exclude each other can be stored", tableName(d)),
		Remedies: remedies(
			fmt.Sprintf("remove the constraint from %s", source(p, d)),
			addConstraint(d, d.Declared),
		),
	}
}
