package gostruct

import (
	"github.com/synapscale/synapcheck/inspect/model/gosrc"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// A flat is a field with the number of structs around it.
type flat struct {
	*gosrc.Field
	depth int
}

const deepest = 20

// flatten returns the struct's fields and those of embedded structs, in the
// order of the source; the outer ones win later.
func (c *columner) flatten() []flat {
	var all []flat
	onWay := map[string]bool{}
	var visit func(fields []*gosrc.Field, depth int)
	visit = func(fields []*gosrc.Field, depth int) {
		for _, f := range fields {
			if _, options := tagName(f); !f.Embedded && !options["inline"] {
				if f.Exported() {
					all = append(all, flat{f, depth})
				}
				continue
			}
			key := f.Type.Qualified()
			if f.Type.Kind == gosrc.Pointer {
				key = f.Type.Elem.Qualified()
			}
			if depth >= deepest || onWay[key] || !c.flattens(f) {
				continue
			}
			onWay[key] = true
			visit(c.Program.Fields(f.Type), depth+1)
			delete(onWay, key)
		}
	}
	visit(c.Struct.Fields, 0)
	return c.outerFirst(all)
}

// outerFirst drops the fields that one nearer to the struct hides.
func (c *columner) outerFirst(all []flat) []flat {
	least := map[string]int{}
	for _, f := range all {
		name, _ := tagName(f.Field)
		if name == "" {
			name = c.fieldName(f.Name)
		}
		if depth, known := least[name]; !known || f.depth < depth {
			least[name] = f.depth
		}
	}
	kept := all[:0]
	for _, f := range all {
		name, _ := tagName(f.Field)
		if name == "" {
			name = c.fieldName(f.Name)
		}
		if f.depth == least[name] {
			kept = append(kept, f)
		}
	}
	return kept
}

// flattens reports whether the reader takes an embedded struct's fields for the
// struct's own.
func (c *columner) flattens(f *gosrc.Field) bool {
	name, _ := tagName(f)
	switch {
	case c.pop():
	case c.pgx():
		if f.Type.Kind == gosrc.Pointer {
			return false
		}
	case name != "":
		return false // skipped, or its fields are selected as name.field
	}
	if c.Program.Fields(f.Type) != nil {
		return true
	}
	if _, why := c.Program.Host(f.Type, c.reader); why != "" {
		c.Table.Binding.Partial = true
		c.Gap(schema.Gap{
			Subject: "embedded field " + f.Origin.Symbol(), Reason: "its fields are not known: " + why,
			Hint:         "the columns that it adds are not compared",
			Undetermined: true, Object: c.Table.Ref(), Origin: f.Origin,
		})
	}
	return false
}
