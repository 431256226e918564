package gopg

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
)

// A field of a model, after embedding.
type field struct {
	*gosrc.Field
	opts   gosrc.Options
	column string
	key    bool
}

// A mould is a struct as go-pg's table has it.
type mould struct {
	p      *gosrc.Program
	model  string // the struct's name as go-pg writes it
	fields []*field
	open   []*gosrc.Field // embedded structs whose fields are not known
}

const deepest = 20

func parse(p *gosrc.Program, s *gosrc.Struct) *mould {
	m := &mould{p: p, model: gosrc.Underscore(s.Name)}
	m.walk(s.Fields, []string{s.Type.Qualified()})
	return m
}

// keyed reports whether there is a primary key.
func (m *mould) keyed() bool {
	return slices.ContainsFunc(m.fields, func(f *field) bool { return f.key })
}

// walk reads fields and those of embedded structs. A later field takes the place
// of an earlier one with the same column.
func (m *mould) walk(fields []*gosrc.Field, types []string) {
	for _, src := range fields {
		tag, _ := src.Tag.Lookup("pg")
		if src.Embedded {
			if old, _ := src.Tag.Lookup("sql"); tag != "-" && old != "-" {
				m.embed(src, types)
			}
			continue
		}
		if !src.Exported() {
			continue
		}
		opts := options(tag)
		f := &field{Field: src, opts: opts, column: gosrc.Underscore(src.Name)}
		if opts.Name != "" && opts.Name != "-" {
			f.column = opts.Name
		}
		m.fields = slices.DeleteFunc(m.fields, func(old *field) bool { return old.column == f.column })
		if opts.Name == "-" {
			continue
		}
		f.key = m.isKey(f)
		m.fields = append(m.fields, f)
	}
}

// isKey reports whether go-pg takes the column for the key: by the option, or as
// the first by its name.
func (m *mould) isKey(f *field) bool {
	switch {
	case f.opts.Has("pk"):
		return true
	case strings.HasSuffix(f.column, "_id"), strings.HasSuffix(f.column, "_uuid"), strings.HasPrefix(f.column, "fk_"):
		return false
	case m.keyed() || f.opts.Has("nopk"):
		return false
	}
	return f.column == "id" || f.column == "uuid" || f.column == "pk_"+m.model
}

func (m *mould) embed(src *gosrc.Field, types []string) {
	t := src.Type
	for t.Kind == gosrc.Pointer {
		t = t.Elem
	}
	name := t.Qualified()
	if len(types) > deepest || slices.Contains(types, name) {
		return
	}
	fields := m.p.Fields(t)
	if fields == nil {
		if _, why := m.p.Host(t, gosrc.ReaderGoPG); t.Kind != gosrc.StructLit && why != "" {
			m.open = append(m.open, src)
		}
		return
	}
	m.walk(fields, append(slices.Clone(types), name))
}

// relates reports whether the field leads to another table: by its tag, or as a
// struct whose key the model holds.
func (m *mould) relates(f *field) bool {
	if f.opts.Has("rel") || f.opts.Has("many2many") {
		return true
	}
	if f.opts.Has("type") || m.p.HasMethod(f.Type, "Scan") {
		return false
	}
	target := m.target(f)
	if target == nil {
		return false
	}
	fk, named := f.opts.Get("fk")
	if fk == "-" {
		return false
	}
	other := parse(m.p, target)
	if f.Type.Kind == gosrc.Slice {
		if join, ok := f.opts.Get("join_fk"); ok {
			return other.has(join)
		}
		return m.holds(other, m, m.model+"_", false)
	}
	if !named {
		fk = gosrc.Underscore(f.Name) + "_"
	}
	if m.holds(m, other, fk, named) {
		return true // has one
	}
	if !named {
		fk = m.model + "_"
	}
	return m.holds(other, m, fk, named) // belongs to
}

// holds reports whether one model has a column for every key of the other: the
// prefix and the key's name.
func (m *mould) holds(holder, keys *mould, prefix string, named bool) bool {
	found := 0
	for _, f := range keys.fields {
		if !f.key {
			continue
		}
		if !holder.has(prefix+f.column) && (!named || !holder.has(strings.TrimSuffix(prefix, "_"))) {
			return false
		}
		found++
	}
	return found > 0
}

func (m *mould) has(column string) bool {
	return slices.ContainsFunc(m.fields, func(f *field) bool { return f.column == column })
}

// target is the struct that a field or the elements of its slice are, or nil.
func (m *mould) target(f *field) *gosrc.Struct {
	t := f.Type
	for t.Kind == gosrc.Pointer || t.Kind == gosrc.Slice {
		t = t.Elem
	}
	return m.p.StructOf(t)
}
