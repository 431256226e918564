package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "foreign-options",
		Title:    "A foreign table or column has other options",
		Severity: Warning,
		Explains: append(topics(diff.ForeignOptions, relations()...), Topic{schema.KindColumn, diff.ForeignOptions}),
		Check:    each(foreignOptions),
		Doc: doc(`
OPTIONS (…) of a foreign table or of one of its columns differ: which remote
table, file or column it stands for.`, `
Statements read and write something else than declared, or fail in the
foreign-data wrapper (SQLSTATE class HV).`, `
Declare the options that the database has.`, `
Set them:

    alter foreign table remote_users options (set table_name 'users');
`),
	})
}

func foreignOptions(p *Pass, d *diff.Difference) Finding {
	words := func(s string) string { return "options " + or(oneLine(s), "none") }
	return Finding{
		Message:     contrast(p, d, words(d.Declared), words(d.Live)),
		Consequence: fmt.Sprintf("%s stands for something else at the other end than declared", d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("declare %s with %s", d.Object.Path(), words(d.Live)),
			fmt.Sprintf("alter foreign table %s to have the %s", tableName(d), words(d.Declared)),
		),
	}
}
