package rule

import (
	"fmt"
	"strings"

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
	want, okWant := d.DeclaredObject.(*schema.Sequence)
	have, okHave := d.LiveObject.(*schema.Sequence)
	declared, live := d.Declared, d.Live
	if okWant && okHave {
		declared, live = options(want, have)
	}
	f := Finding{
		Message:     contrast(p, d, declared, live),
		Consequence: fmt.Sprintf("%s gives other numbers than declared, or runs out at another one (2200H)", d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("declare the sequence %s: %s", d.Object.Path(), live),
			fmt.Sprintf("alter sequence %s %s", sqlName(d.Object), declared),
		),
	}
	if okWant && okHave && countsAlike(want, have) {
		f.Severity = Info
		f.Consequence = fmt.Sprintf("nothing breaks: %s starts elsewhere in a new database, or leaves other gaps", d.Object.Path())
	}
	return f
}

// options spell what differs, as the declared and the live sequence have it.
func options(want, have *schema.Sequence) (declared, live string) {
	var w, h []string
	add := func(differs bool, declared, live string) {
		if differs {
			w, h = append(w, declared), append(h, live)
		}
	}
	add(!agrees(want.Type, have.Type), "as "+want.Type.Or(schema.Type{}).String(), "as "+have.Type.Or(schema.Type{}).String())
	for _, o := range []struct {
		name       string
		want, have schema.Claim[int64]
	}{
		{"start", want.Start, have.Start},
		{"increment", want.Increment, have.Increment},
		{"minvalue", want.Min, have.Min},
		{"maxvalue", want.Max, have.Max},
		{"cache", want.Cache, have.Cache},
	} {
		add(!agrees(o.want, o.have), fmt.Sprint(o.name, " ", o.want.Or(0)), fmt.Sprint(o.name, " ", o.have.Or(0)))
	}
	cycle := map[bool]string{true: "cycle", false: "no cycle"}
	add(!agrees(want.Cycle, have.Cycle), cycle[want.Cycle.Or(false)], cycle[have.Cycle.Or(false)])
	return strings.Join(w, " "), strings.Join(h, " ")
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
