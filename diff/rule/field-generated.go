package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "field-generated",
		Title:    "The code writes a column that the database computes",
		Severity: Error,
		Explains: topics(diff.HostWrites, schema.KindColumn),
		Check:    each(fieldGenerated),
		Doc: doc(`
The column is GENERATED ALWAYS AS an expression, and the library that writes
rows from the struct would give it a value like any other.`, `
Every INSERT and UPDATE that names the column fails with SQLSTATE 428C9:

    ERROR: cannot insert a non-DEFAULT value into column "full_name"
`, `
Mark the field as read only in the words of its library: gorm:"->",
bun:",scanonly", rw:"r".`, `
Make it a plain column, if the code is to say what it holds:

    alter table users alter column full_name drop expression;
`),
	})
}

func fieldGenerated(_ *Pass, d *diff.Difference) Finding {
	return Finding{
		Message: fmt.Sprintf("the database computes it, and %s writes %s", reader(d), fieldName(d)),
		Consequence: fmt.Sprintf("every INSERT and UPDATE through %s that names the column fails: %s",
			reader(d), valueRefused(columnName(d))),
		Remedies: remedies(
			fmt.Sprintf("mark %s as read only", fieldName(d)),
			alterColumn(d)+" drop expression",
		),
	}
}
