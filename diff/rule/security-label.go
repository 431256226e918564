package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
)

func init() {
	register(&Rule{
		ID:       "security-label",
		Title:    "The security labels of an object differ",
		Severity: Warning,
		Explains: topics(diff.SecurityLabels, ""),
		Check:    each(securityLabel),
		Doc: doc(`
SECURITY LABEL of an object differs. Labels are read by what provides them:
SELinux, or an extension that masks columns.`, `
No statement fails for PostgreSQL itself. What the provider guards by the label
is guarded otherwise: a column that is to be masked is shown, say.`, `
Declare the label that the database has.`, `
Set it:

    security label for anon on column users.email is 'MASKED WITH NULL';
`),
	})
}

func securityLabel(p *Pass, d *diff.Difference) Finding {
	none := func(s string) string { return or(oneLine(s), "none") }
	return Finding{
		Message:     contrast(p, d, "security label "+none(d.Declared), none(d.Live)),
		Consequence: fmt.Sprintf("what the provider of the label guards of %s is guarded otherwise than declared", describe(d)),
		Remedies: remedies(
			fmt.Sprintf("declare the label of %s: %s", describe(d), none(d.Live)),
			fmt.Sprintf("set the security label on %s: %s", sqlObject(d), none(d.Declared)),
		),
	}
}
