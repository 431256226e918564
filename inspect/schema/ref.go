package schema

import (
	"cmp"
	"strings"
)

// A Ref identifies one object. It is comparable and serves as a map key. Parent
// is the table of a column, constraint, index, trigger or policy, and empty for
// objects that live directly in a schema. Schema is empty where the source does
// not say it.
type Ref struct {
	Kind   Kind   `json:"kind"`
	Schema string `json:"schema,omitempty"`
	Parent string `json:"parent,omitempty"`
	Name   string `json:"name"`
}

// Path is the object's name with its schema and parent, each part quoted where
// PostgreSQL would need it: public.users.email. The database itself, which is
// described without its name, goes by what it is.
func (r Ref) Path() string {
	if r == (Ref{Kind: KindDatabase}) {
		return string(r.Kind)
	}
	var b strings.Builder
	for i, part := range [...]string{r.Schema, r.Parent, r.Name} {
		if part == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('.')
		}
		if i == 2 && r.Kind.signed() {
			b.WriteString(part)
			continue
		}
		b.WriteString(QuoteIdent(part))
	}
	return b.String()
}

// String is the kind followed by the path: column public.users.email.
func (r Ref) String() string {
	if r == (Ref{Kind: KindDatabase}) {
		return r.Path()
	}
	return string(r.Kind) + " " + r.Path()
}

// Table is the relation that the object is or belongs to; it has no kind.
func (r Ref) Table() Ref {
	if r.Parent != "" {
		return Ref{Schema: r.Schema, Name: r.Parent}
	}
	if r.Kind.Relation() {
		return Ref{Schema: r.Schema, Name: r.Name}
	}
	return Ref{}
}

// Compare orders references by schema, parent (or own) name, kind and name, so
// that everything about one table stands together.
func (r Ref) Compare(o Ref) int {
	a, b := r.Table(), o.Table()
	return cmp.Or(
		cmp.Compare(r.Schema, o.Schema),
		cmp.Compare(a.Name, b.Name),
		cmp.Compare(r.Kind.Rank(), o.Kind.Rank()),
		cmp.Compare(r.Name, o.Name),
	)
}
