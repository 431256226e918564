package gopg

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// known are the options of fields.
var known = []string{
	"alias", "type", "array", "hstore", "composite", "json_use_number", "msgpack", "notnull", "use_zero", "default",
	"unique", "soft_delete", "on_delete", "on_update", "pk", "nopk", "rel", "fk", "join_fk", "many2many", "polymorphic",
	"inherit",
}

func columns(d *gosrc.Draft) {
	d.Table.Binding.Writes = true
	m := parse(d.Program, d.Struct)
	for _, f := range m.open {
		_, why := d.Program.Host(f.Type, gosrc.ReaderGoPG)
		d.Unknown(f, why)
	}
	for _, f := range m.fields {
		d.Passes(f.Field, "go-pg", f.opts.Keys(), known)
		misplaced(d, f)
		if !m.relates(f) {
			column(d, f)
		}
	}
	d.Keyless()
}

// misplaced reports an option that stands where go-pg reads the column's name.
func misplaced(d *gosrc.Draft, f *field) {
	name := f.opts.Name
	if name == "" || name == gosrc.Underscore(f.Name) || name == "alias" {
		return
	}
	for _, option := range known {
		if option == name {
			d.FieldGap(f.Field, "go-pg takes "+name+" for the column's name", "write pg:\","+name+"\" for the option")
		}
	}
}

func column(d *gosrc.Draft, f *field) {
	col := &schema.Column{Name: f.column, Origin: f.Origin}
	var why string
	if col.Host, why = d.Program.Mapped(f.Type, gosrc.ReaderGoPG); why != "" {
		d.ColumnGap(f.Field, f.column, why, "its name is compared, and its type is not")
	}
	if h, _ := d.Program.Host(f.Type, gosrc.ReaderGORM); f.opts.Has("use_zero") && h.Null == schema.NullZeroed {
		col.Host.Null = h.Null
	}
	stored(f, col.Host)
	if text, ok := f.opts.Get("type"); ok && text != "" {
		d.ClaimType(f.Field, col, unquoted(text))
	}
	if f.opts.Has("notnull") || f.key {
		col.NotNull = schema.Is(true)
	}
	if text, _ := f.opts.Get("default"); text != "" {
		col.Default = schema.Is(text)
	}
	d.Table.Columns = append(d.Table.Columns, col)
	if f.key {
		d.Key(f.Field, f.column)
	}
	for _, list := range f.opts.List("unique") {
		for name := range strings.SplitSeq(unquoted(list), ",") {
			d.Distinct(f.Field, f.column, name)
		}
	}
}

// stored changes what the field holds to what options make of it.
func stored(f *field, h *schema.Host) {
	switch {
	case f.opts.Has("msgpack"):
		h.Type, h.Wrapper, h.Scans = "[]byte", "", false
	case f.opts.Has("hstore"), f.opts.Has("composite"):
		h.Scans = true
	}
}
