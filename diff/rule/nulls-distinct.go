package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "nulls-distinct",
		Title:    "A unique constraint or index treats NULL in another way",
		Severity: Warning,
		Explains: topics(diff.Nulls, schema.KindUnique, schema.KindIndex),
		Check:    each(nullsDistinct),
		Doc: doc(`
One side says NULLS NOT DISTINCT (PostgreSQL 15), by which two NULLs are
duplicates, and the other does not.`, `
With NULLS DISTINCT, which is usual, any number of rows with NULL can be stored;
with NULLS NOT DISTINCT the second one is refused with SQLSTATE 23505.`, `
Declare the constraint as the database has it.`, `
Replace the constraint or index:

    alter table users drop constraint users_phone_key,
        add unique nulls not distinct (phone);
`),
	})
}

func nullsDistinct(p *Pass, d *diff.Difference) Finding {
	f := Finding{
		Message:     contrast(p, d, d.Declared, d.Live),
		Consequence: fmt.Sprintf("any number of rows with NULL in the columns of %s can be stored", d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("declare %s with %s", d.Object.Path(), d.Live),
			fmt.Sprintf("make %s anew with %s", d.Object.Path(), d.Declared),
		),
	}
	if d.Live == "nulls not distinct" {
		f.Consequence = fmt.Sprintf("the second row with NULL in the columns of %s is refused (23505)", d.Object.Path())
	}
	return f
}
