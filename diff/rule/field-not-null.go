package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "field-not-null",
		Title:    "A field may be nil and its column refuses NULL",
		Severity: Warning,
		Explains: topics(diff.HostNeeded, schema.KindColumn),
		Check:    each(fieldNotNull),
		Doc: doc(`
The field is a pointer or a type with a NULL of its own, and the column is NOT
NULL. Reading always works; the code checks for a nil that never comes. It is a
warning where a library writes rows from the struct, and for your information
where only the SQL of people does.`, `
Writing the row while the field is nil fails with SQLSTATE 23502: null value
violates not-null constraint. Where the column has a default, and the library
leaves nil fields out of INSERT, the default is stored instead.`, `
Use the plain type: string for *string, int64 for sql.NullInt64.`, `
Allow NULL, if having no value means something:

    alter table users alter column bio drop not null;
`),
	})
}

func fieldNotNull(p *Pass, d *diff.Difference) Finding {
	f := Finding{
		Message: fmt.Sprintf("not null in the database, and %s of type %s may be nil", fieldName(d), or(host(d).Spelled, d.Declared)),
		Consequence: fmt.Sprintf("writing a row of %s with %s nil fails: %s",
			tableName(d), fieldName(d), nullRefused(columnName(d))),
		Remedies: repair(p, d, remedies(
			fmt.Sprintf("give %s a plain type, without nil", fieldName(d)),
			alterColumn(d)+" drop not null",
		)),
	}
	if d.Model != nil && !d.Model.Binding.IsZero() && !d.Model.Binding.Writes {
		f.Severity = Info
		f.Consequence = fmt.Sprintf("none on reading; a statement that writes %s nil to %s fails: %s",
			fieldName(d), schema.QuoteIdent(columnName(d)), nullRefused(columnName(d)))
	}
	if d.LiveColumn != nil && !required(p.Diff.Live, d.LiveColumn) {
		f.Severity = Info
		f.Consequence = fmt.Sprintf("none where nil is left out of INSERT: %s then takes its default; writing NULL outright fails (23502)",
			schema.QuoteIdent(columnName(d)))
	}
	return f
}
