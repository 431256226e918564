package diff

import (
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// unite makes one relation of the several models that may stand for it, for a
// live side that is code: what any of them says, it has. Where they contradict
// each other about a column the first one wins, and a gap says so. A live side
// without such models is returned as it is.
func unite(live *schema.Database) *schema.Database {
	if live.Complete {
		return live // it names every relation once
	}
	at := make(map[schema.Ref]int, len(live.Tables))
	var tables []*schema.Table
	var gaps []schema.Gap
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
		gaps = append(gaps, contradictions(tables[first], t)...)
		tables[first] = both(tables[first], t)
	}
	if tables == nil {
		return live
	}
	united := *live
	united.Tables = tables
	united.Gaps = slices.Concat(live.Gaps, gaps)
	return &united
}

// contradictions are the columns of which two models say different things.
func contradictions(a, b *schema.Table) []schema.Gap {
	var gaps []schema.Gap
	for _, second := range b.Columns {
		first := a.Column(second.Name)
		if first == nil {
			continue
		}
		for _, x := range []struct {
			what string
			v    Verdict
		}{
			{"type", claims(second.Type, first.Type)},
			{"NOT NULL", claims(second.NotNull, first.NotNull)},
			{"default", claims(second.Default, first.Default)},
		} {
			if x.v != Differ {
				continue
			}
			object := a.Child(schema.KindColumn, first.Name)
			gaps = append(gaps, schema.Gap{
				Subject: object.String(),
				Reason:  "two models disagree about its " + x.what + "; the first counts: " + first.Origin.String(),
				Hint:    "let the models agree",
				Object:  object,
				Origin:  second.Origin,
			})
		}
	}
	return gaps
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
