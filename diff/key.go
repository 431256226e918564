package diff

import (
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// of starts a difference about a constraint or index of the relation. live and
// declared are nil pointers in an interface where a side has none, so callers
// pass untyped nil. Live objects have no names only where the live side is code.
func (s *side) of(kind schema.Kind, name string, declared, live any, origin schema.Origin) func(Property) Difference {
	if name == "" && live != nil {
		name = s.nameFor(live, []*schema.Table{s.live})
	}
	return func(p Property) Difference {
		return Difference{
			Object: s.live.Child(kind, name), Property: p,
			DeclaredObject: declared, LiveObject: live, Origin: origin,
		}
	}
}

// property notes a difference in one property of a paired object.
func (s *side) property(f Facet, of func(Property) Difference, p Property, v Verdict, declared, live string) Verdict {
	if told(v) {
		x := of(p)
		x.Declared, x.Live = declared, live
		s.note(f, x, v)
	}
	return v
}

// spelt is property for what takes some spelling.
func spelt[T any](s *side, f Facet, of func(Property) Difference, p Property, v Verdict, declared, live T, spell func(T) string) Verdict {
	if told(v) {
		s.property(f, of, p, v, spell(declared), spell(live))
	}
	return v
}

// absent reports a declared object of the relation that the database lacks,
// under the name that it would get where it is declared without one.
func (s *side) absent(f Facet, kind schema.Kind, name, spelling string, object any, origin schema.Origin) {
	if name == "" {
		name = s.nameFor(object, s.pair.Declared)
	}
	x := s.of(kind, name, object, nil, origin)(Absent)
	x.Declared = spelling
	s.fact(f, string(kind)+" "+name+spelling, x, Differ)
}

// undeclared reports a live object of the relation that the declared side
// lacks, if that side lists such objects; otherwise nothing is said of it.
func (s *side) undeclared(f Facet, kind schema.Kind, name, spelling string, object any) {
	x := s.of(kind, name, nil, object, schema.Origin{})(Undeclared)
	x.Live = spelling
	v := Unsaid
	if s.complete(kind) && s.model == s.pair.Model() {
		v = Differ
	}
	s.fact(f, string(kind)+" "+name, x, v)
}

// names compares the names of paired objects. Only sources that list such
// objects name them on purpose; a model's tool derives its own.
func (s *side) names(f Facet, kind schema.Kind, of func(Property) Difference, declared, live string) {
	if declared == "" || live == "" || declared == live || !s.complete(kind) {
		return
	}
	s.property(f, of, Name, Differ, declared, live)
}

func sameColumns(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	if slices.Equal(a, b) {
		return true
	}
	a, b = slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(a, b)
}

func verdict(same bool) Verdict {
	if same {
		return Agree
	}
	return Differ
}

// columnOrder compares the order of the columns that both sides have. Only a
// source that lists tables completely means it.
func (s *side) columnOrder() {
	if !s.complete(schema.KindTable) {
		return
	}
	if s.sameColumnNames() {
		s.count(FacetOther, "column order", Agree)
		return
	}
	var declared, live []string
	for _, c := range s.model.Columns {
		if s.live.Column(c.Name) != nil {
			declared = append(declared, c.Name)
		}
	}
	for _, c := range s.live.Columns {
		if s.model.Column(c.Name) != nil {
			live = append(live, c.Name)
		}
	}
	s.fact(FacetOther, "column order", Difference{
		Object: s.live.Ref(), Property: ColumnOrder,
		Declared: list(declared), Live: list(live), DeclaredObject: s.model, LiveObject: s.live,
	}, verdict(slices.Equal(declared, live)))
}
