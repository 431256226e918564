package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "object-definition",
		Title:    "An object of another kind is made in another way",
		Severity: Warning,
		Explains: append(rest(otherKinds()...), rest(schema.KindExtension, schema.KindStatistics)...),
		Check:    each(objectDefinition),
		Doc: doc(`
Both sides have the object, of a kind that has no rule of its own, and a
property of it differs.`, `
What uses the object gets something else than declared; the finding names the
property and both values. For extended statistics only plans change:
information.`, `
Declare the value that the database has.`, `
Alter the object, or make it anew.
`),
	})
}

func objectDefinition(p *Pass, d *diff.Difference) Finding {
	want, have := shortWords(d)
	f := Finding{
		Message:     contrast(p, d, want, have),
		Consequence: fmt.Sprintf("what uses the %s gets something else than declared", describe(d)),
		Remedies: remedies(
			fmt.Sprintf("declare the %s: %s", describe(d), have),
			fmt.Sprintf("alter %s, or make it anew: %s", sqlObject(d), want),
		),
	}
	if d.Object.Kind == schema.KindStatistics {
		f.Severity = Info
		f.Consequence = "nothing fails; queries that filter by several of the columns may be planned otherwise"
	}
	return f
}
