package gorm

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
)

// A role is what GORM takes a field for.
type role uint8

const (
	column   role = iota
	relation      // to another table
	hidden        // by a tag
	refused       // GORM fails on it
	unclear       // its type is not known
)

// A field of a model, after embedding.
type field struct {
	*gosrc.Field
	set     settings
	role    role
	column  string
	path    []string // the fields around it and its own name
	primary bool
	target  *gosrc.Struct // of a relation, if its source is at hand
	many    bool          // a slice of the target
	kind    string        // the kind that GORM sees: bool, int, uint, float, string, time, bytes or ""
	goType  string        // the Go type below it
}

// A mould is a struct as GORM's schema has it.
type mould struct {
	p       *gosrc.Program
	s       *gosrc.Struct
	naming  Naming
	fields  []*field // all of them, in order
	byDB    map[string]*field
	byName  map[string]*field
	primary []*field
	first   *field // PrioritizedPrimaryField
	// open are embedded structs whose fields are not known, hides those that
	// GORM does not look into, twice the fields that have another's column.
	open, hides []*gosrc.Field
	twice       []*field
}

const deepest = 20

// parse reads a struct.
func parse(p *gosrc.Program, s *gosrc.Struct, n Naming) *mould {
	m := &mould{p: p, s: s, naming: n, byDB: map[string]*field{}, byName: map[string]*field{}}
	m.fields = m.walk(s.Fields, nil, nil)
	for _, f := range m.fields {
		m.place(f)
	}
	if m.first = m.lookup("id"); m.first == nil {
		m.first = m.lookup("ID")
	}
	switch {
	case m.first == nil || m.first.primary:
	case len(m.primary) == 0 && m.first.column != "":
		m.first.primary = true
		m.primary = append(m.primary, m.first)
	default:
		m.first = nil
	}
	if m.first == nil && len(m.primary) == 1 {
		m.first = m.primary[0]
	}
	return m
}

// place makes a field known by its names. The one on the shortest path wins.
func (m *mould) place(f *field) {
	if f.column != "" && (f.role == column || f.role == unclear) {
		old := m.byDB[f.column]
		if old == nil || len(f.path) < len(old.path) {
			m.byDB[f.column] = f
			m.byName[f.Name] = f
			m.primary = slices.DeleteFunc(m.primary, func(p *field) bool { return p == old })
			if f.primary {
				m.primary = append(m.primary, f)
			}
		} else if len(f.path) == len(old.path) {
			m.twice = append(m.twice, f)
		}
	}
	if old := m.byName[f.Name]; old == nil || old.role == hidden {
		m.byName[f.Name] = f
	}
}

// columns are the fields that are columns, in order, without those that another
// of the same name hides.
func (m *mould) columns() []*field {
	var all []*field
	for _, f := range m.fields {
		if f.column != "" && m.byDB[f.column] == f {
			all = append(all, f)
		}
	}
	return all
}

// lookup finds a field by its column, its name, or the column that its name
// would have.
func (m *mould) lookup(name string) *field {
	for _, f := range []*field{m.byDB[name], m.byName[name], m.byDB[m.naming.ColumnName(name)]} {
		if f != nil {
			return f
		}
	}
	return nil
}

// walk reads fields and those of embedded structs.
func (m *mould) walk(fields []*gosrc.Field, path, types []string) []*field {
	var all []*field
	for _, src := range fields {
		if !src.Exported() {
			if src.Embedded && m.p.Fields(src.Type) != nil {
				m.hides = append(m.hides, src)
			}
			continue
		}
		tag, _ := src.Tag.Lookup("gorm")
		f := &field{Field: src, set: parseSettings(tag, ";"), path: append(slices.Clone(path), src.Name)}
		f.primary = f.set.truth("PRIMARYKEY", "PRIMARY_KEY")
		m.classify(f)
		if m.embeds(f) {
			all = append(all, m.embed(f, types)...)
			continue
		}
		if f.role == column || f.role == unclear {
			if f.column = f.set["COLUMN"]; f.column == "" {
				f.column = m.naming.ColumnName(src.Name)
			}
		}
		all = append(all, f)
	}
	return all
}

// embeds reports whether GORM takes the field's fields instead of itself.
func (m *mould) embeds(f *field) bool {
	if f.set.has("EMBEDDED") {
		return true
	}
	return f.Embedded && f.role != hidden && f.kind != "time" && f.kind != "bytes" && !m.valuer(f.Type)
}

// embed returns the fields of an embedded struct.
func (m *mould) embed(f *field, types []string) []*field {
	t := f.Type
	for t.Kind == gosrc.Pointer {
		t = t.Elem
	}
	var inner []*field
	name := t.Qualified()
	switch {
	case name == "gorm.io/gorm.Model":
		inner = m.gormModel(f)
	case len(types) > deepest || slices.Contains(types, name):
		return nil
	default:
		fields := m.p.Fields(t)
		if fields == nil {
			if t.Kind != gosrc.StructLit {
				m.open = append(m.open, f.Field)
			}
			return nil
		}
		inner = m.walk(fields, f.path, append(slices.Clone(types), name))
	}
	prefix := f.set["EMBEDDEDPREFIX"]
	for _, e := range inner {
		if e.column != "" {
			e.column = prefix + e.column
		}
	}
	return inner
}

// gormModel are the fields of gorm.Model, at the place where it is embedded.
func (m *mould) gormModel(at *field) []*field {
	timeType := &gosrc.Type{Kind: gosrc.Named, Path: "time", Name: "Time", Spelled: "time.Time"}
	deletedType := &gosrc.Type{Kind: gosrc.Named, Path: "gorm.io/gorm", Name: "DeletedAt", Spelled: "gorm.DeletedAt"}
	var all []*field
	for _, f := range []struct {
		name, tag, kind string
		typ             *gosrc.Type
	}{
		{"ID", "primarykey", "uint", &gosrc.Type{Kind: gosrc.Basic, Name: "uint", Spelled: "uint"}},
		{"CreatedAt", "", "time", timeType},
		{"UpdatedAt", "", "time", timeType},
		{"DeletedAt", "index", "time", deletedType},
	} {
		src := &gosrc.Field{
			Name: f.name, Type: f.typ, Origin: at.Origin,
			Tag: gosrc.ParseTag(`gorm:"` + f.tag + `"`),
		}
		all = append(all, &field{
			Field: src, set: parseSettings(f.tag, ";"), path: append(slices.Clone(at.path), f.name),
			column: m.naming.ColumnName(f.name), primary: f.name == "ID", kind: f.kind, goType: f.kind,
		})
	}
	return all
}

// access says how GORM uses the column; neither is true for one that it only
// creates.
func (f *field) access() (reads, writes bool) {
	reads, writes = true, true
	if v, ok := f.set["->"]; ok {
		reads, writes = !strings.EqualFold(v, "false"), false
	}
	if v, ok := f.set["<-"]; ok {
		writes = v == "<-" || strings.Contains(v, "create") || strings.Contains(v, "update")
	}
	return reads, writes
}
