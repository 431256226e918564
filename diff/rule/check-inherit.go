package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "check-inherit",
		Title:    "A check holds for the tables that inherit from this one on one side only",
		Severity: Warning,
		Explains: topics(diff.Inherit, schema.KindCheck),
		Check:    each(checkInherit),
		Doc: doc(`
One side says NO INHERIT: the check is for the table's own rows, and not for
those of the tables that inherit from it.`, `
In tables that inherit, rows that break the condition are stored, or refused
with SQLSTATE 23514, otherwise than declared. Without such tables nothing
differs.`, `
Declare the check as the database has it.`, `
Drop the constraint and add it again, with or without NO INHERIT.`),
	})
}

func checkInherit(p *Pass, d *diff.Difference) Finding {
	f := Finding{
		Message:     contrast(p, d, d.Declared, d.Live),
		Consequence: fmt.Sprintf("tables that inherit from %s are held to the check %s (23514)", tableName(d), d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("declare %s as %s", d.Object.Path(), d.Live),
			replaceConstraint(d, inheriting(d)),
		),
	}
	if d.Live == "no inherit" {
		f.Consequence = fmt.Sprintf("tables that inherit from %s may hold rows that break the check %s", tableName(d), d.Object.Path())
	}
	return f
}

// inheriting spells the declared check with what it says of inheritance.
func inheriting(d *diff.Difference) string {
	c, ok := d.DeclaredObject.(*schema.Check)
	if !ok {
		return d.Declared
	}
	s := "check " + condition(c.Expr)
	if c.NoInherit.Or(false) {
		s += " no inherit"
	}
	return s
}
