package xorm

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
)

// A field of a model, after extending.
type field struct {
	*gosrc.Field
	column   string
	typ      string // PostgreSQL's name of the type that the tag says
	json     bool
	key      bool
	counts   bool // the database numbers the rows by it
	notNull  bool
	standard string // the default
	reads    bool
	writes   bool
	comment  string
	collate  string
	indexes  []index
}

// An index that a field takes part in.
type index struct {
	name   string
	unique bool
}

// A mould is a struct as XORM's parser has it.
type mould struct {
	p      *gosrc.Program
	mapper func(string) string
	fields []*field
	open   []*gosrc.Field // extended structs whose fields are not known
}

const deepest = 20

func parse(p *gosrc.Program, s *gosrc.Struct, mapper func(string) string) *mould {
	m := &mould{p: p, mapper: mapper}
	m.fields = m.walk(s.Fields, []string{s.Type.Qualified()})
	return m
}

func (m *mould) keyed() bool {
	return slices.ContainsFunc(m.fields, func(f *field) bool { return f.key })
}

func (m *mould) walk(fields []*gosrc.Field, types []string) []*field {
	var all []*field
	for _, src := range fields {
		tag, _ := src.Tag.Lookup("xorm")
		if tag = strings.TrimSpace(tag); tag == "-" || !src.Exported() {
			continue
		}
		if tag == "" {
			f := &field{Field: src, column: m.mapper(src.Name), reads: true, writes: true}
			if strings.EqualFold(src.Name, "id") && src.Type.Kind == gosrc.Basic && src.Type.Name == "int64" {
				f.key, f.counts, f.notNull = true, true, true
			}
			all = append(all, f)
			continue
		}
		all = append(all, m.tagged(src, split(tag), types)...)
	}
	// A later column of the same name takes the place of the earlier one.
	last := map[string]*field{}
	for _, f := range all {
		last[strings.ToLower(f.column)] = f
	}
	return slices.DeleteFunc(all, func(f *field) bool { return last[strings.ToLower(f.column)] != f })
}

// tagged reads a field with words; several fields for one that extends.
func (m *mould) tagged(src *gosrc.Field, words []word, types []string) []*field {
	f := &field{Field: src, reads: true, writes: true}
	unique, plain := false, false
	for i := 0; i < len(words); i++ {
		w := words[i]
		upper := strings.ToUpper(w.name)
		next := ""
		if i+1 < len(words) {
			next = words[i+1].name
		}
		switch upper {
		case "-":
			return nil
		case "EXTENDS":
			return m.extend(src, w, types)
		case "<-":
			f.writes = false
		case "->":
			f.reads = false
		case "PK":
			f.key, f.notNull = true, true
		case "NULL":
			f.notNull = i > 0 && strings.EqualFold(words[i-1].name, "NOT")
		case "NOTNULL":
			f.notNull = true
		case "AUTOINCR":
			f.counts, f.notNull = true, true
		case "DELETED":
			f.notNull = false
		case "DEFAULT":
			if f.standard = next; len(w.params) > 0 {
				f.standard = w.params[0]
			} else {
				i++
			}
		case "COLLATE":
			if f.collate = next; len(w.params) > 0 {
				f.collate = w.params[0]
			} else {
				i++
			}
		case "COMMENT":
			if len(w.params) > 0 {
				f.comment = strings.Trim(w.params[0], "' ")
			}
		case "INDEX", "UNIQUE":
			switch {
			case len(w.params) > 0:
				f.indexes = append(f.indexes, index{w.params[0], upper == "UNIQUE"})
			case upper == "UNIQUE":
				unique = true
			default:
				plain = true
			}
		default:
			f.word(w, upper)
		}
	}
	if f.column == "" {
		f.column = m.mapper(src.Name)
	}
	if unique || plain {
		f.indexes = append(f.indexes, index{f.column, unique})
	}
	return []*field{f}
}

// word reads a type or a column's name.
func (f *field) word(w word, upper string) {
	if keywords[upper] {
		return
	}
	typ, isType := types[upper]
	if !isType {
		f.column = w.name
		if quoted := strings.TrimPrefix(w.name, "'"); len(w.name) > 1 && quoted != w.name && strings.HasSuffix(quoted, "'") {
			f.column = strings.TrimSuffix(quoted, "'")
		}
		return
	}
	f.typ, f.json = typ, typ == "json" || typ == "jsonb"
	if strings.HasSuffix(upper, "SERIAL") {
		f.counts, f.notNull = true, true
	}
	if len(w.params) > 0 && sized[typ] {
		f.typ += "(" + strings.Join(w.params, ",") + ")"
	}
}

// extend returns the fields of a struct that the field extends the model by.
func (m *mould) extend(src *gosrc.Field, w word, types []string) []*field {
	t := src.Type
	for t.Kind == gosrc.Pointer {
		t = t.Elem
	}
	name := t.Qualified()
	if len(types) > deepest || slices.Contains(types, name) {
		return nil
	}
	fields := m.p.Fields(t)
	if fields == nil {
		if t.Kind != gosrc.StructLit {
			m.open = append(m.open, src)
		}
		return nil
	}
	inner := m.walk(fields, append(slices.Clone(types), name))
	if len(w.params) == 0 {
		return inner
	}
	prefix := strings.Trim(w.params[0], "'")
	for _, f := range inner {
		if f.key {
			f.column, f.key, f.counts = src.Name, false, false
		} else {
			f.column = prefix + f.column
		}
		f.notNull = src.Type.Kind != gosrc.Pointer
	}
	return inner
}
