package live

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A typ is a type with what else decides about its columns and indexes.
type typ struct {
	schema.Type
	namespace oid
	category  byte
	preferred bool // in its category
	collation oid
	storage   byte
	base      oid // of a domain, or of the elements of an array
}

// typeQueries are what of typesystem.go tells more of a type, by its typtype. A
// type of which only the name exists counts as a pseudo-type.
var typeQueries = map[byte]string{'b': baseTypes, 'p': baseTypes, 'c': compositeTypes, 'r': rangeTypes}

const (
	baseTypes      = "base types"
	compositeTypes = "composite types"
	rangeTypes     = "ranges"
)

// typeRow reads a type that is no table's.
func (r *reading) typeRow(f *row) {
	id, t, typtype := r.addType(f)
	namespace := r.schemas[t.namespace]
	if what := typeQueries[typtype]; what != "" && r.describes(classType, id, t.namespace) {
		r.filled[what] = true
	}
	switch {
	case system(namespace) || typtype == 'p':
	case typtype == 'e' && r.describes(classType, id, t.namespace):
		e := &schema.Enum{Schema: namespace, Name: t.Name, About: schema.About{Comment: r.none}}
		r.enums[id] = e
		r.db.Enums = append(r.db.Enums, e)
		_, _, _ = f.text(), f.bool(), f.text() // what only domains have
		r.ownedType(id, f)
	case typtype == 'd' && r.describes(classType, id, t.namespace):
		r.domain(id, t, f)
	default:
		r.others[id] = t.Type
	}
}

// rowType reads the type of a table's rows that some column has.
func (r *reading) rowType(f *row) { r.addType(f) }

// addType keeps a type, and makes the type of its arrays.
func (r *reading) addType(f *row) (oid, *typ, byte) {
	id, array := f.oid(), f.oid()
	t := &typ{namespace: f.oid(), Type: schema.Type{Name: f.text()}}
	namespace := r.schemas[t.namespace]
	if namespace != "pg_catalog" {
		t.Schema = namespace
	}
	typtype := f.char()
	t.category, t.preferred, t.collation = f.char(), f.bool(), f.oid()
	t.storage, t.base = f.char(), f.oid()
	r.types[id] = t
	if array != 0 {
		a := &typ{Type: t.Type, category: 'A', collation: t.collation, storage: 'x', base: id}
		a.Array = true
		r.types[array] = a
	}
	return id, t, typtype
}

// describes reports whether the object is one of the users' in a chosen schema.
func (r *reading) describes(class, id, namespace oid) bool {
	return r.within[namespace] && !r.members[member{class, id}]
}

// typeOf is the type of that oid with the modifiers that format_type wrote.
func (r *reading) typeOf(id oid, formatted []byte) schema.Type {
	known := r.types[id]
	if known == nil {
		return schema.Type{}
	}
	t := known.Type
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
	r.collations[f.oid()] = qualified{f.oid(), f.text()}
}

// ownCollation is a column's collation as SQL names it; "" where it is the
// type's own.
func (r *reading) ownCollation(id, collation oid) string {
	if t := r.types[id]; t != nil && t.collation == collation {
		return ""
	}
	return r.spelt(r.collations[collation])
}

// qualified is a name in a schema.
type qualified struct {
	namespace oid
	name      string
}

// spelt is the name as SQL has it, without the schema pg_catalog.
func (r *reading) spelt(q qualified) string {
	if q.name == "" {
		return ""
	}
	name := schema.SQLIdent(q.name)
	if namespace := r.schemas[q.namespace]; namespace != "pg_catalog" {
		return schema.SQLIdent(namespace) + "." + name
	}
	return name
}
