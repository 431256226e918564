package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "primary-key-columns",
		Title:    "The primary key has other columns, or another order of them",
		Severity: Error,
		Explains: topics(diff.Columns, schema.KindPrimaryKey),
		Check:    each(primaryKeyColumns),
		Doc: doc(`
Both sides have a primary key, and not over the same columns. The order counts
for complete sources, because it decides which queries the key's index serves;
for models only the set does. A key that pop takes for granted, ID, is for your
information.`, `
INSERT … ON CONFLICT on the declared columns fails with SQLSTATE 42P10. Rows
that the declared key tells apart may be refused, or rows that it does not may
be stored; an UPDATE by the declared key may hit several rows.`, `
Declare the key as the database has it.`, `
Replace the key, once no two rows share the new one:

    alter table members drop constraint members_pkey,
        add primary key (team, person);
`),
	})
}

func primaryKeyColumns(p *Pass, d *diff.Difference) Finding {
	f := Finding{
		Message: contrast(p, d, d.Declared, d.Live),
		Consequence: fmt.Sprintf("ON CONFLICT %s on %s fails (42P10), and its rows are told apart by %s instead",
			d.Declared, tableName(d), d.Live),
		Remedies: remedies(
			fmt.Sprintf("declare the primary key of %s as %s", tableName(d), d.Live),
			fmt.Sprintf("%s drop constraint %s, add primary key %s", alterTable(d), sqlIdent(d.Object.Name), keyColumns(d)),
		),
	}
	if d.Model != nil && readerOf(d.Model) == "pop" {
		f.Severity = Info
		f.Consequence = fmt.Sprintf("pop finds rows by %s alone, whatever the key: a row of the same %s and another %s is found too",
			d.Declared, d.Declared, d.Live)
	}
	want, okWant := d.DeclaredObject.(*schema.PrimaryKey)
	have, okHave := d.LiveObject.(*schema.PrimaryKey)
	if okWant && okHave && sameSet(want.Columns, have.Columns) {
		f.Severity = Info
		f.Consequence = fmt.Sprintf("rows are told apart alike; the key's index serves queries by %s instead of %s",
			schema.QuoteIdent(have.Columns[0]), schema.QuoteIdent(want.Columns[0]))
	}
	return f
}
