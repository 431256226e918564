package gosrc

import "github.com/synapscale/synapcheck/inspect/schema"

// The readers of the mapping libraries. What they do with NULL in a field that
// cannot hold it is the libraries' own: most make it the zero value.
var (
	ReaderBun    = Reader{"bun", byGORM}
	ReaderGoPG   = Reader{"go-pg", byGoPG}
	ReaderXORM   = Reader{"xorm", byGORM}
	ReaderBeego  = Reader{"beego", byGORM}
	ReaderReform = Reader{"reform", bySQL}
	ReaderBoil   = Reader{"sqlboiler", bySQL}
	ReaderBob    = Reader{"bob", bySQL}
	ReaderJet    = Reader{"jet", byGORM}
	ReaderEnt    = Reader{"ent", byGORM}
)

// byGoPG is go-pg, which writes the zero value as NULL and reads it back so.
func byGoPG(n nulls) schema.Null {
	if n.gorm == schema.NullZeroed {
		return schema.NullHeld
	}
	return n.gorm
}

// Mapped is Host for a library that makes the zero value of NULL, but asks a
// type with a Scan method first: that one may refuse.
func (p *Program) Mapped(t *Type, r Reader) (h *schema.Host, why string) {
	h, why = p.Host(t, r)
	if why == "" && t.Kind != Pointer && p.HasMethod(t, "Scan") {
		h.Null = p.carried(t, 0).null.sql
	}
	return h, why
}
