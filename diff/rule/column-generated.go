package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "column-generated",
		Title:    "A column is computed on one side only, or by another expression",
		Severity: Error,
		Explains: topics(diff.Generated, schema.KindColumn),
		Check:    each(columnGenerated),
		Doc: doc(`
One side has a column GENERATED ALWAYS AS an expression and the other a plain
one, or the expressions differ. Where only a server could tell whether two
expressions mean the same, the finding says "may differ" and is for your
information.`, `
Where the database computes a column that the declared side takes for a plain
one, writes to it fail with SQLSTATE 428C9. Where the database does not compute
it, the column stays NULL or goes stale. Where the expressions differ, the
values do.`, `
Change the schema file or the tag to what the column is.`, `
A generated column becomes plain and keeps its values with:

    alter table users alter column full_name drop expression;

The other way, and to change an expression before PostgreSQL 17, the column must
be dropped and added again, which rewrites the table.`),
	})
}

func columnGenerated(p *Pass, d *diff.Difference) Finding {
	column := tableName(d) + "." + schema.QuoteIdent(columnName(d))
	want, have := generatedWords(d.Declared, d.DeclaredColumn), generatedWords(d.Live, d.LiveColumn)
	f := Finding{
		Message: contrast(p, d, want, have),
		Remedies: remedies(
			fmt.Sprintf("declare %s: %s", column, have),
			fmt.Sprintf("drop %s and add it again: %s", column, want),
		),
	}
	switch {
	case d.Declared == "":
		f.Consequence = fmt.Sprintf("an INSERT or UPDATE that gives %s a value fails: %s",
			column, valueRefused(columnName(d)))
		f.Remedies[1].Text = alterColumn(d) + " drop expression"
	case d.Live == "":
		f.Consequence = fmt.Sprintf("nothing computes %s: it stays NULL in new rows and goes stale in others", column)
	case oneLine(d.Declared) == oneLine(d.Live):
		f.Severity = Info
		f.Consequence = fmt.Sprintf("nothing breaks; %s takes room in the table, or time when it is read", column)
	default:
		f.Severity = Warning
		f.Consequence = fmt.Sprintf("%s holds other values than %s says", column, source(p, d))
	}
	return f
}

func generatedWords(expr string, c *schema.Column) string {
	if expr == "" {
		return "a plain column"
	}
	if c != nil && c.Generated.Or(schema.Generated{}).Virtual {
		return "generated as " + condition(expr) + " virtual"
	}
	return "generated as " + condition(expr)
}
