package report

import (
	"cmp"
	"maps"
	"slices"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// openings are the compared objects of a layer of which a fact is left open.
type openings struct {
	tables map[*diff.TablePair]bool
	// elsewhere is true for one that belongs to no table.
	elsewhere bool
}

func (o openings) any() bool { return o.elsewhere || len(o.tables) > 0 }

// openFacts finds what the undetermined gaps of a comparison leave open. A gap
// about a relation that was not compared leaves nothing open; one that names no
// object may be about any.
func openFacts(d *diff.Diff) openings {
	o := openings{tables: make(map[*diff.TablePair]bool)}
	byName := make(map[string][]*diff.TablePair)
	for _, p := range d.Tables {
		if p.Live == nil || len(p.Declared) == 0 {
			continue
		}
		names := map[string]bool{p.Live.Name: true}
		for _, m := range p.Declared {
			names[m.Name] = true
		}
		for name := range names {
			byName[name] = append(byName[name], p)
		}
	}
	for _, g := range d.Gaps {
		if !g.Undetermined {
			continue
		}
		of := g.Object.Table()
		if of.Name == "" {
			o.elsewhere = true
			continue
		}
		for _, p := range byName[of.Name] {
			if of.Schema == "" || p.Ref.Schema == "" || of.Schema == p.Ref.Schema || declares(p, of) {
				o.tables[p] = true
			}
		}
	}
	return o
}

// declares reports that a model of the relation goes by the name.
func declares(p *diff.TablePair, of schema.Ref) bool {
	return slices.ContainsFunc(p.Declared, func(m *schema.Table) bool {
		return m.Name == of.Name && m.Schema == of.Schema
	})
}

// gapsOf converts gaps and lists each once: layers share those of the live side.
func gapsOf(gaps []schema.Gap) []Gap {
	out := make([]Gap, 0, len(gaps))
	for _, g := range gaps {
		out = append(out, Gap{
			Subject: valid(g.Subject), Reason: valid(g.Reason), Hint: Value(valid(g.Hint)),
			Undetermined: g.Undetermined, Origin: originOf(g.Origin),
		})
	}
	order := func(a, b Gap) int {
		return cmp.Or(
			compareOrigins(a.Origin, b.Origin), cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.Reason, b.Reason),
			cmp.Compare(a.Hint, b.Hint), compareBools(a.Undetermined, b.Undetermined),
		)
	}
	slices.SortFunc(out, order)
	return slices.CompactFunc(out, func(a, b Gap) bool { return order(a, b) == 0 })
}

func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// counted merges what both sides of every layer found and did not describe, and
// what is described and no layer could compare. The sides count the same objects,
// so the greater number stands for both.
func counted(layers []Layer) []Count {
	most := make(map[schema.Kind]int)
	for _, l := range layers {
		for _, db := range []*schema.Database{l.Diff.Declared, l.Diff.Live} {
			for _, c := range db.Counted {
				most[c.Kind] = max(most[c.Kind], c.Count)
			}
		}
	}
	for _, ref := range left(layers) {
		most[ref.Kind]++
	}
	out := make([]Count, 0, len(most))
	for _, k := range slices.SortedFunc(maps.Keys(most), func(a, b schema.Kind) int {
		return cmp.Or(cmp.Compare(a.Rank(), b.Rank()), cmp.Compare(a, b))
	}) {
		if most[k] > 0 {
			out = append(out, Count{Kind: valid(string(k)), Count: most[k]})
		}
	}
	return out
}

// left are the live objects that every layer left.
func left(layers []Layer) []schema.Ref {
	times := make(map[schema.Ref]int)
	for _, l := range layers {
		for _, ref := range l.Diff.Left {
			times[ref]++
		}
	}
	maps.DeleteFunc(times, func(_ schema.Ref, n int) bool { return n < len(layers) })
	return slices.Collect(maps.Keys(times))
}
