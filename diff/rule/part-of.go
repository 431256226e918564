package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "part-of",
		Title:    "The index or constraint of a partition is not part of its table's",
		Severity: Warning,
		Explains: topics(diff.PartOf, schema.KindPrimaryKey, schema.KindUnique, schema.KindForeignKey, schema.KindExclusion, schema.KindIndex),
		Check:    each(partOf),
		Doc: doc(`
A partition's index or constraint is attached to that of the partitioned table
on one side, and stands alone, or belongs to another, on the other.`, `
The table's own index stays invalid until every partition has its part. Dropping
it leaves the partition's, and what the table's constraint promises is promised
for the partition alone.`, `
Declare it as the database has it.`, `
Attach it:

    alter index events_at_idx attach partition events_2025_at_idx;
`),
	})
}

func partOf(p *Pass, d *diff.Difference) Finding {
	words := func(s string) string {
		if s == "none" {
			return "on its own"
		}
		return "part of " + s
	}
	index := func(name string) string { return sqlName(schema.Ref{Schema: d.Object.Schema, Name: name}) }
	f := Finding{
		Message:     contrast(p, d, words(d.Declared), words(d.Live)),
		Consequence: fmt.Sprintf("%s does not go and come with its table's", describe(d)),
		Remedies: remedies(
			fmt.Sprintf("declare %s as %s", describe(d), words(d.Live)),
			fmt.Sprintf("attach %s to %s with ALTER INDEX … ATTACH PARTITION", index(d.Object.Name), d.Declared),
		),
	}
	if d.Declared == "none" {
		f.Remedies[1].Text = fmt.Sprintf("drop the table's, and make %s again on its own", describe(d))
	}
	return f
}
