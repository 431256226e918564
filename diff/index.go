package diff

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/diff/equal"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// indexes compares the indexes that back no constraint. A constraint's own index
// serves an index that a model asks for over the same columns. Where the
// declared side lists the indexes, one beside a constraint is one of its own.
func (s *side) indexes() {
	pairs, absent, undeclared := match(s.model.Indexes, s.live.Indexes,
		func(d, l *schema.Index) bool { return d.Name == l.Name && sameKeys(d, l) && samePredicate(d, l) },
		func(d, l *schema.Index) bool { return sameKeys(d, l) && samePredicate(d, l) && sameMethod(d, l) },
		func(d, l *schema.Index) bool {
			return sameMethod(d, l) && s.keyTexts(d, l) == Agree && s.predicate(d, l) == Agree
		},
		func(d, l *schema.Index) bool { return d.Name != "" && d.Name == l.Name },
		func(d, l *schema.Index) bool { return sameKeys(d, l) && sameMethod(d, l) },
		func(d, l *schema.Index) bool {
			return sameMethod(d, l) && sameKeyColumns(d, l) && s.keyTexts(d, l) == Unsure
		},
	)
	for _, p := range pairs {
		s.index(p.declared, p.live)
	}
	for _, d := range absent {
		if s.servedByConstraint(s.live, d) {
			s.count(indexFacet(d), spellIndex(d), Agree)
			continue
		}
		s.absent(indexFacet(d), schema.KindIndex, d.Name, spellIndex(d), d, d.Origin)
	}
	for _, l := range undeclared {
		if s.servedByConstraint(s.model, l) {
			continue // counted with the declared constraint
		}
		s.undeclared(indexFacet(l), schema.KindIndex, l.Name, spellIndex(l), l)
	}
}

func (s *side) index(d, l *schema.Index) {
	f := indexFacet(l)
	of := s.of(schema.KindIndex, l.Name, d, l, d.Origin)
	s.countOf(f, l.Name, "index", worst(
		spelt(s, f, of, Keys, s.keys(d, l), d, l, spellKeys),
		s.property(f, of, Method, claims(d.Method, l.Method), d.Method.Or(""), l.Method.Or("")),
		s.property(f, of, Uniqueness, claims(d.Unique, l.Unique),
			yesNo(d.Unique.Or(false), "unique", "not unique"), yesNo(l.Unique.Or(false), "unique", "not unique")),
		s.property(f, of, Nulls, claims(d.NullsNotDistinct, l.NullsNotDistinct),
			spellNulls(d.NullsNotDistinct), spellNulls(l.NullsNotDistinct)),
		s.include(f, schema.KindIndex, of, d.Include, l.Include),
		s.property(f, of, Predicate, s.predicate(d, l), d.Where.Or(""), l.Where.Or("")),
		s.validity(f, of, d, l),
		s.property(f, of, Statistics, claims(d.Statistics, l.Statistics), d.Statistics.Or(""), l.Statistics.Or("")),
	))
	s.kept(of,
		keeping{d.Options, d.Tablespace, d.Clustered, d.PartOf, d.Comment},
		keeping{l.Options, l.Tablespace, l.Clustered, l.PartOf, l.Comment})
	s.names(f, schema.KindIndex, of, d.Name, l.Name)
}

// validity asks whether the live index is used at all. A source that says
// nothing of it wants an index that works.
func (s *side) validity(f Facet, of func(Property) Difference, d, l *schema.Index) Verdict {
	spell := func(valid bool) string { return yesNo(valid, "valid", "invalid") }
	v := Agree
	if l.Valid.Or(true) != d.Valid.Or(true) {
		v = Differ
	}
	return s.property(f, of, Validity, v, spell(d.Valid.Or(true)), spell(l.Valid.Or(true)))
}

func indexFacet(x *schema.Index) Facet {
	if x.Unique.Or(false) {
		return FacetUnique
	}
	return FacetIndex
}

// servedByConstraint reports that a constraint of t keeps an index that does all
// that x does.
func (s *side) servedByConstraint(t *schema.Table, x *schema.Index) bool {
	if s.complete(schema.KindIndex) || !plain(x) {
		return false
	}
	columns := keyColumns(x)
	serves := func(have, include []string, when schema.Claim[schema.Deferrable]) bool {
		immediate := when.Or(schema.NotDeferrable) == schema.NotDeferrable
		return slices.Equal(have, columns) && includes(include, x.Include) && (immediate || !x.Unique.Or(false))
	}
	if k := t.PrimaryKey; k != nil && serves(k.Columns, k.Include, k.Deferrable) {
		return true
	}
	return slices.ContainsFunc(t.Uniques, func(u *schema.Unique) bool {
		return serves(u.Columns, u.Include, u.Deferrable) && claims(x.NullsNotDistinct, u.NullsNotDistinct) != Differ
	})
}

