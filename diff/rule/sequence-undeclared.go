package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "sequence-undeclared",
		Title:    "The database has a sequence that nobody declares",
		Severity: Warning,
		Explains: topics(diff.Undeclared, schema.KindSequence),
		Check:    unless(ownerTells, sequenceUndeclared),
		Doc: doc(`
The database has a sequence that the declared side, which lists sequences, does
not have. That of a column which is not declared either goes without saying.`, `
Nothing at once. A database built from the declared side lacks the sequence, so
nextval works here and fails there.`, `
Declare the sequence, or the serial column that it belongs to.`, `
Drop it, if no default and no program uses it:

    drop sequence invoice_number;
`),
	})
}

func sequenceUndeclared(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Severity:    bySource(p, d, Warning, Info),
		Message:     fmt.Sprintf("not declared (%s)", or(d.Live, "no options")),
		Consequence: fmt.Sprintf("a database built from %s lacks the sequence %s: nextval works here and fails there", source(p, d), d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("declare the sequence %s", d.Object.Path()),
			fmt.Sprintf("drop sequence %s, if no default and no program uses it", sqlName(d.Object)),
		),
	}
}
