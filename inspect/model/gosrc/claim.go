package gosrc

import (
	"errors"
	"strings"

	"github.com/synapscale/synapcheck/inspect/model"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// ClaimType claims the type that a tag names for the column. What the tag says
// after it, or says wrongly, becomes a gap.
func (d *Draft) ClaimType(f *Field, col *schema.Column, text string) {
	t, rest, err := model.CutType(text)
	if err != nil {
		hint := ""
		if h := (interface{ Hint() string })(nil); errors.As(err, &h) {
			hint = h.Hint()
		}
		d.ColumnGap(f, col.Name, err.Error(), hint)
		return
	}
	for rest != "" {
		lower := strings.ToLower(rest)
		switch {
		case strings.HasPrefix(lower, "not null"):
			col.NotNull, rest = schema.Is(true), strings.TrimSpace(rest[len("not null"):])
		case lower == "null":
			rest = ""
		default:
			d.ColumnGap(f, col.Name, "what follows its type is not understood: "+rest, "")
			return
		}
	}
	col.Type = schema.Is(t)
}

// SplitName takes a table's name with or without a schema apart. Either part may
// be in double quotes.
func SplitName(text string) (namespace, name string, err error) { return splitName(text) }

// Unknown notes that the fields of an embedded struct are not known, so that the
// struct may have more columns than are read.
func (d *Draft) Unknown(f *Field, why string) {
	d.Table.Binding.Partial = true
	d.Gap(schema.Gap{
		Subject: "embedded field " + f.Origin.Symbol(), Reason: "its fields are not known: " + why,
		Hint:         "the columns that it adds are not compared",
		Undetermined: true, Object: d.Table.Ref(), Origin: f.Origin,
	})
}

// Extends marks a struct that embeds a model as one that holds what queries
// return: it lacks a table of its own, for the method that names its table is
// the embedded one's. What it adds need not be a column.
func (d *Draft) Extends() {
	if d.Table.Binding.Partial {
		d.Table.Binding.Writes = false
	}
	if m := d.Program.method(d.Struct.Type, "TableName"); m != nil && m.promoted && m.receiver.decl != nil {
		d.Table.Binding.Partial, d.Table.Binding.Writes = true, false
		home := d.Program.structOf(m.receiver.decl).Origin
		for _, col := range d.Table.Columns {
			if col.Origin.File() != home.File() || !strings.HasPrefix(col.Origin.Symbol(), m.receiver.Name+".") {
				col.Optional = true
			}
		}
	}
}

// Keyless marks a struct without a key as one that holds what queries return.
func (d *Draft) Keyless() {
	if d.Table.PrimaryKey == nil {
		d.Table.Binding.Partial, d.Table.Binding.Writes = true, false
	}
}

// Passes notes the options of a tag that the library passes over, with the
// nearest that it knows.
func (d *Draft) Passes(f *Field, library string, options, known []string) {
	for _, option := range options {
		hint := ""
		switch near := Nearest(option, known); {
		case contains(known, option):
			continue
		case near != "":
			hint = "did you mean " + near + "?"
		default:
			if _, isType := model.BuiltIn(option); isType {
				hint = "did you mean type:" + option + "?"
			}
		}
		d.FieldGap(f, library+" has no option "+quote(option)+" and passes it over", hint)
	}
}

func contains(list []string, s string) bool {
	for _, one := range list {
		if one == s {
			return true
		}
	}
	return false
}

// Key adds columns to the primary key, which the first of them begins.
func (d *Draft) Key(f *Field, column string) {
	if d.Table.PrimaryKey == nil {
		d.Table.PrimaryKey = &schema.PrimaryKey{Origin: f.Origin}
	}
	d.Table.PrimaryKey.Columns = append(d.Table.PrimaryKey.Columns, column)
}

// Distinct adds columns to the unique constraint of that name, or makes one of
// its own for a column without.
func (d *Draft) Distinct(f *Field, column, name string) {
	if name != "" {
		for _, u := range d.Table.Uniques {
			if u.Name == name {
				u.Columns = append(u.Columns, column)
				return
			}
		}
	}
	d.Table.Uniques = append(d.Table.Uniques, &schema.Unique{Name: name, Columns: []string{column}, Origin: f.Origin})
}
