package diff

import (
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// unite makes one relation of the several models that may stand for it, for a
// live side that is code: what any of them says, it has. The first one wins
// where they contradict each other. A live side without such models is returned
// as it is.
func unite(live *schema.Database) *schema.Database {
	at := make(map[schema.Ref]int, len(live.Tables))
	var tables []*schema.Table
	for i, t := range live.Tables {
		first, double := at[t.Ref()]
		if !double {
			at[t.Ref()] = len(at)
			if tables != nil {
				tables = append(tables, t)
			}
			continue
		}
		if tables == nil {
			tables = slices.Clone(live.Tables[:i])
		}
		tables[first] = both(tables[first], t)
	}
	if tables == nil {
		return live
	}
	united := *live
	united.Tables = tables
	return &united
}

func both(a, b *schema.Table) *schema.Table {
	t := *a
	t.Columns = slices.Clone(a.Columns)
	for _, c := range b.Columns {
		if a.Column(c.Name) == nil {
			t.Columns = append(t.Columns, c)
		}
	}
	if t.PrimaryKey == nil {
		t.PrimaryKey = b.PrimaryKey
	}
	t.Uniques = slices.Concat(a.Uniques, b.Uniques)
	t.ForeignKeys = slices.Concat(a.ForeignKeys, b.ForeignKeys)
	t.Checks = slices.Concat(a.Checks, b.Checks)
	t.Exclusions = slices.Concat(a.Exclusions, b.Exclusions)
	t.Indexes = slices.Concat(a.Indexes, b.Indexes)
	return &t
}
