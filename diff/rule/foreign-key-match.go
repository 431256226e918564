package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "foreign-key-match",
		Title:    "A foreign key over several columns treats NULL in another way",
		Severity: Warning,
		Explains: topics(diff.Match, schema.KindForeignKey),
		Check:    each(foreignKeyMatch),
		Doc: doc(`
One side says MATCH FULL and the other MATCH SIMPLE, which is usual. It matters
for keys of several columns of which some are NULL.`, `
With MATCH SIMPLE a row with NULL in one of the columns may refer to nothing.
With MATCH FULL it is refused with SQLSTATE 23503 unless all are NULL.`, `
Declare the key as the database has it.`, `
Drop the constraint and add it again with the declared MATCH.`),
	})
}

func foreignKeyMatch(p *Pass, d *diff.Difference) Finding {
	f := Finding{
		Message:     contrast(p, d, "match "+d.Declared, "match "+d.Live),
		Consequence: fmt.Sprintf("a row of %s with NULL in some of the columns may refer to nothing", tableName(d)),
		Remedies: remedies(
			"declare match "+d.Live,
			replaceConstraint(d, "foreign key "+foreignKey(d)),
		),
	}
	if d.Live == "full" {
		f.Consequence = fmt.Sprintf("a row of %s with NULL in some of the columns, but not all, is refused (23503)", tableName(d))
	}
	return f
}
