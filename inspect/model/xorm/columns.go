package xorm

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func columns(d *gosrc.Draft) {
	d.Table.Binding.Writes = true
	m := parse(d.Program, d.Struct, mapper(d.Survey))
	for _, f := range m.open {
		_, why := d.Program.Host(f.Type, gosrc.ReaderXORM)
		d.Unknown(f, why)
	}
	for _, f := range m.fields {
		column(d, f)
	}
	d.Extends()
}

func column(d *gosrc.Draft, f *field) {
	col := &schema.Column{Name: f.column, Origin: f.Origin}
	var why string
	if col.Host, why = host(d, f); why != "" {
		d.ColumnGap(f.Field, f.column, why, "its name is compared, and its type is not")
	}
	switch {
	case !f.writes:
		col.Access = schema.ReadOnly
	case !f.reads:
		col.Access = schema.WriteOnly
	}
	if f.typ != "" {
		typ := f.typ
		if f.counts && typ == "integer" && col.Host.Type == "int64" {
			typ = "" // whether it became serial or bigserial depends on XORM's version
		}
		if typ != "" {
			d.ClaimType(f.Field, col, typ)
		}
	}
	if f.notNull {
		col.NotNull = schema.Is(true)
	}
	if f.standard != "" {
		col.Default = schema.Is(f.standard)
	}
	if f.comment != "" {
		col.Comment = schema.Is(f.comment)
	}
	if f.collate != "" {
		col.Collation = schema.Is(f.collate)
	}
	d.Table.Columns = append(d.Table.Columns, col)
	if f.key {
		d.Key(f.Field, f.column)
	}
	for _, i := range f.indexes {
		indexed(d, f, i)
	}
}

// indexed adds the column to an index, which is named after its table.
func indexed(d *gosrc.Draft, f *field, i index) {
	prefix := "IDX_"
	if i.unique {
		prefix = "UQE_"
	}
	name := i.name
	if !strings.HasPrefix(name, prefix) {
		name = prefix + strings.ReplaceAll(d.Table.Name, ".", "_") + "_" + strings.Trim(name, `"`)
	}
	for _, idx := range d.Table.Indexes {
		if idx.Name == name {
			idx.Keys = append(idx.Keys, schema.IndexKey{Column: f.column})
			return
		}
	}
	d.Table.Indexes = append(d.Table.Indexes, &schema.Index{
		Name: name, Unique: schema.Is(i.unique), Keys: []schema.IndexKey{{Column: f.column}}, Origin: f.Origin,
	})
}

// host is what the field can hold. Types that convert themselves decide what
// they accept, and XORM stores lists, maps and structs as JSON of its own.
func host(d *gosrc.Draft, f *field) (*schema.Host, string) {
	h, why := d.Program.Mapped(f.Type, gosrc.ReaderXORM)
	if d.Program.HasMethod(f.Type, "FromDB") {
		h.Scans, why = true, ""
		if h.Type == "" {
			h.Type = "struct"
		}
	}
	switch {
	case h.Type == "[]byte" || h.Wrapper != "" && h.Wrapper != "*":
	case strings.HasPrefix(h.Type, "[]"), h.Type == "struct", h.Type == "map":
		h.Scans = true
	}
	return h, why
}
