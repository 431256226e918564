package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "column-default",
		Title:    "The default of a column differs",
		Severity: Warning,
		Explains: topics(diff.Default, schema.KindColumn),
		Check:    unless(renumbered, columnDefault),
		Doc: doc(`
The two sides give a column another default, or only one of them gives it any.
Spellings that mean the same to PostgreSQL count as equal: now() and
CURRENT_TIMESTAMP, 'x' and 'x'::text. Where only a server could tell, the
finding says "may differ" and is for your information.`, `
An INSERT that leaves the column out stores another value than the declared
side says: NULL where a default is missing, and if the column is NOT NULL, it
fails with SQLSTATE 23502, which makes this an error. Rows that are already
there are not concerned.`, `
Change the default in the tag or the schema file to what the column has.`, `
Set the default; no row is touched:

    alter table users alter column status set default 'active';
`),
	})
}

func columnDefault(p *Pass, d *diff.Difference) Finding {
	column := tableName(d) + "." + schema.QuoteIdent(columnName(d))
	f := Finding{
		Message: contrast(p, d, defaultWords(d.Declared), defaultWords(d.Live)),
		Consequence: fmt.Sprintf("an INSERT into %s that leaves %s out stores %s instead of %s",
			tableName(d), schema.QuoteIdent(columnName(d)), or(oneLine(d.Live), "NULL"), or(oneLine(d.Declared), "NULL")),
		Remedies: remedies(
			fmt.Sprintf("declare %s with %s", column, defaultWords(d.Live)),
			alterColumn(d)+setDefault(d.DeclaredColumn),
		),
	}
	if d.LiveColumn != nil && d.Live == "" && required(p.Diff.Live, d.LiveColumn) {
		f.Severity = bySource(p, d, Error, Warning)
		if d.Model != nil && d.Model.Binding.Writes {
			f.Severity = Error
		}
		f.Consequence = fmt.Sprintf("an INSERT into %s that leaves %s to its default fails: %s",
			tableName(d), schema.QuoteIdent(columnName(d)), nullRefused(columnName(d)))
	}
	if d.Model != nil && d.Model.Binding.Dialect == "gorm" && literal(d.Declared) {
		// GORM itself writes a literal of a default tag into its INSERTs.
		f.Severity = Warning
		f.Consequence = fmt.Sprintf("rows that gorm makes have %s all the same; others leave %s.%s to the database",
			oneLine(d.Declared), tableName(d), schema.QuoteIdent(columnName(d)))
	}
	if d.Declared == "" && d.DeclaredColumn != nil && d.DeclaredColumn.NotNull.Or(false) {
		f.Consequence = fmt.Sprintf("an INSERT into %s that leaves %s out stores %s, where %s expects it to fail (23502)",
			tableName(d), schema.QuoteIdent(columnName(d)), oneLine(d.Live), source(p, d))
	}
	return f
}

// literal reports that a default is one value, not what a function gives.
func literal(expr string) bool {
	return expr != "" && (expr[0] == '\'' || expr[0] >= '0' && expr[0] <= '9' || expr[0] == '-' || expr == "true" || expr == "false")
}

func defaultWords(expr string) string {
	if expr == "" {
		return "no default"
	}
	return "default " + oneLine(expr)
}

// setDefault ends the statement that gives a column the declared default.
func setDefault(c *schema.Column) string {
	if c == nil || c.Default.Or("") == "" {
		return " drop default"
	}
	return " set default " + oneLine(c.Default.Or(""))
}
