package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "check-missing",
		Title:    "A table lacks a declared check",
		Severity: Error,
		Explains: topics(diff.Absent, schema.KindCheck),
		Check:    each(checkMissing),
		Doc: doc(`
The declared side has a CHECK constraint, and no check of the live table says
the same. What models' tags say is a warning.`, `
Rows that break the condition can be stored.`, `
Remove the check from the tag or the schema file.`, `
Add it, once no row breaks it. In two steps it blocks nobody for long:

    alter table orders add check (amount > 0) not valid;
    alter table orders validate constraint orders_amount_check;
`),
	})
}

func checkMissing(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Severity:    bySource(p, d, Error, Warning),
		Message:     fmt.Sprintf("declared check %s, and the table has none like it", condition(d.Declared)),
		Consequence: fmt.Sprintf("rows of %s that break %s can be stored", tableName(d), condition(d.Declared)),
		Remedies: remedies(
			fmt.Sprintf("remove the check from %s", source(p, d)),
			addConstraint(d, "check "+condition(d.Declared)+unchecked(d)),
		),
	}
}

// unchecked ends the statement that adds a check which old rows may break.
func unchecked(d *diff.Difference) string {
	c, ok := d.DeclaredObject.(*schema.Check)
	switch {
	case ok && !c.Enforced.Or(true):
		return " not enforced"
	case ok && !c.Validated.Or(true):
		return " not valid"
	}
	return ""
}
