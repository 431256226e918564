package rule

import (
	"fmt"
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	advise(&Rule{
		ID:       "index-unused",
		Layer:    LayerAdvice,
		Title:    "No query has used an index for a month",
		Severity: Info,
		Dear:     true,
		Advise:   indexUnused,
		Doc: doc(`
The server's statistics go back 30 days or more, and no query has used the index
in that time. Indexes that keep duplicates out, or that a foreign key needs, are
not meant.`, `
Nothing fails. Every write maintains the index. A report that runs once a
quarter may still need it, and so may a standby, which counts for itself.`, `
Nothing needs to change, unless the model declares the index.`, `
Look at the standbys too (pg_stat_user_indexes.idx_scan), then drop it:

    drop index concurrently orders_note_idx;
`),
	})
}

// monthDays is how long statistics must go back to say that nothing uses an
// index.
const monthDays = 30

func indexUnused(a *Advice) {
	if a.Usage.Days < monthDays || a.Usage.Standby {
		return
	}
	for _, u := range a.Usage.Unused {
		t := a.facts.relation[u.Index.Table()]
		if t == nil || !slices.Contains(a.facts.tables, t) {
			continue
		}
		i := slices.IndexFunc(t.Indexes, func(x *schema.Index) bool { return x.Name == u.Index.Name })
		if i < 0 || t.Indexes[i].Unique.Or(false) || !t.Indexes[i].Valid.Or(true) || t.Indexes[i].PartOf != nil {
			continue
		}
		x := t.Indexes[i]
		if t.PartitionBy.Or("") != "" || x.Clustered.Or(false) || needed(t, x) {
			continue
		}
		a.Report(t.Child(schema.KindIndex, x.Name), Finding{
			Message:     fmt.Sprintf("no query has used it in %d days, and it takes up %s", a.Usage.Days, bytesInWords(u.Bytes)),
			Consequence: fmt.Sprintf("every write of %s maintains it", t.Ref().Path()),
			Remedies:    liveRemedy("drop index concurrently " + sqlName(schema.Ref{Schema: t.Schema, Name: x.Name})),
		})
	}
}

// needed reports that a foreign key would have no index without this one.
func needed(t *schema.Table, x *schema.Index) bool {
	without := *t
	without.Indexes = slices.DeleteFunc(slices.Clone(t.Indexes), func(o *schema.Index) bool { return o == x })
	return slices.ContainsFunc(t.ForeignKeys, func(k *schema.ForeignKey) bool {
		return indexed(t, k.Columns) && !indexed(&without, k.Columns)
	})
}

func bytesInWords(bytes int64) string {
	const kib = 1024
	switch {
	case bytes >= kib*kib*kib:
		return fmt.Sprintf("%.1f GiB", float64(bytes)/(kib*kib*kib))
	case bytes >= kib*kib:
		return fmt.Sprintf("%d MiB", bytes/(kib*kib))
	}
	return fmt.Sprintf("%d KiB", bytes/kib)
}
