package rule

import (
	"fmt"
	"strings"

	"github.com/synapscale/synapcheck/diff"
)

func init() {
	register(&Rule{
		ID:       "table-renamed",
		Title:    "A declared table is probably a live one under another name",
		Severity: Error,
		Explains: topics(diff.Name, relations()...),
		Check:    each(tableRenamed),
		Doc: doc(`
A declared table does not exist, and the database has a table that nobody
declares with nearly the same columns. One of the two was renamed. This is a
proposal and never assumed: neither table is compared further until the names
agree.

It is for your information where only the name of a struct says what its table
is called, and no query does: its columns are then compared with those of the
table that has nearly the same.
A table that has moved to a schema outside of the search path is found too.`, `
Every statement that uses the declared name fails with SQLSTATE 42P01:
relation does not exist.`, `
If the database is right, write its name in the model's TableName method or
tag, or in the schema file.`, `
If the declared name is right, rename the table, which keeps its rows:

    alter table accounts rename to users;

Programs that still use the other name break at that moment; a view of the
other name can bridge the time between.`),
	})
}

func tableRenamed(p *Pass, d *diff.Difference) Finding {
	to, why := d.Live, ""
	if len(d.Candidates) > 0 {
		to, why = d.Candidates[0].Object.Path(), because(d.Candidates[0])
	}
	live := d.Object
	if len(d.Candidates) > 0 {
		live = d.Candidates[0].Object
	}
	where := structName(d)
	if complete(p, d) {
		where = source(p, d)
	}
	f := Finding{
		Message: fmt.Sprintf("the database has no such %s, and %s is probably it%s", d.Object.Kind, to, why),
		Consequence: fmt.Sprintf("every statement that names %s fails: %s",
			d.Object.Path(), noRelation(d.Object.Name)),
		Remedies: remedies(
			fmt.Sprintf("if it was renamed, call it %s in %s", to, where),
			fmt.Sprintf("or rename it back: alter %s %s rename to %s", live.Kind, sqlName(live.Table()), sqlIdent(d.Object.Name)),
		),
	}
	switch {
	case d.Reason == diff.ReasonConfirmed:
		f.Message = fmt.Sprintf("renamed: %s in the database", to)
		f.Remedies[0].Text = fmt.Sprintf("call it %s in %s", to, where)
	case d.Reason == diff.ReasonElsewhere:
		f.Message = fmt.Sprintf("%s names no schema, and the table is %s, outside of the search path", where, to)
		f.Remedies = remedies(
			fmt.Sprintf("name the schema in %s", where),
			fmt.Sprintf("move it back with alter %s %s set schema, or put its schema into the search path", live.Kind, sqlName(live.Table())),
		)
	case d.Model != nil && !d.Model.Binding.IsZero() && !d.Model.Binding.Certain:
		f.Severity = Info
		f.Message = fmt.Sprintf("no table has the name of %s, and %s has nearly the same columns", where, to)
		f.Consequence = fmt.Sprintf("if the code calls the table %s: %s", d.Object.Path(), f.Consequence)
		f.Remedies[0].Text = fmt.Sprintf("write //synapcheck:table %s above %s if that is its table", to, where)
	}
	return f
}

// because lists what speaks for a candidate: ": same type, similar name".
func because(c diff.Candidate) string {
	if len(c.Reasons) == 0 {
		return ""
	}
	return ": " + strings.Join(c.Reasons, ", ")
}
