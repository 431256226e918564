package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "foreign-key-reference",
		Title:    "A foreign key refers to another table or other columns",
		Severity: Error,
		Explains: topics(diff.Reference, schema.KindForeignKey),
		Check:    each(foreignKeyReference),
		Doc: doc(`
Both sides have a foreign key over the same columns, and it refers to different
rows.`, `
Values that exist in the declared table are refused with SQLSTATE 23503, unless
the other table happens to have them; values that do not exist there are
stored. Joins along the declared reference lose rows.`, `
Declare the reference that the database has.`, `
Drop the constraint and add it again with the declared reference.`),
	})
}

func foreignKeyReference(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Severity:    bySource(p, d, Error, Warning),
		Message:     contrast(p, d, "references "+d.Declared, d.Live),
		Consequence: fmt.Sprintf("a row of %s that refers to %s is refused (23503) unless %s has it too", tableName(d), d.Declared, d.Live),
		Remedies: remedies(
			fmt.Sprintf("declare the reference to %s", d.Live),
			replaceConstraint(d, "foreign key "+foreignKey(d)),
		),
	}
}
