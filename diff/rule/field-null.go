package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "field-null",
		Title:    "A column may be NULL and its field has no place for it",
		Severity: Error,
		Explains: topics(diff.HostNull, schema.KindColumn),
		Check:    unless(timed, fieldNull),
		Doc: doc(`
The column accepts NULL, and the field that holds its value is of a type that
knows none: a string, an int32, a time.Time.

It is an error where the library refuses to read NULL into such a field, and a
warning where it silently becomes the zero value. It is for your information
where the library creates its tables from the models and leaves such columns
nullable by itself, as GORM, Bun and xorm do: NULL is then there only if others
write it. Nothing is said of CreatedAt and UpdatedAt, which GORM fills by
itself.`, `
Under database/sql, sqlx, pgx and scany the first row with NULL makes the query
fail:

    cannot scan NULL into *string

Under GORM, Bun, xorm and Beego the field is left at its zero value, and the
next Save writes it back: NULL becomes '' or 0 in the database.`, `
Give the field a type that can be nil: a pointer, sql.Null[string].`, `
Fill the empty rows and forbid NULL:

    alter table users alter column email set not null;
`),
	})
}

// timed reports that GORM fills the field at every write, so that no row of its
// own has NULL there.
func timed(_ *Pass, d *diff.Difference) bool {
	return d.Model != nil && d.Model.Binding.Dialect == "gorm" && d.DeclaredColumn != nil &&
		(d.DeclaredColumn.Name == "created_at" || d.DeclaredColumn.Name == "updated_at")
}

// nullable are the dialects whose libraries leave columns nullable by
// themselves when they create tables.
var nullable = map[string]bool{"gorm": true, "bun": true, "xorm": true}

func fieldNull(p *Pass, d *diff.Difference) Finding {
	h := host(d)
	f := Finding{
		Message: fmt.Sprintf("nullable in the database, and %s of type %s has no place for NULL", fieldName(d), or(h.Spelled, d.Declared)),
		Remedies: repair(p, d, remedies(
			fmt.Sprintf("give %s a type that can be nil", fieldName(d)),
			alterColumn(d)+" set not null, once no row holds NULL",
		)),
	}
	column := tableName(d) + "." + schema.QuoteIdent(columnName(d))
	if h.Null == schema.NullZeroed {
		f.Severity = Warning
		if d.Model != nil && nullable[d.Model.Binding.Dialect] {
			f.Severity = Info
		}
		f.Consequence = fmt.Sprintf("NULL in %s becomes the zero value under %s, and saving the row writes that back", column, reader(d))
	} else {
		f.Consequence = fmt.Sprintf("the first row with NULL in %s fails to be read by %s", column, reader(d))
	}
	if d.Reason != "" {
		f.Consequence = fmt.Sprintf("when %s reads %s, %s", reader(d), column, d.Reason)
	}
	return f
}
