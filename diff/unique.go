package diff

import (
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// uniques compares unique constraints. What a model asks for is kept by a unique
// index over every row or by the primary key as well. A source that lists the
// constraints means each of them: only a constraint can be deferred, or named
// in ON CONFLICT ON CONSTRAINT.
func (s *side) uniques() {
	pairs, absent, undeclared := match(s.model.Uniques, s.live.Uniques,
		func(d, l *schema.Unique) bool { return d.Name == l.Name && slices.Equal(d.Columns, l.Columns) },
		func(d, l *schema.Unique) bool { return slices.Equal(d.Columns, l.Columns) },
		func(d, l *schema.Unique) bool { return sameColumns(d.Columns, l.Columns) },
		func(d, l *schema.Unique) bool { return d.Name != "" && d.Name == l.Name },
	)
	for _, p := range pairs {
		d, l := p.declared, p.live
		of := s.of(schema.KindUnique, l.Name, d, l, d.Origin)
		same := slices.Equal(d.Columns, l.Columns) || !s.complete(schema.KindUnique) && sameColumns(d.Columns, l.Columns)
		s.count(FacetUnique, l.Name, worst(
			spelt(s, FacetUnique, of, Columns, verdict(same), d.Columns, l.Columns, list),
			s.include(FacetUnique, schema.KindUnique, of, d.Include, l.Include),
			s.property(FacetUnique, of, Nulls, claims(d.NullsNotDistinct, l.NullsNotDistinct),
				spellNulls(d.NullsNotDistinct), spellNulls(l.NullsNotDistinct)),
			s.deferring(FacetUnique, of, d.Deferrable, l.Deferrable),
			s.temporal(FacetUnique, of, d.WithoutOverlaps, l.WithoutOverlaps, "without overlaps"),
		))
		s.kept(of,
			keeping{d.Options, d.Tablespace, d.Clustered, d.PartOf, keyComment(d.Comment, d.IndexComment)},
			keeping{l.Options, l.Tablespace, l.Clustered, l.PartOf, keyComment(l.Comment, l.IndexComment)})
		s.names(FacetUnique, schema.KindUnique, of, d.Name, l.Name)
	}
	for _, d := range absent {
		if s.keepsUnique(s.live, d) {
			s.count(FacetUnique, list(d.Columns), Agree)
			continue
		}
		s.absent(FacetUnique, schema.KindUnique, d.Name, list(d.Columns), d, d.Origin)
	}
	for _, l := range undeclared {
		if s.keepsUnique(s.model, l) {
			continue // counted with the declared index
		}
		s.undeclared(FacetUnique, schema.KindUnique, l.Name, list(l.Columns), l)
	}
}

func spellNulls(c schema.Claim[bool]) string {
	return yesNo(c.Or(false), "nulls not distinct", "nulls distinct")
}

// keepsUnique reports that the primary key or a unique index of the table, over
// every row, keeps all that the declared side asks of the constraint.
func (s *side) keepsUnique(t *schema.Table, u *schema.Unique) bool {
	if s.complete(schema.KindUnique) {
		return false
	}
	if k := t.PrimaryKey; k != nil && sameColumns(k.Columns, u.Columns) &&
		claims(u.Deferrable, k.Deferrable) != Differ && includes(k.Include, u.Include) {
		return true
	}
	return u.Deferrable.Or(schema.NotDeferrable) == schema.NotDeferrable &&
		slices.ContainsFunc(t.Indexes, func(x *schema.Index) bool {
			return x.Unique.Or(false) && x.Where.Or("") == "" && x.Valid.Or(true) && sameColumns(keyColumns(x), u.Columns) &&
				claims(u.NullsNotDistinct, x.NullsNotDistinct) != Differ && includes(x.Include, u.Include)
		})
}

// includes reports that an index holds all the further columns that are wanted.
func includes(have, want []string) bool { return len(without(want, have)) == 0 }

// keyColumns are the columns of an index's keys; nil if any key is an expression.
func keyColumns(x *schema.Index) []string {
	columns := make([]string, 0, len(x.Keys))
	for _, k := range x.Keys {
		if k.Column == "" {
			return nil
		}
		columns = append(columns, k.Column)
	}
	return columns
}
