package diff

import (
	"cmp"
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A side is one model held against its live relation.
type side struct {
	*comparer
	pair  *TablePair
	model *schema.Table
	live  *schema.Table
	// seen is nil for the usual single model.
	seen *memory
}

// fact counts a verdict about one property, and keeps the difference if it is
// one. key tells facts of one facet apart when several models speak of them.
func (s *side) fact(f Facet, key string, d Difference, v Verdict) Verdict {
	s.count(f, key, v)
	s.note(f, d, v)
	return v
}

func (s *side) count(f Facet, key string, v Verdict) { s.countOf(f, key, "", v) }

// countOf counts a verdict about one of several properties of what key names.
func (s *side) countOf(f Facet, key string, p Property, v Verdict) {
	if s.seen != nil {
		s.seen.fact(factKey{f, key, p}, v)
		return
	}
	s.pair.Facts[f].count(v)
}

// note keeps the difference without counting it.
func (s *side) note(f Facet, d Difference, v Verdict) {
	if v == Agree || v == Unsaid {
		return
	}
	d.Facet, d.Verdict, d.Table, d.Model = f, v, s.pair, s.model
	if d.Origin.IsZero() {
		d.Origin = s.model.Origin
	}
	if s.seen == nil {
		s.add(d)
		return
	}
	key := difference{d.Object, d.Property}
	first := s.seen.differences[key]
	if first == nil {
		s.seen.differences[key] = s.add(d)
		return
	}
	places := append([]schema.Origin{first.Origin, d.Origin}, first.Also...)
	if worse(&d, first) {
		*first = d
	}
	first.Also = nil
	for _, o := range places {
		if o != first.Origin && !slices.Contains(first.Also, o) {
			first.Also = append(first.Also, o)
		}
	}
}

// worse reports that, of two models' differences about one property, a does the
// greater harm.
func worse(a, b *Difference) bool {
	order := func(worse, better bool) int { return boolOrder(better, worse) }
	x, y := a.reading(), b.reading()
	return cmp.Or(
		order(a.Verdict == Differ, b.Verdict == Differ),
		cmp.Compare(a.Grade, b.Grade),
		order(!a.Sign, !b.Sign),
		order(x.Host.Null == schema.NullRejected, y.Host.Null == schema.NullRejected),
		order(x.Computed.IsZero(), y.Computed.IsZero()),
		order(x.Access != schema.ReadOnly, y.Access != schema.ReadOnly),
	) > 0
}

// reading is the declared column, which has a host type even where none is known.
func (d *Difference) reading() schema.Column {
	var c schema.Column
	if d.DeclaredColumn != nil {
		c = *d.DeclaredColumn
	}
	if c.Host == nil {
		c.Host = new(schema.Host)
	}
	return c
}

// A memory keeps several models of one relation from counting a fact twice: the
// worst that any of them says is what counts.
type memory struct {
	facts       map[factKey]Verdict
	differences map[difference]*Difference
}

type factKey struct {
	facet    Facet
	key      string
	property Property
}

type difference struct {
	object   schema.Ref
	property Property
}

func newMemory() *memory {
	return &memory{make(map[factKey]Verdict), make(map[difference]*Difference)}
}

func (m *memory) fact(k factKey, v Verdict) {
	if old, ok := m.facts[k]; ok {
		v = worst(old, v)
	}
	m.facts[k] = v
}

func (m *memory) tally(p *TablePair) {
	if m == nil {
		return
	}
	for k, v := range m.facts {
		p.Facts[k.facet].count(v)
	}
}
