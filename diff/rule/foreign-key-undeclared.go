package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "foreign-key-undeclared",
		Title:    "A table has a foreign key that is not declared",
		Severity: Warning,
		Explains: topics(diff.Undeclared, schema.KindForeignKey),
		Check:    each(foreignKeyUndeclared),
		Doc: doc(`
The live table has a foreign key, and the declared side, which lists them, has
none like it.`, `
Rows that refer to nothing are refused, and so is deleting a row that is
referred to: SQLSTATE 23503. With ON DELETE CASCADE, deleting it takes the
referring rows along, which the declared side does not say.`, `
Declare the foreign key.`, `
Drop it, if the tables are to be independent:

    alter table orders drop constraint orders_user_id_fkey;
`),
	})
}

func foreignKeyUndeclared(p *Pass, d *diff.Difference) Finding {
	f := Finding{
		Severity:    bySource(p, d, Warning, Info),
		Message:     fmt.Sprintf("%s in the database, not declared", d.Live),
		Consequence: fmt.Sprintf("rows of %s that refer to nothing are refused (23503), which %s permits", tableName(d), source(p, d)),
		Remedies:    remedies("declare the foreign key "+d.Live, dropConstraint(d)),
	}
	if key, ok := d.LiveObject.(*schema.ForeignKey); ok && key.OnDelete.Or(schema.NoAction) == schema.Cascade {
		f.Consequence += fmt.Sprintf("; deleting from %s deletes them too", schema.QuoteIdent(key.RefTable))
	}
	return f
}
