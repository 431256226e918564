package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "sequence-options",
		Title:    "A sequence counts in another way",
		Severity: Warning,
		Explains: topics(diff.Sequencing, schema.KindSequence),
		Check:    each(sequenceOptions),
		Doc: doc(`
Both sides have the sequence, and its type, start, increment, bounds, cache or
cycling differ. Where it stands at present is data, and is not compared.`, `
Numbers come in other steps, run out earlier (SQLSTATE 2200H), or start again
and collide. A start that alone differs matters only to RESTART and to a new
database; a larger cache leaves larger gaps: both are for your information.`, `
Declare the options that the database has.`, `
Set them:

    alter sequence invoice_number as bigint increment by 1 no cycle;
`),
	})
}

func sequenceOptions(p *Pass, d *diff.Difference) Finding {
	f := Finding{
		Message:     contrast(p, d, d.Declared, d.Live),
		Consequence: fmt.Sprintf("%s gives other numbers than declared, or runs out at another one (2200H)", d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("declare the sequence %s with %s", d.Object.Path(), d.Live),
			fmt.Sprintf("alter sequence %s to %s", sqlName(d.Object), d.Declared),
		),
	}
	want, okWant := d.DeclaredObject.(*schema.Sequence)
	have, okHave := d.LiveObject.(*schema.Sequence)
	if okWant && okHave && countsAlike(want, have) {
		f.Severity = Info
		f.Consequence = fmt.Sprintf("nothing breaks: %s starts elsewhere in a new database, or leaves other gaps", d.Object.Path())
	}
	return f
}

// countsAlike reports that the sequences differ at most in where they start and
// in how many numbers they keep at hand.
func countsAlike(want, have *schema.Sequence) bool {
	return agrees(want.Type, have.Type) && agrees(want.Increment, have.Increment) && agrees(want.Min, have.Min) &&
		agrees(want.Max, have.Max) && agrees(want.Cycle, have.Cycle)
}

func agrees[T comparable](want, have schema.Claim[T]) bool {
	live, said := have.Get()
	return !said || want.Silent() || want.Accepts(func(v T) bool { return v == live })
}
