package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "column-missing",
		Title:    "A declared column does not exist in the database",
		Severity: Error,
		Explains: topics(diff.Absent, schema.KindColumn),
		Check:    each(columnMissing),
		Doc: doc(`
A field of a model, or a column of a schema file, has no counterpart in the
live table. A live column of a like name and type is named as the one that it
may have been renamed to.

It is an error where the source is complete or the struct is tied to its table
for certain; a warning where only a name ties them, the relation is a view or
the model is one of several partial ones; and for your information where the
code only reads the field, or where one of its queries of that table gives what
it computes or joins that name, as in count(*) AS total.`, `
Statements that name the column fail with SQLSTATE 42703. A library that writes
rows from the struct names every column in INSERT and UPDATE, so every write
fails; pgx.RowToStructByName fails on reading as well.

    ERROR: column "nickname" of relation "users" does not exist
`, `
Remove the field, correct the column's name in its tag, or tag it "-" if it is
no column at all.`, `
Add the column:

    alter table users add column nickname text;
`),
	})
}

func columnMissing(p *Pass, d *diff.Difference) Finding {
	column, table := d.Object.Name, tableName(d)
	fails := noColumn(d, column)
	f := Finding{
		Message:     fmt.Sprintf("declared %s, and the %s has no such column%s", or(oneLine(d.Declared), "here"), relationKind(d), perhaps(d, "renamed to")),
		Consequence: fmt.Sprintf("every statement that names %s.%s fails: %s", table, schema.QuoteIdent(column), fails),
		Remedies: remedies(
			fmt.Sprintf("remove the column %s from the declared %s %s", schema.QuoteIdent(column), relationKind(d), table),
			addColumn(d),
		),
	}
	if complete(p, d) {
		return f
	}
	field := fieldName(d)
	f.Message = fmt.Sprintf("%s is a field without a column%s", field, perhaps(d, "renamed to"))
	f.Remedies[0].Text = fmt.Sprintf("remove %s, or correct the column's name in its tag", field)
	switch {
	case d.DeclaredColumn != nil && !d.DeclaredColumn.Computed.IsZero():
		f.Severity = Info
		f.Message = fmt.Sprintf("%s has no column; a query computes it (%s)", field, d.DeclaredColumn.Computed)
		f.Consequence = fmt.Sprintf("none while that query fills %s; one that takes it from %s fails: %s", field, table, fails)
		f.Remedies = f.Remedies[:1]
	case d.DeclaredColumn != nil && d.DeclaredColumn.Access == schema.ReadOnly:
		f.Severity = Info
		f.Consequence = fmt.Sprintf("none while the query computes it: %s is only read; a query that takes it from %s fails: %s", field, table, fails)
	case d.Model.Binding.Partial:
		f.Severity = Warning
		f.Consequence = fmt.Sprintf("a query that takes %s from %s fails: %s; it may be the result of a join or an expression", field, table, fails)
	case d.Model.Binding.Writes && onView(d):
		f.Severity = Warning
		f.Consequence = fmt.Sprintf("reading leaves %s at its zero value, or fails where %s names the column: %s", field, reader(d), fails)
	case d.Model.Binding.Writes:
		f.Consequence = fmt.Sprintf("INSERT and UPDATE through %s name the column and fail: %s", reader(d), fails)
	}
	return f
}

// addColumn says how the database gets a column that it lacks.
func addColumn(d *diff.Difference) string {
	column := sqlIdent(d.Object.Name)
	if onView(d) {
		return fmt.Sprintf("make the %s %s anew with a query that gives %s", relationKind(d), tableName(d), column)
	}
	add := alterTable(d) + " add column " + column
	if d.DeclaredColumn == nil {
		return add
	}
	if t, ok := d.DeclaredColumn.Type.Get(); ok {
		return add + " " + t.String()
	}
	return add + ", of a type that " + or(host(d).Spelled, "the field") + " holds"
}
