package beego

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// A field of a model, after embedding.
type field struct {
	*gosrc.Field
	options
	column string
}

// A mould is a struct as Beego's model has it.
type mould struct {
	p      *gosrc.Program
	fields []*field
	key    *field
	open   []*gosrc.Field // embedded structs whose fields are not known
}

const deepest = 20

func parse(p *gosrc.Program, s *gosrc.Struct) *mould {
	m := &mould{p: p}
	m.walk(s.Fields, []string{s.Type.Qualified()})
	for _, f := range m.fields {
		if m.key == nil && (f.set["pk"] || f.set["auto"]) {
			m.key = f
		}
	}
	for _, f := range m.fields {
		if m.key == nil && strings.EqualFold(f.Name, "id") && f.Type.Kind == gosrc.Basic && integers[f.Type.Name] {
			m.key = f
		}
	}
	return m
}

var integers = map[string]bool{"int": true, "int32": true, "int64": true, "uint": true, "uint32": true, "uint64": true}

func (m *mould) walk(fields []*gosrc.Field, types []string) {
	for _, src := range fields {
		if !src.Exported() {
			continue
		}
		if src.Embedded {
			m.embed(src, types)
			continue
		}
		tag, _ := src.Tag.Lookup("orm")
		f := &field{Field: src, options: parseTag(tag)}
		if f.set["-"] {
			continue
		}
		f.column = f.value["column"]
		if f.column == "" {
			f.column = snake(src.Name)
			if rel := f.value["rel"]; rel == "fk" || rel == "one" {
				f.column += "_id"
			}
		}
		m.fields = append(m.fields, f)
	}
}

func (m *mould) embed(src *gosrc.Field, types []string) {
	name := src.Type.Qualified()
	if len(types) > deepest || slices.Contains(types, name) {
		return
	}
	fields := m.p.Fields(src.Type)
	if fields == nil {
		m.open = append(m.open, src)
		return
	}
	m.walk(fields, append(slices.Clone(types), name))
}

// target is the struct that a relation leads to, or nil.
func (f *field) target(p *gosrc.Program) *gosrc.Struct {
	t := f.Type
	for t.Elem != nil {
		t = t.Elem
	}
	return p.StructOf(t)
}

func columns(d *gosrc.Draft) {
	d.Table.Binding.Writes = true
	m := parse(d.Program, d.Struct)
	for _, f := range m.open {
		_, why := d.Program.Host(f.Type, gosrc.ReaderBeego)
		d.Unknown(f, why)
	}
	for _, f := range m.fields {
		known := append(slices.Clone(words), valued...)
		var names []string
		for _, part := range f.unknown {
			name, _, _ := strings.Cut(part, "(")
			names = append(names, name)
		}
		d.Passes(f.Field, "Beego", names, known)
		if f.value["reverse"] == "" && f.value["rel"] != "m2m" {
			m.column(d, f)
		}
	}
	d.Extends()
}

func (m *mould) column(d *gosrc.Draft, f *field) {
	col := &schema.Column{Name: f.column, Origin: f.Origin}
	typ := f.Type
	if f.value["rel"] != "" {
		target := f.target(m.p)
		if target == nil {
			d.ColumnGap(f.Field, f.column, "the key of "+f.Type.Spelled+" is not known", "its name is compared, and its type is not")
		} else if key := parse(m.p, target).key; key != nil {
			typ = key.Type
		}
	}
	var why string
	if col.Host, why = d.Program.Mapped(typ, gosrc.ReaderBeego); why != "" && f.value["rel"] == "" {
		d.ColumnGap(f.Field, f.column, why, "its name is compared, and its type is not")
	}
	if m.p.HasMethod(f.Type, "SetRaw") {
		col.Host.Scans = true // a type with a field type of its own
	}
	if text := f.typ(col.Host); text != "" && f.value["rel"] == "" {
		d.ClaimType(f.Field, col, text)
	}
	if f == m.key {
		col.NotNull = schema.Is(true)
	}
	d.Table.Columns = append(d.Table.Columns, col)
	switch {
	case f == m.key:
		d.Key(f.Field, f.column)
	case f.set["unique"] || f.value["rel"] == "one":
		d.Distinct(f.Field, f.column, "")
	case f.set["index"]:
		d.Table.Indexes = append(d.Table.Indexes, &schema.Index{
			Unique: schema.Is(false), Keys: []schema.IndexKey{{Column: f.column}}, Origin: f.Origin,
		})
	}
}

// typ is the type that the tag says, as Beego spells it for PostgreSQL; "" for
// none.
func (f *field) typ(h *schema.Host) string {
	if text := f.value["db_type"]; text != "" {
		return text
	}
	switch h.Type {
	case "string":
		return f.text()
	case "time.Time":
		if f.value["type"] == "date" {
			return "date"
		}
	case "float32", "float64":
		if digits, decimals := f.value["digits"], f.value["decimals"]; digits != "" && decimals != "" {
			return "numeric(" + digits + "," + decimals + ")"
		}
	}
	return ""
}

func (f *field) text() string {
	switch kind := f.value["type"]; kind {
	case "text", "json", "jsonb":
		return kind
	case "char":
		if size := f.value["size"]; size != "" {
			return "char(" + size + ")"
		}
	default:
		if size := f.value["size"]; size != "" {
			return "varchar(" + size + ")"
		}
	}
	return ""
}
