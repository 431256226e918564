package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "sequence-missing",
		Title:    "A declared sequence does not exist in the database",
		Severity: Error,
		Explains: topics(diff.Absent, schema.KindSequence),
		Check:    unless(ownerTells, sequenceMissing),
		Doc: doc(`
The declared side has a sequence that the database lacks. The sequences of
identity columns are part of the column and not compared by themselves.`, `
nextval fails with SQLSTATE 42P01, and so does every INSERT that takes a number
from it.`, `
Remove the sequence from the declared side.`, `
Create it, and set it behind the highest number in use:

    create sequence invoice_number;
    select setval('invoice_number', 4711);
`),
	})
}

func sequenceMissing(p *Pass, d *diff.Difference) Finding {
	f := Finding{
		Message:     fmt.Sprintf("declared (%s), and the database has no such sequence", or(d.Declared, "no options")),
		Consequence: fmt.Sprintf("nextval('%s') fails: %s", d.Object.Path(), noRelation(d.Object.Name)),
		Remedies: remedies(
			fmt.Sprintf("remove the sequence %s from %s", d.Object.Path(), source(p, d)),
			fmt.Sprintf("create sequence %s, and set it behind the highest number in use", sqlName(d.Object)),
		),
	}
	if s, ok := d.DeclaredObject.(*schema.Sequence); ok && s.OwnedBy.Name != "" {
		f.Consequence += fmt.Sprintf("; %s was to take its numbers from it", s.OwnedBy.Path())
	}
	return f
}
