package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "exclusion-definition",
		Title:    "An exclusion constraint excludes other rows",
		Severity: Error,
		Explains: topics(diff.Definition, schema.KindExclusion),
		Check:    each(exclusionDefinition),
		Doc: doc(`
Both sides have an EXCLUDE constraint of the name, and the definitions differ.`, `
Rows that the declared side permits may be refused with SQLSTATE 23P01, and rows
that it excludes may be stored.`, `
Declare the constraint as the database has it.`, `
Drop the constraint and add it again as declared.`),
	})
}

func exclusionDefinition(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Severity:    bySource(p, d, Error, Warning),
		Message:     contrast(p, d, oneLine(d.Declared), oneLine(d.Live)),
		Consequence: fmt.Sprintf("other rows of %s are refused (23P01) than %s says", tableName(d), source(p, d)),
		Remedies:    remedies("declare "+oneLine(d.Live), replaceConstraint(d, d.Declared)),
	}
}
