package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
)

func init() {
	register(&Rule{
		ID:       "row-security",
		Title:    "Row security is on at one side only",
		Severity: Error,
		Explains: topics(diff.RowSecurity, relations()...),
		Check:    each(rowSecurity),
		Doc: doc(`
ALTER TABLE … ENABLE ROW LEVEL SECURITY holds on one side only. It decides
whether the policies of the table are applied at all.`, `
With row security off in the database, policies have no effect: every role that
may read the table sees every row, those of other tenants too, and no statement
fails. With row security on that was not declared, roles see only what a policy
grants them: nothing, where there is none.`, `
Declare the table with or without row security, as the database has it.`, `
Switch it:

    alter table accounts enable row level security;
    alter table accounts disable row level security;
`),
	})
}

func rowSecurity(p *Pass, d *diff.Difference) Finding {
	f := Finding{
		Message:     contrast(p, d, d.Declared, d.Live),
		Consequence: fmt.Sprintf("no policy of %s is applied: whoever may read it sees every row, and whoever may write it writes any", tableName(d)),
		Remedies: remedies(
			fmt.Sprintf("declare %s with %s", tableName(d), d.Live),
			alterTable(d)+" enable row level security",
		),
	}
	if d.Live == "row security" {
		f.Consequence = fmt.Sprintf("roles other than the owner of %s see and write only the rows that a policy grants them, none where there is no policy", tableName(d))
		f.Remedies[1].Text = alterTable(d) + " disable row level security"
	}
	return f
}
