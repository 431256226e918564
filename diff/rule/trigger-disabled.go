package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "trigger-disabled",
		Title:    "A trigger or rule is not fired as declared",
		Severity: Error,
		Explains: append(append(namedOf(schema.KindTrigger, "enabled"), namedOf(schema.KindRule, "enabled")...), namedOf(schema.KindEventTrigger, "enabled")...),
		Check:    each(triggerDisabled),
		Doc: doc(`
ALTER TABLE … DISABLE TRIGGER, ENABLE REPLICA or ENABLE ALWAYS holds on one side
only. Bulk loads switch triggers off, and some never switch them on again.`, `
Nothing fails. While the trigger is disabled, what it does is not done, as if it
did not exist. One that fires for replicas only does nothing for ordinary
statements.`, `
Declare it as the database has it.`, `
Switch it on, and repair the rows that were written without it:

    alter table users enable trigger touch;
`),
	})
}

func triggerDisabled(p *Pass, d *diff.Difference) Finding {
	words := func(s string) string {
		return or(fires[s], s)
	}
	f := Finding{
		Message:     contrast(p, d, words(d.Declared), words(d.Live)),
		Consequence: fmt.Sprintf("statements succeed, and what the %s does is left undone", describe(d)),
		Remedies: remedies(
			fmt.Sprintf("declare the %s as %s", describe(d), words(d.Live)),
			fmt.Sprintf("set the %s to %s", describe(d), words(d.Declared)),
		),
	}
	if d.Live == "" || d.Live == "always" {
		f.Severity = Warning
		f.Consequence = fmt.Sprintf("the %s fires, which was not declared: statements do more, or are refused", describe(d))
	}
	return f
}
