package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "foreign-key-missing",
		Title:    "A table lacks a declared foreign key",
		Severity: Error,
		Explains: topics(diff.Absent, schema.KindForeignKey),
		Check:    each(foreignKeyMissing),
		Doc: doc(`
The declared side says that rows refer to rows of another table, and no foreign
key of the live table says so. What models' tags say is a warning.`, `
Rows that refer to nothing can be stored, and rows that are referred to can be
deleted. Nothing cascades: what ON DELETE was to remove or to set NULL stays.`, `
Remove the reference from the tag or the schema file.`, `
Add it, once no row refers to nothing. In two steps it blocks nobody for long:

    alter table orders
        add foreign key (user_id) references users (id) not valid;
    alter table orders validate constraint orders_user_id_fkey;
`),
	})
}

func foreignKeyMissing(p *Pass, d *diff.Difference) Finding {
	f := Finding{
		Severity:    bySource(p, d, Error, Warning),
		Message:     fmt.Sprintf("declared %s, and the table has no such foreign key", d.Declared),
		Consequence: fmt.Sprintf("rows of %s that refer to nothing can be stored", tableName(d)),
		Remedies: remedies(
			fmt.Sprintf("remove the foreign key from %s", source(p, d)),
			addConstraint(d, "foreign key "+foreignKey(d)),
		),
	}
	key, ok := d.DeclaredObject.(*schema.ForeignKey)
	if !ok {
		return f
	}
	f.Consequence = fmt.Sprintf("rows of %s that refer to no row of %s can be stored", tableName(d), schema.QuoteIdent(key.RefTable))
	switch key.OnDelete.Or(schema.NoAction) {
	case schema.Cascade:
		f.Consequence += fmt.Sprintf(", and deleting from %s leaves them behind", schema.QuoteIdent(key.RefTable))
	case schema.SetNull, schema.SetDefault:
		f.Consequence += fmt.Sprintf(", and deleting from %s leaves their %s as it was", schema.QuoteIdent(key.RefTable), list(key.Columns))
	}
	return f
}
