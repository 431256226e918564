package live

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// notNull reads a NOT NULL constraint, an object of its own since PostgreSQL 18.
// Those that PostgreSQL makes of a plain NOT NULL, and inherited ones, say
// nothing that the column does not.
func (r *reading) notNull(id oid, name string, x constraintRow, rel *relation) {
	if len(x.key) == 0 {
		return
	}
	c := rel.column(x.key[0])
	if c == nil {
		return
	}
	n := schema.NotNull{NoInherit: x.noInherit, NotValid: !x.validated, Inherited: x.inherited}
	if usual := objectName(rel.Name, c.Name, "not_null"); name != usual && !x.inherited {
		n.Name = name
	}
	if n.Name != "" || n.NoInherit || n.NotValid || x.merged && !x.inherited {
		r.own(rel, x.key[0]).NotNull = &n
	}
	place := columnPlace{rel, x.key[0]}
	if rel.heirs || x.inherited {
		r.keys.notNullNames[place] = name
	}
	if x.inherited {
		r.keys.inherited = append(r.keys.inherited, place)
	}
	if n.NotValid {
		ref := rel.Child(schema.KindColumn, c.Name)
		r.gap(schema.Gap{
			Subject:      ref.String(),
			Reason:       fmt.Sprintf("its constraint %s is not validated: old rows may hold null", schema.QuoteIdent(name)),
			Hint:         "validate the constraint",
			Undetermined: true,
			Object:       ref,
		})
	}
	r.keys.notNull[id] = place
}

// inheritNames keeps the names of those inherited NOT NULL constraints that are
// neither called as their parents' are nor as PostgreSQL calls their own.
func (r *reading) inheritNames() {
	for _, place := range r.keys.inherited {
		name, column := r.keys.notNullNames[place], place.rel.group(place.attnum)
		same := slices.ContainsFunc(r.parents[place.rel.id], func(p parent) bool {
			other := r.relations[p.id]
			if other == nil {
				return false
			}
			i := slices.IndexFunc(other.attrs, func(g *group) bool { return g != nil && g.name == column.name })
			return r.keys.notNullNames[columnPlace{other, i + 1}] == name
		})
		// A table that is attached keeps the name that its own constraint had.
		if own := objectName(place.rel.Name, column.name, "not_null"); !same && name != own {
			rare := r.own(place.rel, place.attnum)
			n := schema.NotNull{Inherited: true}
			if rare.NotNull != nil {
				n = *rare.NotNull
			}
			n.Name = name
			rare.NotNull = &n
		}
	}
}

// objectName is the name that PostgreSQL gives to what belongs to a column,
// with the longer of both names cut so that all is 63 bytes (makeObjectName in
// src/backend/commands/indexcmds.c).
func objectName(table, column, label string) string {
	room := 63 - len(label) - 1
	if column != "" {
		room--
	}
	a, b := len(table), len(column)
	for a+b > room {
		if a > b {
			a--
		} else {
			b--
		}
	}
	name := clipped(table, a)
	if column != "" {
		name += "_" + clipped(column, b)
	}
	return name + "_" + label
}

// clipped is the beginning of a name, of at most n bytes and whole characters.
func clipped(name string, n int) string {
	if n >= len(name) {
		return name
	}
	for n > 0 && !utf8.RuneStart(name[n]) {
		n--
	}
	return name[:n]
}
