package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
)

func init() {
	register(&Rule{
		ID:       "row-security-forced",
		Title:    "Policies bind the owner of a table on one side only",
		Severity: Warning,
		Explains: topics(diff.ForceRowSecurity, relations()...),
		Check:    each(rowSecurityForced),
		Doc: doc(`
ALTER TABLE … FORCE ROW LEVEL SECURITY holds on one side only. Without it,
policies do not bind the table's owner.`, `
Where it is not forced and the program connects as the owner, as many do, it
sees every row whatever the policies say. Where it is forced unexpectedly, the
owner's own statements, migrations too, see only the rows that policies grant.`, `
Declare the table as the database has it.`, `
Switch it:

    alter table accounts force row level security;
    alter table accounts no force row level security;
`),
	})
}

func rowSecurityForced(p *Pass, d *diff.Difference) Finding {
	f := Finding{
		Message:     contrast(p, d, "policies "+d.Declared, d.Live),
		Consequence: fmt.Sprintf("no policy binds the owner of %s: a program that connects as that role sees every row", tableName(d)),
		Remedies: remedies(
			fmt.Sprintf("declare the policies of %s as they are, %s", tableName(d), d.Live),
			alterTable(d)+" force row level security",
		),
	}
	if d.Live == "for the owner too" {
		f.Consequence = fmt.Sprintf("the owner of %s sees and writes only the rows that a policy grants", tableName(d))
		f.Remedies[1].Text = alterTable(d) + " no force row level security"
	}
	return f
}
