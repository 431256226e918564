// Package body reads the bodies of functions, as far as it takes to say which of
// them name relations and columns that do not exist. Nothing is run.
//
// What it cannot read for certain it says nothing of, and counts: statements that
// are put together at run time, relations that are made on the way, names that
// may belong to a variable.
package body

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A name of a relation.
type name struct{ schema, name string }

// A catalog is what a body may name.
type catalog struct {
	// relations are by name; without columns where these are not known.
	relations map[name]columns
	bySimple  map[string][]name
	schemas   map[string]bool
	functions map[string]bool // by simple name
	// made are the names of relations that some function makes as it runs.
	made map[string]bool
	// open is true where there may be relations that nobody listed: those of
	// extensions, for one.
	open bool
	path []string
}

// columns are the columns of a relation; nil for those that are not known.
type columns map[string]bool

// Known are relations that exist beside those that the description lists.
type Known struct {
	Relations []schema.Ref
	// All is true if there are no others.
	All bool
}

func newCatalog(d *schema.Database, known Known) *catalog {
	c := &catalog{
		relations: make(map[name]columns), bySimple: make(map[string][]name), schemas: make(map[string]bool),
		functions: make(map[string]bool), made: make(map[string]bool), path: d.SearchPath,
	}
	add := func(n name, cols columns) {
		c.relations[n] = cols
		c.bySimple[n.name] = append(c.bySimple[n.name], n)
		c.schemas[n.schema] = true
	}
	for _, s := range d.Schemas {
		c.schemas[s.Name] = true
	}
	for _, t := range d.Tables {
		cols := make(columns, len(t.Columns))
		for _, x := range t.Columns {
			cols[x.Name] = true
		}
		add(name{t.Schema, t.Name}, cols)
	}
	for _, s := range d.Sequences {
		add(name{s.Schema, s.Name}, nil)
	}
	for _, o := range d.Objects {
		switch o.Kind {
		case schema.KindComposite:
			add(name{o.Schema, o.Name}, nil)
		case schema.KindFunction, schema.KindProcedure, schema.KindAggregate:
			c.functions[o.Name] = true
		case schema.KindExtension:
			c.open = c.open || o.Name != "plpgsql"
		}
	}
	for _, r := range known.Relations {
		if _, listed := c.relations[name{r.Schema, r.Name}]; !listed {
			add(name{r.Schema, r.Name}, nil)
		}
	}
	if known.All {
		c.open = false
	}
	return c
}

// A relation that a name stands for: found or not, or not to be told; its columns
// where they are known.
type found struct {
	missing bool
	cols    columns
}

// lookup resolves the name of a relation as a function does that sets the search
// path, or sets none.
func (c *catalog) lookup(space, simple string, path []string) found {
	if space != "" {
		switch {
		case space == "pg_catalog", space == "information_schema", strings.HasPrefix(space, "pg_"):
			return found{}
		}
		cols, ok := c.relations[name{space, simple}]
		if !ok && (c.made[simple] || c.open || strings.HasSuffix(simple, "_seq")) {
			return found{}
		}
		return found{missing: !ok, cols: cols}
	}
	if c.made[simple] || strings.HasPrefix(simple, "pg_") {
		return found{}
	}
	candidates := c.bySimple[simple]
	if len(candidates) == 0 {
		return found{missing: !c.open && !systemView[simple] && !strings.HasSuffix(simple, "_seq")}
	}
	if path != nil {
		for _, s := range path {
			if cols, ok := c.relations[name{s, simple}]; ok {
				return found{cols: cols}
			}
		}
		return found{} // it may be set differently by the time
	}
	if len(candidates) == 1 {
		return found{cols: c.relations[candidates[0]]}
	}
	// Which one is meant depends on the caller: what any has is there.
	all := make(columns)
	for _, n := range candidates {
		if c.relations[n] == nil {
			return found{}
		}
		for col := range c.relations[n] {
			all[col] = true
		}
	}
	return found{cols: all}
}

// systemView are relations of information_schema that people put on their path.
var systemView = set("tables columns schemata routines views key_column_usage table_constraints triggers sequences referential_constraints parameters")
