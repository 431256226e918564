package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "column-nullability",
		Title:    "NULL is refused on one side and allowed on the other",
		Severity: Error,
		Explains: topics(diff.NotNull, schema.KindColumn),
		Check:    each(columnNullability),
		Doc: doc(`
The declared side says NOT NULL and the column allows NULL, or the other way
round. For models this is about what a tag says of the database (not null,
notnull), and a warning; what the field's own type can hold is the rule
field-null.`, `
Where the database allows NULL, rows without a value appear that the code does
not expect: comparisons with them are neither true nor false, and counts and
joins leave them out. Where the database refuses NULL, writes that the declared
side permits fail with SQLSTATE 23502.`, `
Change the tag or the schema file to what the column is.`, `
Forbid NULL once no row holds it, or allow it:

    alter table users alter column email set not null;
    alter table users alter column bio drop not null;

SET NOT NULL reads the whole table while it is locked; a validated CHECK
(email IS NOT NULL) beforehand spares that.`),
	})
}

func columnNullability(p *Pass, d *diff.Difference) Finding {
	column := tableName(d) + "." + schema.QuoteIdent(columnName(d))
	f := Finding{
		Severity:    bySource(p, d, Error, Warning),
		Message:     contrast(p, d, d.Declared, d.Live),
		Consequence: fmt.Sprintf("rows of %s without %s can be stored, which %s forbids", tableName(d), schema.QuoteIdent(columnName(d)), source(p, d)),
		Remedies: remedies(
			fmt.Sprintf("declare %s as nullable", column),
			alterColumn(d)+" set not null, once no row holds NULL",
		),
	}
	if d.LiveColumn != nil && d.LiveColumn.NotNull.Or(false) {
		f.Consequence = fmt.Sprintf("writing NULL to %s, which %s permits, fails: %s",
			column, source(p, d), nullRefused(columnName(d)))
		f.Remedies = remedies(
			fmt.Sprintf("declare %s as not null", column),
			alterColumn(d)+" drop not null",
		)
	}
	return f
}
