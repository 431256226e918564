package gosrc

import (
	"fmt"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A Reader is a library that fills structs from rows.
type Reader struct {
	// Name goes into Host.Reader.
	Name string
	null func(nulls) schema.Null
}

func bySQL(n nulls) schema.Null  { return n.sql }
func byPGX(n nulls) schema.Null  { return n.pgx }
func byGORM(n nulls) schema.Null { return n.gorm }

// byAny is what the kindest of the readers does that know of db tags.
func byAny(n nulls) schema.Null {
	for _, kind := range []schema.Null{schema.NullHeld, schema.NullZeroed} {
		if n.sql == kind || n.pgx == kind {
			return kind
		}
	}
	return n.sql
}

// The readers that are told apart. Scany reads either through pgx itself or
// through database/sql.
var (
	// ReaderUnknown is for code that does not tell.
	ReaderUnknown = Reader{"", byAny}

	ReaderSQL      = Reader{"database/sql", bySQL}
	ReaderSQLX     = Reader{"sqlx", bySQL}
	ReaderPGX      = Reader{"pgx", byPGX}
	ReaderScany    = Reader{"scany", byPGX}
	ReaderScanySQL = Reader{"scany", bySQL}
	ReaderPop      = Reader{"pop", bySQL}
	ReaderGORM     = Reader{"gorm", byGORM}
)

// Host says what a field of the type can hold when the reader fills it. Where
// that is not understood, Host.Type is empty and why says why.
func (p *Program) Host(t *Type, r Reader) (h *schema.Host, why string) {
	c := p.carried(t, 0)
	h = &schema.Host{
		Language: "go",
		Type:     c.name,
		Spelled:  t.Spelled,
		Wrapper:  c.wrapper,
		Scans:    c.scans,
		Reader:   r.Name,
		Basis:    c.basis,
		Labels:   c.labels,
	}
	if c.name == "" {
		return h, c.why
	}
	h.Null = r.null(c.null)
	return h, ""
}

// carried is what a type holds.
type carried struct {
	name    string
	wrapper string
	scans   bool
	null    nulls
	basis   schema.Basis
	labels  []string
	why     string
}

// resting is what is carried, if it rests on that at least.
func (c carried) resting(on schema.Basis) carried {
	if c.basis != schema.BasisName && c.name != "" {
		c.basis = on
	}
	return c
}

// scanned are the NULLs of a type with a Scan method that nobody has read.
var scanned = nulls{}

func (p *Program) carried(t *Type, depth int) carried {
	if depth > deepest {
		return carried{why: "its declaration goes round in a circle"}
	}
	switch t.Kind {
	case Basic:
		return carried{name: t.Name, null: plain}
	case Pointer:
		c := p.carried(t.Elem, depth+1)
		if c.name != "" {
			c.wrapper, c.null = "*", held
		}
		return c
	case Slice, Array:
		return p.list(t, depth)
	case Map:
		return carried{name: "map", null: nilSlice}
	case StructLit:
		return carried{name: "struct", null: plain}
	case Interface:
		if t.Empty {
			return carried{name: "any", null: held}
		}
		return carried{why: "an interface with methods cannot be filled"}
	case Func, Chan:
		return carried{why: "no column fits it"}
	case Named:
		if t.decl != nil {
			return p.declaredHost(t, depth).resting(schema.BasisDeclared)
		}
		return p.foreign(t, depth).resting(schema.BasisName)
	}
	return carried{why: t.Reason}
}

// list is a slice or array.
func (p *Program) list(t *Type, depth int) carried {
	if t.Elem.Kind == Basic && t.Elem.Name == "uint8" {
		if t.Kind == Array {
			return carried{name: "[" + t.Len + "]byte", null: plain}
		}
		return carried{name: "[]byte", null: held}
	}
	c := p.carried(t.Elem, depth+1)
	if c.name == "" {
		return c
	}
	c.name, c.wrapper, c.null = "[]"+c.name, "", nilSlice
	if t.Kind == Array {
		c.null = plain
	}
	return c
}

// declaredHost is a type that the program declares.
func (p *Program) declaredHost(t *Type, depth int) carried {
	if m := p.method(t, scanners...); m != nil {
		if m.promoted {
			return p.carried(m.receiver, depth+1)
		}
		return p.scanner(t, depth)
	}
	c := p.kept(p.underlying(t), depth)
	if p.basic(t) == "string" {
		c.labels = p.labels(t.decl)
	}
	return c
}

// kept is what a declaration keeps of the type that it is made from: the form,
// and not the methods.
func (p *Program) kept(u *Type, depth int) carried {
	if u.Kind != Named {
		return p.carried(u, depth+1)
	}
	h, known := hostTypes[u.canonical()]
	switch {
	case !known:
		return carried{why: outside(u)}
	case h.under == "":
		return carried{name: "struct", null: plain, basis: schema.BasisName}
	case h.under == "[]byte":
		return carried{name: h.under, null: nilSlice, basis: schema.BasisName}
	}
	return carried{name: h.under, null: plain, basis: schema.BasisName}
}

// scanner is a declared type with a Scan method of its own. One that consists of
// a value and Valid is a null wrapper by custom.
func (p *Program) scanner(t *Type, depth int) carried {
	fields := p.Fields(t)
	if len(fields) == 2 {
		for i, f := range fields {
			if f.Name == "Valid" && p.basic(f.Type) == "bool" {
				c := p.carried(fields[1-i].Type, depth+1)
				if c.name == "" {
					c.name = "struct"
				}
				c.scans, c.wrapper, c.null = true, t.Qualified(), held
				return c
			}
		}
	}
	c := p.kept(p.underlying(t), depth)
	if c.name == "" {
		c = carried{name: "struct"}
	}
	c.scans, c.null = true, scanned
	if p.basic(t) == "string" {
		c.labels = p.labels(t.decl)
	}
	return c
}

// foreign is a type whose source is not at hand.
func (p *Program) foreign(t *Type, depth int) carried {
	name := t.canonical()
	h, known := hostTypes[name]
	if !known {
		return carried{why: outside(t)}
	}
	c := carried{name: h.carries, null: h.null}
	if h.wraps {
		c.wrapper = name
	}
	switch {
	case h.arg && len(t.Args) == 1:
		inner := p.carried(t.Args[0], depth+1)
		if inner.name == "" {
			return inner
		}
		c.name, c.labels, c.scans = inner.name, inner.labels, inner.scans
	case h.arg:
		return carried{why: "it lacks its type argument"}
	case h.carries == "":
		c.name = name
	}
	if len(t.Args) == 1 && c.name == name && !h.wraps {
		return p.parametric(t, c, depth)
	}
	return c
}

// parametric is a generic type that is made for one kind of column: an array or
// a range of its argument.
func (p *Program) parametric(t *Type, c carried, depth int) carried {
	inner := p.carried(t.Args[0], depth+1)
	if inner.name == "" {
		return inner
	}
	switch t.Name {
	case "Array", "FlatArray":
		c.name, c.labels = "[]"+inner.name, inner.labels
	case "Range", "Multirange":
		c.name += "[" + inner.name + "]"
	}
	return c
}

func outside(t *Type) string {
	return fmt.Sprintf("type %s is declared outside of the module", t.Qualified())
}
