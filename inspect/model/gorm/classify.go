package gorm

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// classify finds out what GORM takes a field for, and the kind that it sees.
func (m *mould) classify(f *field) {
	t := f.Type
	for t.Kind == gosrc.Pointer {
		t = t.Elem
	}
	if v := strings.ToLower(strings.TrimSpace(f.set["-"])); v == "-" || v == "all" {
		f.role = hidden
		return
	}
	if f.set.has("TYPE") && f.set["TYPE"] == "" {
		f.role = hidden // GORM sees no type at all
		return
	}
	f.kind, f.goType = m.kindOf(t)
	switch {
	case f.kind != "" || f.set.has("TYPE") || f.set["SERIALIZER"] != "" || f.set["JSON"] != "":
		f.role = column
	case m.valuer(t) || m.p.HasMethod(t, "GormDataType"):
		f.role = column
	default:
		m.relates(f, t)
	}
}

// relates decides about a field that holds no value of its own: a struct or a
// slice of structs is a relation.
func (m *mould) relates(f *field, t *gosrc.Type) {
	for t.Kind == gosrc.Slice || t.Kind == gosrc.Array || t.Kind == gosrc.Pointer {
		f.many = f.many || t.Kind != gosrc.Pointer
		t = t.Elem
	}
	f.target = m.p.StructOf(t)
	switch {
	case m.p.Fields(t) != nil || f.target != nil:
		f.role = relation
	case f.declaresRelation():
		f.role = relation
	case t.Kind == gosrc.Unknown || t.Kind == gosrc.Named && !t.Local() && !known(m.p, t):
		f.role = unclear
	default:
		f.role = refused
	}
}

// declaresRelation reports whether the tag says that the field is a relation.
func (f *field) declaresRelation() bool {
	for _, name := range []string{"FOREIGNKEY", "REFERENCES", "MANY2MANY", "POLYMORPHIC", "CONSTRAINT", "BELONGSTO"} {
		if f.set.has(name) {
			return true
		}
	}
	return false
}

func known(p *gosrc.Program, t *gosrc.Type) bool {
	_, why := p.Host(t, gosrc.ReaderGORM)
	return why == ""
}

// valuer reports whether the type turns itself into a database value.
func (m *mould) valuer(t *gosrc.Type) bool { return m.p.HasMethod(t, "Value") }

// kindOf is the kind of value that GORM finds below a type; "" for one that it
// takes for a relation, or whose Value method it would ask.
func (m *mould) kindOf(t *gosrc.Type) (kind, goType string) {
	h, why := m.p.Host(t, gosrc.ReaderGORM)
	if why != "" {
		return "", ""
	}
	return m.kindBelow(t, h), h.Type
}

func (m *mould) kindBelow(t *gosrc.Type, h *schema.Host) string {
	if h.Scans && h.Wrapper == "" && h.Type != "time.Time" {
		// A type of the user's with methods: what they do is not known, but a
		// text is most likely stored as text.
		if h.Type == "string" && m.valuer(t) {
			return "string"
		}
		if !m.valuer(t) {
			return kinds[h.Type]
		}
		return ""
	}
	switch h.Type {
	case "net.IP", "net.HardwareAddr", "encoding/json.RawMessage":
		return "bytes"
	case "github.com/google/uuid.UUID", "github.com/gofrs/uuid.UUID", "github.com/satori/go.uuid.UUID",
		"github.com/shopspring/decimal.Decimal":
		return "string"
	}
	if strings.HasPrefix(h.Type, "[") && strings.HasSuffix(h.Type, "]byte") && strings.Count(h.Type, "[") == 1 {
		return "bytes"
	}
	return kinds[h.Type]
}

var kinds = map[string]string{
	"bool": "bool",
	"int":  "int", "int8": "int", "int16": "int", "int32": "int", "int64": "int", "time.Duration": "int",
	"uint": "uint", "uint8": "uint", "uint16": "uint", "uint32": "uint", "uint64": "uint",
	"float32": "float", "float64": "float",
	"string": "string", "time.Time": "time",
}
