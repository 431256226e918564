package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
)

func init() {
	register(&Rule{
		ID:       "partition-bound",
		Title:    "A partition holds other rows",
		Severity: Error,
		Explains: topics(diff.Bound, relations()...),
		Check:    each(partitionBound),
		Doc: doc(`
Both sides have the partition, and it holds another range, list or remainder of
its table.`, `
Rows that belong to the declared bounds go to another partition, or are refused
with SQLSTATE 23514 where none takes them. Dropping the partition drops other
rows than meant.`, `
Declare the bounds that the database has.`, `
Detach the partition and attach it again; its rows are then checked:

    alter table events detach partition events_2025;
    alter table events attach partition events_2025
        for values from ('2025-01-01') to ('2026-01-01');
`),
	})
}

func partitionBound(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Message:     values(p, d),
		Consequence: fmt.Sprintf("rows of the declared bounds go elsewhere, or are refused: no partition of relation found for row (23514); dropping %s drops other rows", d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("declare %s %s", d.Object.Path(), oneLine(d.Live)),
			fmt.Sprintf("detach %s, and attach it again %s", d.Object.Path(), oneLine(d.Declared)),
		),
	}
}
