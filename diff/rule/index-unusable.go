package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	advise(&Rule{
		ID:       "index-unusable",
		Layer:    LayerAdvice,
		Title:    "An index is marked invalid, and no query uses it",
		Severity: Warning,
		Advise:   indexUnusable,
		Doc: doc(`
CREATE INDEX CONCURRENTLY or REINDEX CONCURRENTLY was interrupted, or met a
duplicate, and left the index behind. On a partitioned table it may merely wait
for an index of a partition. It is an error for a unique index.`, `
No query uses the index, and every write maintains it. A unique index that is
invalid does not keep duplicates out that were there before.`, `
Nothing needs to change.`, `
Build it again, once the duplicates that stopped it are gone, or drop it:

    reindex index concurrently orders_user_id_idx;
`),
	})
}

func indexUnusable(a *Advice) {
	for _, t := range a.facts.tables {
		for _, x := range t.Indexes {
			if x.Valid.Or(true) || x.PartOf != nil {
				continue
			}
			index := sqlName(schema.Ref{Schema: t.Schema, Name: x.Name})
			f := Finding{
				Message:     "is invalid",
				Live:        "invalid",
				Consequence: fmt.Sprintf("no query of %s uses it, and every write maintains it", t.Ref().Path()),
				Remedies:    liveRemedy("reindex index concurrently " + index),
			}
			if t.PartitionBy.Or("") != "" {
				f.Remedies = liveRemedy(fmt.Sprintf("make the index on the partitions that lack it, and alter index %s attach partition each of them", index))
			}
			if x.Unique.Or(false) {
				f.Severity = Error
				f.Consequence = fmt.Sprintf("duplicates that it should keep out may be in %s already, and ON CONFLICT cannot rely on it (42P10)", t.Ref().Path())
			}
			a.Report(t.Child(schema.KindIndex, x.Name), f)
		}
	}
}
