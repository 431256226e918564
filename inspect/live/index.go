package live

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// An index is one whose expressions are still being read.
type index struct {
	*schema.Index
	opclasses  []*opclass
	collations []oid
}

func (r *reading) index(f *row) {
	id, rel := f.oid(), r.relation(f.oid())
	if rel.Table == nil {
		return
	}
	x := &index{Index: &schema.Index{
		Name:             f.text(),
		Method:           schema.Is(r.word(f.raw())),
		Unique:           schema.Is(f.bool()),
		NullsNotDistinct: schema.Is(f.bool()),
	}}
	attnums, keys := f.ints(), f.int()
	classes, collations, flags, options := f.ints(), f.ints(), f.ints(), f.list()
	if x.Keys = make([]schema.IndexKey, keys); len(attnums) < keys || len(classes) < keys || len(flags) < keys {
		return
	}
	x.Include = rel.names(attnums[keys:])
	for i := range x.Keys {
		k := &x.Keys[i]
		class := r.opclasses[oid(classes[i])]
		x.opclasses = append(x.opclasses, class)
		x.collations = append(x.collations, oid(collations[i]))
		if c := rel.column(attnums[i]); c.Column != nil {
			k.Column = c.Name
			k.Opclass = schema.Is(r.opclassName(class, c.typ))
			k.Collation = schema.Is("")
			if x.collations[i] != c.collation {
				k.Collation = schema.Is(r.collations[x.collations[i]])
			}
		}
		if options != nil && options[i] != "" && class != nil {
			k.Opclass = schema.Is(class.name + "(" + options[i] + ")")
		}
		k.Desc = schema.Is(flags[i]&1 != 0)
		k.NullsFirst = schema.Is(flags[i]&2 != 0)
	}
	x.Where = schema.Is(r.word(f.raw()))
	x.Options = schema.Is(r.word(f.raw()))
	x.Valid = schema.Is(f.bool())
	r.indexes[id] = x
	rel.Indexes = append(rel.Indexes, x.Index)
}

// indexExpr reads a key that is an expression.
func (r *reading) indexExpr(f *row) {
	x, place := r.indexes[f.oid()], f.int()-1
	if x == nil || place >= len(x.Keys) {
		return
	}
	k := &x.Keys[place]
	k.Expr = withoutParens(r.word(f.raw()))
	if name := r.opclassName(x.opclasses[place], f.oid()); k.Opclass.Silent() {
		k.Opclass = schema.Is(name)
	}
	k.Collation = schema.Is("")
	if f.bool() {
		k.Collation = schema.Is(r.collations[x.collations[place]])
	}
}

// withoutParens takes off the parentheses that CREATE INDEX wants around an
// expression that is not a mere function call.
func withoutParens(expr string) string {
	if strings.HasPrefix(expr, "(") && strings.HasSuffix(expr, ")") {
		return expr[1 : len(expr)-1]
	}
	return expr
}