// plain reports that the index is such as a constraint makes: of columns, over
// every row, and in all else as PostgreSQL does it when it is told nothing.
func plain(x *schema.Index) bool {
	return x.Where.Or("") == "" && x.Method.Or("btree") == "btree" && x.Options.Or("") == "" && x.Valid.Or(true) &&
		!slices.ContainsFunc(x.Keys, func(k schema.IndexKey) bool {
			return k.Column == "" || k.Opclass.Or("") != "" || k.Collation.Or("") != "" || k.Desc.Or(false) || k.NullsFirst.Or(false)
		})
}

// sameKeys reports that both indexes have the same columns and expressions in
// the same order, whatever their operator classes and directions.
func sameKeys(d, l *schema.Index) bool {
	return slices.EqualFunc(d.Keys, l.Keys, func(a, b schema.IndexKey) bool {
		if a.Column != "" || b.Column != "" {
			return a.Column == b.Column
		}
		return a.Expr == b.Expr || equal.Expr(a.Expr, b.Expr) == Agree
	})
}

func samePredicate(d, l *schema.Index) bool {
	want, said := d.Where.Get()
	return !said || want == l.Where.Or("") || equal.Expr(want, l.Where.Or("")) == Agree
}

// predicate compares which rows the indexes have.
func (s *side) predicate(d, l *schema.Index) Verdict {
	want, said := d.Where.Get()
	if !said || l.Where.Silent() {
		return Unsaid
	}
	return s.expr(want, l.Where.Or(""))
}

func sameMethod(d, l *schema.Index) bool { return claims(d.Method, l.Method) != Differ }

func (s *side) keys(d, l *schema.Index) Verdict {
	if len(d.Keys) != len(l.Keys) {
		return Differ
	}
	v := Agree
	for i := range d.Keys {
		a, b := d.Keys[i], l.Keys[i]
		v = worst(v, s.keyText(a, b), claims(a.Opclass, b.Opclass), collations(a.Collation, b.Collation),
			claims(a.Desc, b.Desc), claims(a.NullsFirst, b.NullsFirst))
	}
	return v
}

// keyTexts compares the columns and expressions alone.
func (s *side) keyTexts(d, l *schema.Index) Verdict {
	if len(d.Keys) != len(l.Keys) {
		return Differ
	}
	v := Agree
	for i := range d.Keys {
		v = worst(v, s.keyText(d.Keys[i], l.Keys[i]))
	}
	return v
}

func (s *side) keyText(d, l schema.IndexKey) Verdict {
	if d.Column != "" || l.Column != "" {
		return verdict(d.Column == l.Column)
	}
	return s.expr(d.Expr, l.Expr)
}

// sameKeyColumns reports that the expressions speak of the same columns.
func sameKeyColumns(d, l *schema.Index) bool {
	return slices.EqualFunc(d.Keys, l.Keys, func(a, b schema.IndexKey) bool { return equal.SameColumns(a.Expr, b.Expr) })
}

func spellKeys(x *schema.Index) string {
	keys := make([]string, len(x.Keys))
	for i, k := range x.Keys {
		s := schema.QuoteIdent(k.Column)
		if k.Column == "" {
			s = "(" + k.Expr + ")"
		}
		if c := k.Collation.Or(""); c != "" {
			s += " collate " + c
		}
		if o := k.Opclass.Or(""); o != "" {
			s += " " + o
		}
		desc := k.Desc.Or(false)
		s += yesNo(desc, " desc", "")
		if first := k.NullsFirst.Or(desc); first != desc {
			s += yesNo(first, " nulls first", " nulls last")
		}
		keys[i] = s
	}
	return "(" + strings.Join(keys, ", ") + ")"
}

func spellIndex(x *schema.Index) string {
	s := yesNo(x.Unique.Or(false), "unique ", "") + x.Method.Or("btree") + " " + spellKeys(x)
	if len(x.Include) > 0 {
		s += " include " + list(x.Include)
	}
	if w := x.Where.Or(""); w != "" {
		s += " where " + w
	}
	return s
}
