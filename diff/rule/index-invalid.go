package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "index-invalid",
		Title:    "An index exists and no query uses it",
		Severity: Warning,
		Explains: topics(diff.Validity, schema.KindIndex),
		Check:    each(indexInvalid),
		Doc: doc(`
The index is marked invalid: CREATE INDEX CONCURRENTLY or REINDEX CONCURRENTLY
was interrupted or met a duplicate, or the index of a partitioned table lacks
that of a partition. It is an error for a unique index.`, `
No query uses the index, and every write maintains it. A unique index that is
invalid does not keep duplicates out that were there before.`, `
Nothing needs to change: the declared index is as it should be.`, `
Build it again, once the duplicates that stopped it are gone:

    reindex index concurrently orders_user_id_idx;
`),
	})
}

func indexInvalid(p *Pass, d *diff.Difference) Finding {
	index := sqlName(schema.Ref{Schema: d.Object.Schema, Name: d.Object.Name})
	f := Finding{
		Message:     contrast(p, d, d.Declared, d.Live),
		Consequence: fmt.Sprintf("no query of %s uses it, and every write maintains it", tableName(d)),
		Remedies:    remedies("", "reindex index concurrently "+index),
	}
	if partitioned(p, d) {
		f.Remedies[0].Text = fmt.Sprintf("make the index on the partitions that lack it, and alter index %s attach partition each of them", index)
	}
	if x, ok := d.LiveObject.(*schema.Index); ok && x.Unique.Or(false) {
		f.Severity = Error
		f.Consequence = fmt.Sprintf("duplicates that %s should keep out may be in %s already, and ON CONFLICT cannot rely on it (42P10)",
			d.Object.Path(), tableName(d))
	}
	if d.Live == "valid" {
		f.Severity = Info
		f.Consequence = "nothing breaks: the database's index works, and the declared one was recorded as broken"
		f.Remedies = remedies("read the declared side again", "")
	}
	return f
}
