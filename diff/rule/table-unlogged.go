package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "table-unlogged",
		Title:    "A table or sequence is unlogged on one side only",
		Severity: Error,
		Explains: append(topics(diff.Unlogged, relations()...), Topic{schema.KindSequence, diff.Unlogged}),
		Check:    each(tableUnlogged),
		Doc: doc(`
One side has the table or sequence UNLOGGED: its changes are not written to the
log that a server recovers from.`, `
PostgreSQL empties an unlogged table after a crash, and does not send it to
replicas. If the database has it unlogged and it was not declared so, its rows
are lost the next time the server does not shut down in order. The other way
round writing is merely slower, which is information.`, `
Declare the table as the database has it.`, `
Switch it, which writes the table anew:

    alter table users set logged;
`),
	})
}

func tableUnlogged(p *Pass, d *diff.Difference) Finding {
	f := Finding{
		Message:     contrast(p, d, d.Declared, d.Live),
		Consequence: fmt.Sprintf("after a crash %s is empty, and replicas do not have its rows", d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("declare %s as %s", d.Object.Path(), d.Live),
			fmt.Sprintf("alter %s set %s", sqlObject(d), d.Declared),
		),
	}
	if d.Object.Kind == schema.KindSequence {
		f.Severity = Warning
		f.Consequence = fmt.Sprintf("after a crash %s starts again, and its numbers collide with those given before", d.Object.Path())
	}
	if d.Live == "logged" {
		f.Severity = Info
		f.Consequence = fmt.Sprintf("nothing breaks: writing to %s takes longer, and survives a crash", d.Object.Path())
	}
	return f
}
