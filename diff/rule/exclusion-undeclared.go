package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "exclusion-undeclared",
		Title:    "A table has an exclusion constraint that is not declared",
		Severity: Warning,
		Explains: topics(diff.Undeclared, schema.KindExclusion),
		Check:    each(exclusionUndeclared),
		Doc: doc(`
The live table has an EXCLUDE constraint, and the declared side, which lists
them, has none like it.`, `
Rows that the declared side permits are refused with SQLSTATE 23P01.`, `
Declare the constraint.`, `
Drop it, if such rows are wanted.`),
	})
}

func exclusionUndeclared(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Severity:    bySource(p, d, Warning, Info),
		Message:     fmt.Sprintf("%s in the database, not declared", oneLine(d.Live)),
		Consequence: fmt.Sprintf("rows of %s that exclude each other are refused (23P01), which %s permits", tableName(d), source(p, d)),
		Remedies:    remedies("declare "+oneLine(d.Live), dropConstraint(d)),
	}
}
