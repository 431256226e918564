package diff

import (
	"fmt"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// nameFor is the name that PostgreSQL would give to an object of the relation
// that has none on its side, which is described by all the tables: of several
// that would have the same, all but the first end in a number. Which number
// depends on nothing but that side, so that the others keep theirs when one of
// them is mended. The name is not shortened.
func (s *side) nameFor(object any, tables []*schema.Table) string {
	base, wanted := defaultName(s.live.Name, object)
	given := make(map[string]bool)
	var nameless []string
	for _, m := range tables {
		for _, o := range objectsOf(m) {
			name, spelling := defaultName(s.live.Name, o.object)
			switch {
			case o.name != "":
				given[o.name] = true
			case name == base && !slices.Contains(nameless, spelling):
				nameless = append(nameless, spelling)
			}
		}
	}
	number := 0
	next := func() string {
		for {
			name := base
			if number > 0 {
				name = fmt.Sprintf("%s%d", base, number)
			}
			number++
			if !given[name] {
				return name
			}
		}
	}
	for _, spelling := range nameless {
		if name := next(); spelling == wanted {
			return name
		}
	}
	return base
}

type named struct {
	name   string
	object any
}

// objectsOf are the constraints and indexes of the relation.
func objectsOf(t *schema.Table) []named {
	var all []named
	if k := t.PrimaryKey; k != nil {
		all = append(all, named{k.Name, k})
	}
	for _, x := range t.Uniques {
		all = append(all, named{x.Name, x})
	}
	for _, x := range t.ForeignKeys {
		all = append(all, named{x.Name, x})
	}
	for _, x := range t.Checks {
		all = append(all, named{x.Name, x})
	}
	for _, x := range t.Exclusions {
		all = append(all, named{x.Name, x})
	}
	for _, x := range t.Indexes {
		all = append(all, named{x.Name, x})
	}
	return all
}

// defaultName is the name that PostgreSQL gives to an object of the table
// unless it is taken, and what tells the object from others of that name.
func defaultName(table string, object any) (name, spelling string) {
	join := func(columns []string, suffix string) string {
		return strings.Join(append(append([]string{table}, columns...), suffix), "_")
	}
	switch x := object.(type) {
	case *schema.PrimaryKey:
		return join(nil, "pkey"), list(x.Columns)
	case *schema.Unique:
		return join(x.Columns, "key"), list(x.Columns)
	case *schema.ForeignKey:
		return join(x.Columns, "fkey"), spellForeignKey(x)
	case *schema.Check:
		return join(nil, "check"), x.Expr
	case *schema.Exclusion:
		return join(nil, "excl"), x.Definition
	case *schema.Index:
		columns := make([]string, len(x.Keys))
		for i, k := range x.Keys {
			if columns[i] = k.Column; k.Column == "" {
				columns[i] = "expr"
			}
		}
		return join(columns, "idx"), spellIndex(x)
	}
	return "", ""
}
