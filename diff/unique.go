package diff

import (
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// uniques compares unique constraints. A unique index over the same columns and
// every row keeps the same promise, and so does the primary key: neither is
// reported against a unique constraint.
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
			s.property(FacetUnique, of, Columns, verdict(same), list(d.Columns), list(l.Columns)),
			s.include(FacetUnique, schema.KindUnique, of, d.Include, l.Include),
			s.property(FacetUnique, of, Nulls, claims(d.NullsNotDistinct, l.NullsNotDistinct),
				spellNulls(d.NullsNotDistinct), spellNulls(l.NullsNotDistinct)),
			s.deferring(FacetUnique, of, d.Deferrable, l.Deferrable),
		))
		s.names(FacetUnique, schema.KindUnique, of, d.Name, l.Name)
	}
	for _, d := range absent {
		if keepsUnique(s.live, d.Columns) {
			s.count(FacetUnique, list(d.Columns), Agree)
			continue
		}
		s.absent(FacetUnique, schema.KindUnique, d.Name, list(d.Columns), d, d.Origin)
	}
	for _, l := range undeclared {
		if keepsUnique(s.model, l.Columns) {
			continue // counted with the declared index
		}
		s.undeclared(FacetUnique, schema.KindUnique, l.Name, list(l.Columns), l)
	}
}

func spellNulls(c schema.Claim[bool]) string {
	return yesNo(c.Or(false), "nulls not distinct", "nulls distinct")
}

// keepsUnique reports that the primary key or a unique index of the table, over
// every row, lets no two rows have the same values in the columns.
func keepsUnique(t *schema.Table, columns []string) bool {
	if t.PrimaryKey != nil && sameColumns(t.PrimaryKey.Columns, columns) {
		return true
	}
	return slices.ContainsFunc(t.Indexes, func(x *schema.Index) bool {
		return x.Unique.Or(false) && x.Where.Or("") == "" && x.Valid.Or(true) && sameColumns(keyColumns(x), columns)
	})
}

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
