package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "column-undeclared",
		Title:    "The table has a column that the declared side lacks",
		Severity: Warning,
		Explains: topics(diff.Undeclared, schema.KindColumn),
		Check:    each(columnUndeclared),
		Doc: doc(`
The live table has a column that no model of it, or no line of the schema file,
mentions.

It is an error where the column must be given a value (NOT NULL, and neither a
default, an identity nor an expression fills it), unless a struct of raw SQL has
fewer than half of the columns, as one that is only read into. It is for your
information where the database computes the column, and where GORM, xorm or
Beego would simply pass it over; a warning otherwise.`, `
An INSERT that leaves out a column which must have a value fails with SQLSTATE
23502. SELECT * into the struct fails under sqlx, pgx, scany, Bun and go-pg,
which find no field for the column; GORM, xorm and Beego ignore it. A library
that saves whole rows leaves the column as it is.`, `
Add the field, which this does in place:

    synapcheck generate go --table users --write
`, `
Drop the column if nothing uses it, or give it a default:

    alter table users alter column status set default 'active';
`),
	})
}

func columnUndeclared(p *Pass, d *diff.Difference) Finding {
	live, table := d.LiveColumn, tableName(d)
	column := schema.QuoteIdent(d.Object.Name)
	what := or(oneLine(d.Live), "a column")
	f := Finding{
		Message:     fmt.Sprintf("%s has no field for it (%s)", structName(d), what),
		Consequence: fmt.Sprintf("%s.%s is neither read nor written", table, column),
		Remedies: remedies(
			fmt.Sprintf("add a field for %s to %s", column, structName(d)),
			dropColumn(d),
		),
	}
	if complete(p, d) {
		f.Message = fmt.Sprintf("not declared (%s)", what)
		f.Consequence = fmt.Sprintf("a database built from the declared schema lacks %s.%s: what uses it works here and fails there", table, column)
		f.Remedies[0].Text = fmt.Sprintf("add the column %s to the declared %s %s", column, relationKind(d), table)
	}
	switch {
	case live == nil:
	case live.Generated.Or(schema.Generated{}).Expr != "":
		if !complete(p, d) {
			f.Severity = Info
			f.Consequence = fmt.Sprintf("nothing breaks on writing: the database computes %s.%s; the code does not see it", table, column)
		}
	case required(p.Diff.Live, live):
		fails := nullRefused(live.Name)
		f.Consequence = fmt.Sprintf("an INSERT into %s that leaves %s out fails: %s", table, column, fails)
		if complete(p, d) || d.Model.Binding.Writes || !projection(d) {
			f.Severity = Error
		}
		if !complete(p, d) && d.Model.Binding.Writes {
			f.Consequence = fmt.Sprintf("every INSERT through %s leaves %s out and fails: %s", reader(d), column, fails)
		}
	case !complete(p, d):
		f.Severity, f.Consequence = unread(d, table, column)
	}
	f.Remedies = repair(p, d, f.Remedies)
	return f
}

// projection reports that the model has fewer than half of the relation's
// columns: rows are read into it, and hardly written from it.
func projection(d *diff.Difference) bool {
	if d.Table == nil || d.Table.Live == nil {
		return false
	}
	hits := 0
	for _, c := range d.Model.Columns {
		if d.Table.Live.Column(c.Name) != nil {
			hits++
		}
	}
	return hits*2 < len(d.Table.Live.Columns)
}

func dropColumn(d *diff.Difference) string {
	column := sqlIdent(d.Object.Name)
	if onView(d) {
		return fmt.Sprintf("make the %s %s anew with a query that does not give %s", relationKind(d), tableName(d), column)
	}
	return alterTable(d) + " drop column " + column + ", once nothing uses it"
}

// unread says what becomes of a column that code does not know and need not
// fill.
func unread(d *diff.Difference, table, column string) (Severity, string) {
	library := readerOf(d.Model)
	switch library {
	case "gorm", "xorm", "beego":
		return Info, fmt.Sprintf("nothing breaks: %s passes %s.%s over, so that the code neither reads nor writes it", library, table, column)
	case "", "database/sql":
		library = "sqlx or pgx"
	}
	return Warning, fmt.Sprintf("SELECT * from %s into %s fails under %s: there is no field for %s; INSERT leaves it to its default",
		table, structName(d), library, column)
}

// readerOf is the library that fills a model's fields, as its columns or its
// dialect tell; empty if neither does.
func readerOf(m *schema.Table) string {
	for _, c := range m.Columns {
		if c.Host != nil && c.Host.Reader != "" {
			return c.Host.Reader
		}
	}
	if m.Binding.Dialect == "db" {
		return ""
	}
	return m.Binding.Dialect
}

// required reports that an INSERT must give the column a value.
func required(live *schema.Database, c *schema.Column) bool {
	notNull, fills := c.NotNull.Or(false), c.Default.Or("") != ""
	t := c.Type.Or(schema.Type{})
	for _, d := range live.Domains {
		if d.Schema == t.Schema && d.Name == t.Name && !t.Array {
			notNull = notNull || d.NotNull.Or(false)
			fills = fills || d.Default.Or("") != ""
		}
	}
	return notNull && !fills &&
		c.Identity.Or(schema.IdentityNone) == schema.IdentityNone &&
		c.Generated.Or(schema.Generated{}).Expr == ""
}
