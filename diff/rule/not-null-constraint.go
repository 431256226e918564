package rule

import (
	"fmt"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "not-null-constraint",
		Title:    "The constraint behind NOT NULL is another one",
		Severity: Info,
		Explains: topics(diff.NullName, schema.KindColumn),
		Check:    each(notNullConstraint),
		Doc: doc(`
Since PostgreSQL 18 NOT NULL is a constraint with a name, which may be NO
INHERIT or NOT VALID. Both sides have the column NOT NULL, and the constraint
differs.`, `
A NOT VALID constraint holds new rows only, and rows from before may hold NULL:
programs that rely on it break on the first. NO INHERIT leaves out the tables
that inherit. Both are warnings. Another name breaks only what names it
(SQLSTATE 42704).`, `
Declare the constraint as the database has it.`, `
Validate it, or name it:

    alter table users validate constraint users_email_not_null;
    alter table users rename constraint a to users_email_not_null;
`),
	})
}

func notNullConstraint(p *Pass, d *diff.Difference) Finding {
	usual := func(s string) string { return or(oneLine(s), "the usual constraint") }
	f := Finding{
		Message:     contrast(p, d, usual(d.Declared), usual(d.Live)),
		Consequence: fmt.Sprintf("what names the constraint of %s, a migration say, fails (42704)", d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("declare %s not null with %s", d.Object.Path(), usual(d.Live)),
			fmt.Sprintf("%s: make its not-null constraint %s", alterTable(d), usual(d.Declared)),
		),
	}
	switch {
	case strings.Contains(d.Live, "not valid") && !strings.Contains(d.Declared, "not valid"):
		f.Severity = Warning
		f.Consequence = fmt.Sprintf("rows of %s from before the constraint may hold NULL in %s", tableName(d), schema.QuoteIdent(d.Object.Name))
	case strings.Contains(d.Live, "no inherit") && !strings.Contains(d.Declared, "no inherit"):
		f.Severity = Warning
		f.Consequence = fmt.Sprintf("tables that inherit from %s may hold NULL in %s", tableName(d), schema.QuoteIdent(d.Object.Name))
	}
	return f
}
