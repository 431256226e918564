package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "constraint-validated",
		Title:    "A constraint holds for new rows only",
		Severity: Warning,
		Explains: topics(diff.Validated, schema.KindForeignKey, schema.KindCheck),
		Check:    each(constraintValidated),
		Doc: doc(`
A foreign key or check was added NOT VALID on one side: PostgreSQL holds new and
changed rows to it, and has never looked at those that were there before. Often
the second step of a migration, VALIDATE CONSTRAINT, was forgotten.`, `
Old rows may break the constraint. An UPDATE of such a row fails, even if it
touches something else, and the planner does not rely on the constraint.`, `
Declare the constraint NOT VALID, if that is meant to last.`, `
Validate it, which blocks neither reading nor writing:

    alter table orders validate constraint orders_user_id_fkey;
`),
	})
}

func constraintValidated(p *Pass, d *diff.Difference) Finding {
	f := Finding{
		Message:     contrast(p, d, d.Declared, d.Live),
		Consequence: fmt.Sprintf("rows of %s from before the constraint may break it, and an UPDATE of such a row fails", tableName(d)),
		Remedies: remedies(
			fmt.Sprintf("declare %s as not valid", d.Object.Path()),
			fmt.Sprintf("%s validate constraint %s", alterTable(d), sqlIdent(d.Object.Name)),
		),
	}
	if d.Live == "validated" {
		f.Severity = Info
		f.Consequence = fmt.Sprintf("nothing breaks: every row of %s has been held to the constraint", tableName(d))
		f.Remedies = remedies(fmt.Sprintf("declare %s without not valid", d.Object.Path()), "")
	}
	return f
}
