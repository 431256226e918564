package gorm

import (
	"slices"
)

// A link is a foreign key that a relation makes: from columns of one model to
// columns of another.
type link struct {
	field      *field
	from, to   *mould
	columns    []*field
	references []*field
	// owned is true for has-one and has-many: the key lies in the other table.
	owned bool
}

// same reports whether two links are one key, declared from both ends.
func (l *link) same(o *link) bool {
	return l.from.s == o.from.s && l.to.s == o.to.s &&
		slices.Equal(columnNames(l.columns), columnNames(o.columns)) &&
		slices.Equal(columnNames(l.references), columnNames(o.references))
}

func columnNames(fields []*field) []string {
	all := make([]string, len(fields))
	for i, f := range fields {
		all[i] = f.column
	}
	return all
}

// elsewhere reports whether the relation goes by a join table or by a pair of
// columns that no key can have.
func (f *field) elsewhere() bool {
	return f.set.has("MANY2MANY") || f.set.has("POLYMORPHIC") || f.set.has("POLYMORPHICTYPE") && f.set.has("POLYMORPHICID")
}

// resolve finds the columns of a relation as GORM guesses them; nil if it finds
// none.
func resolve(m, target *mould, f *field) *link {
	has := func() *link {
		if l := guess(m, target, f, true); l != nil {
			return &link{field: f, from: target, to: m, columns: l.columns, references: l.references, owned: true}
		}
		return nil
	}
	belongs := func() *link {
		if l := guess(target, m, f, false); l != nil {
			return &link{field: f, from: m, to: target, columns: l.columns, references: l.references}
		}
		return nil
	}
	switch {
	case f.many:
		return has()
	case m.s == target.s || f.set["BELONGSTO"] != "":
		if l := belongs(); l != nil {
			return l
		}
		return has()
	}
	if l := has(); l != nil {
		return l
	}
	return belongs()
}

// guess pairs the foreign fields of one model with the primary ones of another.
func guess(primary, foreign *mould, f *field, has bool) *link {
	l := &link{}
	wanted := f.set.list("REFERENCES")
	for _, name := range wanted {
		p := primary.lookup(name)
		if p == nil || p.column == "" {
			return nil
		}
		l.references = append(l.references, p)
	}
	if keys := f.set.list("FOREIGNKEY"); len(keys) > 0 {
		for _, name := range keys {
			k := foreign.lookup(name)
			if k == nil || k.column == "" {
				return nil
			}
			l.columns = append(l.columns, k)
		}
		if len(wanted) == 0 {
			switch {
			case len(keys) == 1 && primary.first != nil:
				l.references = []*field{primary.first}
			case len(primary.primary) == len(keys):
				l.references = primary.primary
			}
		}
		if len(l.columns) != len(l.references) {
			return nil
		}
		return l
	}
	candidates := l.references
	if len(wanted) == 0 {
		candidates = primary.primary
	}
	l.references = nil
	for _, p := range candidates {
		prefix := primary.s.Name
		if !has {
			prefix = f.Name
		}
		names := []string{prefix + p.Name}
		if len(candidates) == 1 {
			names = append(names, prefix+"ID", prefix+"Id", foreign.naming.ColumnName(prefix+"ID"))
		}
		for _, name := range names {
			if k := foreign.lookup(name); k != nil && k.column != "" {
				l.columns, l.references = append(l.columns, k), append(l.references, p)
				break
			}
		}
	}
	if len(l.columns) == 0 || len(wanted) > 0 && len(l.columns) != len(wanted) {
		return nil
	}
	return l
}
