package live

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A typ is a type with what else decides about its columns and indexes.
type typ struct {
	schema.Type
	category  byte
	preferred bool // in its category
	collation oid
	base      oid // of a domain
}

func (r *reading) typ(f *row) {
	id := f.oid()
	namespace := r.schemas[f.oid()]
	t := &typ{Type: schema.Type{Name: f.text()}}
	if namespace != "pg_catalog" {
		t.Schema = namespace
	}
	typtype := f.char()
	t.category, t.preferred, t.collation = f.char(), f.bool(), f.oid()
	element := f.oid()
	t.base = f.oid()
	relkind := f.char()
	if element != 0 {
		t.base, t.Array = element, true // its name is known when all are read
	}
	r.types[id] = t
	// Every table has a type of its rows, which its own name tells of.
	rowType := typtype == 'c' && relkind != 'c'
	if !t.Array && !system(namespace) && !rowType && typtype != 'p' {
		r.others[id] = t.Type
	}
}

// typeOf is the type of that oid with the modifiers that format_type wrote.
func (r *reading) typeOf(id oid, formatted []byte) schema.Type {
	known := r.types[id]
	if known == nil {
		return schema.Type{}
	}
	t := known.Type
	if t.Array {
		t = r.typeOf(known.base, nil)
		t.Array = true
	}
	if len(formatted) > 0 {
		t.Args = r.word([]byte(modifiers(t, string(formatted))))
	}
	return t
}

// modifiers finds a type's modifiers in what format_type writes of it: what
// stands in parentheses, and for an interval all that follows its name.
func modifiers(t schema.Type, formatted string) string {
	formatted = strings.TrimSuffix(formatted, "[]")
	if fields, ok := strings.CutPrefix(formatted, "interval"); ok && t.Schema == "" && t.Name == "interval" {
		if precision, ok := strings.CutPrefix(fields, "("); ok {
			return strings.TrimSuffix(precision, ")")
		}
		return strings.TrimPrefix(fields, " ")
	}
	quoted := false
	for i := range len(formatted) {
		switch formatted[i] {
		case '"':
			quoted = !quoted
		case '(':
			if end := strings.LastIndexByte(formatted, ')'); !quoted && end > i {
				return formatted[i+1 : end]
			}
		}
	}
	return ""
}

func (r *reading) collation(f *row) {
	r.collations[f.oid()] = dotted(f.text(), f.text())
}

// ownCollation is a column's collation as SQL names it; "" where it is the
// type's own.
func (r *reading) ownCollation(id, collation oid) string {
	if t := r.types[id]; t != nil && t.collation == collation {
		return ""
	}
	return r.collations[collation]
}

// dotted joins two names that are quoted where SQL needs it; the schema is empty
// for pg_catalog.
func dotted(namespace, name string) string {
	if namespace == "" {
		return name
	}
	return namespace + "." + name
}
