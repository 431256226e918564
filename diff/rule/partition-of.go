package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
)

func init() {
	register(&Rule{
		ID:       "partition-of",
		Title:    "A table is a partition of another table, or of none",
		Severity: Error,
		Explains: topics(diff.PartitionOf, relations()...),
		Check:    each(partitionOf),
		Doc: doc(`
The table is attached as a partition on one side only, or to another table.`, `
Rows of a detached partition are not seen through the table, and those that
would go there are refused with SQLSTATE 23514.`, `
Declare the table as the database has it.`, `
Attach or detach it:

    alter table events attach partition events_2025
        for values from ('2025-01-01') to ('2026-01-01');
    alter table events detach partition events_2025;
`),
	})
}

func partitionOf(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Message:     contrast(p, d, "a partition of "+d.Declared, d.Live),
		Consequence: fmt.Sprintf("rows of %s are not seen through %s, and new ones go elsewhere or are refused (23514)", d.Object.Path(), d.Declared),
		Remedies: remedies(
			fmt.Sprintf("declare %s as a partition of %s", d.Object.Path(), d.Live),
			fmt.Sprintf("detach %s from %s, and attach it to %s", d.Object.Path(), d.Live, d.Declared),
		),
	}
}
