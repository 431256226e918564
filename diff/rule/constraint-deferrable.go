package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "constraint-deferrable",
		Title:    "A constraint is checked at another time",
		Severity: Warning,
		Explains: topics(diff.Deferring, schema.KindPrimaryKey, schema.KindUnique, schema.KindForeignKey),
		Check:    each(constraintDeferrable),
		Doc: doc(`
One side says DEFERRABLE, or INITIALLY DEFERRED, and the other does not: a
constraint is checked at each statement or at the end of the transaction.`, `
A transaction that breaks the constraint for a moment, and mends it before it
ends, fails where the constraint is not deferred. Where it is, a violation shows
only at COMMIT, and INSERT … ON CONFLICT cannot use a deferrable constraint
(SQLSTATE 55000).`, `
Declare the constraint as the database has it.`, `
For a foreign key:

    alter table orders alter constraint orders_user_id_fkey
        deferrable initially deferred;

Other constraints must be dropped and added again.`),
	})
}

func constraintDeferrable(p *Pass, d *diff.Difference) Finding {
	f := Finding{
		Message: contrast(p, d, d.Declared, d.Live),
		Consequence: fmt.Sprintf("a violation of %s shows only at COMMIT, or SET CONSTRAINTS can put it off",
			d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("declare %s as %s", d.Object.Path(), d.Live),
			fmt.Sprintf("make %s anew as %s", d.Object.Path(), d.Declared),
		),
	}
	if d.Live == "not deferrable" {
		f.Consequence = fmt.Sprintf("a transaction that breaks %s for a moment fails at once, and SET CONSTRAINTS on it is refused (42809)", d.Object.Path())
	}
	if d.Object.Kind == schema.KindForeignKey {
		f.Remedies[1].Text = fmt.Sprintf("%s alter constraint %s %s", alterTable(d), sqlIdent(d.Object.Name), d.Declared)
	} else if d.Live != "not deferrable" {
		f.Consequence += fmt.Sprintf("; INSERT … ON CONFLICT into %s cannot use it (55000)", tableName(d))
	}
	return f
}
