package bun

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// known are the options of fields.
var known = []string{
	"column", "alt", "type", "array", "hstore", "composite", "multirange", "json_use_number", "msgpack", "notnull",
	"nullzero", "default", "unique", "soft_delete", "scanonly", "skipupdate", "pk", "autoincrement", "rel", "join",
	"join_on", "on_update", "on_delete", "m2m", "polymorphic", "identity", "embed", "extend", "inherit", "alias",
}

func columns(d *gosrc.Draft) {
	d.Table.Binding.Writes = true
	m := parse(d.Program, d.Struct)
	for _, f := range m.open {
		_, why := d.Program.Host(f.Type, gosrc.ReaderBun)
		d.Unknown(f, why)
	}
	have := map[string]bool{}
	for _, f := range m.fields {
		d.Passes(f.Field, "Bun", f.opts.Keys(), known)
		misplaced(d, f)
		if f.relates() {
			continue
		}
		if have[f.column] {
			d.Twice(f.Field, f.column, "tag one of them bun:\"-\"")
			continue
		}
		have[f.column] = true
		column(d, f)
	}
	d.Keyless()
}

// misplaced reports an option that stands where Bun reads the column's name.
func misplaced(d *gosrc.Draft, f *field) {
	name := f.opts.Name
	if name == "" || name == gosrc.Underscore(f.Name) || name == "column" || name == "alias" {
		return
	}
	for _, option := range known {
		if option == name {
			d.FieldGap(f.Field, "Bun takes "+name+" for the column's name", "write bun:\","+name+"\" for the option, column:"+name+" for the name")
		}
	}
}

func column(d *gosrc.Draft, f *field) {
	col := &schema.Column{Name: f.column, Origin: f.Origin}
	var why string
	if col.Host, why = d.Program.Mapped(f.Type, gosrc.ReaderBun); why != "" {
		d.ColumnGap(f.Field, f.column, why, "its name is compared, and its type is not")
	}
	stored(f, col.Host)
	if f.opts.Has("scanonly") {
		col.Access, col.Optional = schema.ReadOnly, true
	}
	if text, ok := f.opts.Get("type"); ok && text != "" {
		d.ClaimType(f.Field, col, text)
	}
	if f.opts.Has("notnull") || f.opts.Has("pk") || f.opts.Has("autoincrement") {
		col.NotNull = schema.Is(true)
	}
	if text, _ := f.opts.Get("default"); text != "" {
		col.Default = schema.Is(text)
	}
	if f.opts.Has("identity") {
		col.Identity = schema.Is(schema.IdentityByDefault)
	}
	d.Table.Columns = append(d.Table.Columns, col)
	if f.opts.Has("pk") {
		d.Key(f.Field, f.column)
	}
	for _, list := range f.opts.List("unique") {
		for name := range strings.SplitSeq(list, ",") {
			d.Distinct(f.Field, f.column, name)
		}
	}
}

// stored changes what the field holds to what options make of it: the zero value
// of nullzero is NULL, and some forms are the database's or Bun's own.
func stored(f *field, h *schema.Host) {
	if (f.opts.Has("nullzero") || f.opts.Has("autoincrement")) && h.Null == schema.NullZeroed {
		h.Null = schema.NullHeld
	}
	switch {
	case f.opts.Has("msgpack"):
		h.Type, h.Wrapper, h.Scans = "[]byte", "", false
	case h.Type == "math/big.Int": // filled by its UnmarshalJSON, from numeric too
		h.Scans = true
	case f.opts.Has("hstore"), f.opts.Has("composite"), f.opts.Has("multirange"):
		h.Scans = true
	}
}
