package bun

import (
	"slices"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
)

// A field of a model, after embedding.
type field struct {
	*gosrc.Field
	opts   gosrc.Options
	column string
	tagged bool
}

// relates reports whether the field leads to another table.
func (f *field) relates() bool { return f.opts.Has("rel") || f.opts.Has("m2m") }

// A mould is a struct as Bun's schema has it.
type mould struct {
	p      *gosrc.Program
	fields []*field
	open   []*gosrc.Field // embedded structs whose fields are not known
}

const deepest = 20

func parse(p *gosrc.Program, s *gosrc.Struct) *mould {
	m := &mould{p: p}
	m.fields = m.walk(s.Fields, []string{s.Type.Qualified()})
	return m
}

// walk reads fields and those of embedded structs, in the order of the source.
// A name that stands at the top hides all below it; one that several embedded
// structs have is nobody's, but for the only one with a tag.
func (m *mould) walk(fields []*gosrc.Field, types []string) []*field {
	var all []*field
	own, names, tags := map[*field]bool{}, map[string]int{}, map[string]int{}
	for _, src := range fields {
		tag, tagged := src.Tag.Lookup("bun")
		if tag == "-" {
			names[src.Name]++
			tags[src.Name]++
			continue
		}
		opts := options(tag)
		if src.Embedded {
			if !isBase(src) {
				all = append(all, m.embed(src, "", types)...)
			}
			continue
		}
		if !src.Exported() {
			continue
		}
		if prefix, ok := opts.Get("embed"); ok {
			all = append(all, m.embed(src, prefix, types)...)
			continue
		}
		f := &field{Field: src, opts: opts, column: gosrc.Underscore(src.Name), tagged: tagged && tag != ""}
		if opts.Name != "" {
			f.column = opts.Name
		}
		if name, ok := opts.Get("column"); ok && name != "" {
			f.column = name
		}
		own[f] = true
		names[f.column]++
		tags[f.column]++
		all = append(all, f)
	}
	for _, f := range all {
		if own[f] {
			continue
		}
		names[f.column]++
		if f.tagged {
			tags[f.column]++
		}
	}
	return slices.DeleteFunc(all, func(f *field) bool {
		return !own[f] && names[f.column] > 1 && (!f.tagged || tags[f.column] != 1)
	})
}

// embed returns the fields of an embedded struct.
func (m *mould) embed(src *gosrc.Field, prefix string, types []string) []*field {
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
		if _, why := m.p.Host(t, gosrc.ReaderBun); t.Kind != gosrc.StructLit && why != "" {
			m.open = append(m.open, src)
		}
		return nil
	}
	inner := m.walk(fields, append(slices.Clone(types), name))
	for _, f := range inner {
		f.column = prefix + f.column
	}
	return inner
}
