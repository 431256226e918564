package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "constraint-not-enforced",
		Title:    "A constraint is declared and not enforced",
		Severity: Error,
		Explains: topics(diff.Enforced, schema.KindForeignKey, schema.KindCheck),
		Check:    each(constraintNotEnforced),
		Doc: doc(`
Since PostgreSQL 18 a foreign key or check can be NOT ENFORCED: it is there for
people and for the planner, and nothing is held to it.`, `
Rows that break the constraint are stored, and no statement fails. Where the
database enforces what was declared not to be, such rows are refused with
SQLSTATE 23503 or 23514: a warning.`, `
Declare the constraint NOT ENFORCED, or without that, as the database has it.`, `
A foreign key can be switched, which checks every row; a check must be made
anew:

    alter table orders alter constraint orders_user_id_fkey enforced;
`),
	})
}

func constraintNotEnforced(p *Pass, d *diff.Difference) Finding {
	f := Finding{
		Message:     contrast(p, d, d.Declared, d.Live),
		Consequence: fmt.Sprintf("rows of %s that break %s are stored, and no statement fails", tableName(d), schema.QuoteIdent(d.Object.Name)),
		Remedies: remedies(
			fmt.Sprintf("declare %s as %s", d.Object.Path(), d.Live),
			fmt.Sprintf("%s alter constraint %s %s", alterTable(d), sqlIdent(d.Object.Name), d.Declared),
		),
	}
	if d.Live == "enforced" {
		f.Severity = Warning
		f.Consequence = fmt.Sprintf("rows of %s that break %s are refused (23503, 23514), which %s permits", tableName(d), schema.QuoteIdent(d.Object.Name), source(p, d))
	}
	if d.Object.Kind == schema.KindCheck {
		f.Remedies[1].Text = fmt.Sprintf("make %s anew, %s", describe(d), d.Declared)
	}
	return f
}
