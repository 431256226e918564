package rule

import (
	"fmt"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "foreign-key-action",
		Title:    "A foreign key does something else when the referenced row changes or goes",
		Severity: Error,
		Explains: append(topics(diff.OnDelete, schema.KindForeignKey), topics(diff.OnUpdate, schema.KindForeignKey)...),
		Check:    each(foreignKeyAction),
		Doc: doc(`
ON DELETE or ON UPDATE of a foreign key differs. NO ACTION and RESTRICT differ
only within a transaction that defers the check, which is for your information.
What models' tags say is a warning.`, `
Where the database refuses and the declared side cascades, DELETE or UPDATE of a
referenced row fails with SQLSTATE 23503. Where it cascades and the declared
side refuses, rows vanish or change that the code meant to keep.`, `
Declare the action that the database has.`, `
A foreign key's action cannot be altered. Drop the constraint and add it again,
NOT VALID first, and validate it afterwards.`),
	})
}

func foreignKeyAction(p *Pass, d *diff.Difference) Finding {
	event, verb := "on delete", "deleting"
	if d.Property == diff.OnUpdate {
		event, verb = "on update", "changing the key of"
	}
	f := Finding{
		Severity: bySource(p, d, Error, Warning),
		Message:  contrast(p, d, event+" "+or(d.Declared, "no action"), or(d.Live, "no action")),
		Remedies: remedies(
			fmt.Sprintf("declare %s %s", event, or(d.Live, "no action")),
			replaceConstraint(d, "foreign key "+foreignKey(d)),
		),
	}
	row := verb + " a row that " + tableName(d) + " refers to"
	columns := "the referring columns"
	if key, ok := d.LiveObject.(*schema.ForeignKey); ok {
		row = fmt.Sprintf("%s a row of %s", verb, schema.QuoteIdent(key.RefTable))
		columns = list(key.Columns)
		if d.Property == diff.OnDelete && len(key.SetColumns) > 0 {
			columns = list(key.SetColumns)
		}
	}
	switch live := schema.Action(d.Live); {
	case refuses(live) && refuses(schema.Action(d.Declared)):
		f.Severity = Info
		f.Consequence = "nothing breaks but in a transaction that defers the check"
	case refuses(live):
		f.Consequence = fmt.Sprintf("%s fails while rows of %s refer to it (23503)", row, tableName(d))
	case live == schema.Cascade && d.Property == diff.OnDelete:
		f.Consequence = fmt.Sprintf("%s deletes the rows of %s that refer to it", row, tableName(d))
	case live == schema.Cascade:
		f.Consequence = fmt.Sprintf("%s changes %s in the rows of %s that refer to it", row, columns, tableName(d))
	default:
		to := "NULL"
		if strings.HasPrefix(d.Live, string(schema.SetDefault)) {
			to = "its default"
		}
		f.Consequence = fmt.Sprintf("%s sets %s to %s in the rows of %s that refer to it", row, columns, to, tableName(d))
	}
	return f
}

func refuses(a schema.Action) bool { return a == schema.NoAction || a == schema.Restrict || a == "" }
