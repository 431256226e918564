package gorm

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// A tabler fills one table.
type tabler struct {
	*gosrc.Draft
	mould *mould
}

// columns fills the draft's table, but for foreign keys, which need the other
// tables.
func columns(d *gosrc.Draft, n Naming) {
	t := &tabler{Draft: d, mould: parse(d.Program, d.Struct, n)}
	t.complain()
	for _, f := range t.mould.columns() {
		t.column(f)
	}
	t.primaryKey()
	t.indexes()
}

// column adds the column of a field.
func (t *tabler) column(f *field) {
	col := &schema.Column{Name: f.column, Origin: f.Origin}
	var why string
	if col.Host, why = t.host(f); why != "" && f.role == column {
		t.ColumnGap(f.Field, f.column, why, "its name is compared, and its type is not")
	}
	switch reads, writes := f.access(); {
	case !reads && !writes:
		col.Optional = true
	case !writes:
		col.Access = schema.ReadOnly
	case !reads:
		col.Access = schema.WriteOnly
	}
	if f.role == unclear {
		col.Optional = true
		t.ColumnGap(f.Field, f.column, "whether it is a column or a relation is not known: "+why, "say it with a type: or a foreignKey: option")
	}
	t.typ(f, col)
	if f.set.truth("NOT NULL", "NOTNULL") || f.primary {
		col.NotNull = schema.Is(true)
	}
	if comment := f.set["COMMENT"]; comment != "" && comment != "COMMENT" {
		col.Comment = schema.Is(comment)
	}
	t.standard(f, col)
	t.Table.Columns = append(t.Table.Columns, col)

	if f.set.truth("UNIQUE") {
		t.unique(f)
	}
	t.check(f)
}

// host is what the field's type can hold. A serializer puts its own form into
// the column.
func (t *tabler) host(f *field) (h *schema.Host, why string) {
	h, why = t.Program.Host(f.Type, gosrc.ReaderGORM)
	serializer := cmp.Or(f.set["JSON"], f.set["SERIALIZER"])
	if serializer == "" {
		return h, why
	}
	null := h.Null
	switch lower(serializer) {
	case "json":
		h.Type, h.Wrapper, h.Scans = "struct", "", false
	case "gob":
		h.Type, h.Wrapper, h.Scans = "[]byte", "", false
	case "unixtime":
		h.Type, h.Scans = "time.Time", false
	default:
		h.Type, h.Wrapper, h.Scans = "struct", "", true
	}
	if h.Null = null; null == schema.NullUnknown {
		h.Null = schema.NullZeroed
	}
	h.Labels = nil
	return h, ""
}

// primaryKey claims the key that GORM identifies rows by.
func (t *tabler) primaryKey() {
	if len(t.mould.primary) == 0 {
		return
	}
	pk := &schema.PrimaryKey{Origin: t.mould.primary[0].Origin}
	for _, f := range t.mould.primary {
		pk.Columns = append(pk.Columns, f.column)
	}
	t.Table.PrimaryKey = pk
}

// unique adds the constraint of the option unique.
func (t *tabler) unique(f *field) {
	t.Table.Uniques = append(t.Table.Uniques, &schema.Unique{
		Name: t.mould.naming.objectName("uni", t.Table.Name, t.mould.naming.name(f.column)), Columns: []string{f.column}, Origin: f.Origin,
	})
}

// complain notes what GORM passes over or fails on.
func (t *tabler) complain() {
	for _, f := range t.mould.fields {
		if !old(t.Survey) {
			f.set.unknown(t.Draft, f.Field)
		}
		t.otherTag(f)
		if f.set.has("TYPE") && f.set["TYPE"] == "" {
			t.FieldGap(f.Field, "its option type: is empty, and GORM takes it for no column", "name a type, or leave the option out")
		}
		if f.role == refused {
			t.Gap(schema.Gap{
				Subject: "field " + f.Origin.Symbol(), Reason: "GORM cannot store the type " + f.Type.Spelled,
				Hint:         "give it a type: or serializer: option, or gorm:\"-\" if it is no column",
				Undetermined: true, Object: t.Table.Ref(), Origin: f.Origin,
			})
		}
	}
	for _, f := range t.mould.twice {
		t.Twice(f.Field, f.column, "GORM takes the first; tag one of them gorm:\"-\"")
	}
	for _, f := range t.mould.hides {
		if tagged(t.Program, f) {
			t.Flaw(schema.FlawUnfilled, f, "", "GORM does not look into an embedded struct that is not exported", "export its type")
		}
	}
	for _, f := range t.mould.open {
		_, why := t.Program.Host(f.Type, gosrc.ReaderGORM)
		t.Table.Binding.Partial = true
		t.Gap(schema.Gap{
			Subject: "embedded field " + f.Origin.Symbol(), Reason: "its fields are not known: " + why,
			Hint:         "the columns that it adds are not compared",
			Undetermined: true, Object: t.Table.Ref(), Origin: f.Origin,
		})
	}
}

// otherTag reports a db tag that says another column than GORM uses.
func (t *tabler) otherTag(f *field) {
	tag, _ := f.Tag.Lookup("db")
	name, _, _ := strings.Cut(tag, ",")
	if f.column == "" || name == "" || name == "-" || name == f.column || strings.Contains(name, ".") {
		return
	}
	t.FieldGap(f.Field, "its db tag says "+name+", GORM uses the column "+f.column, "say the same in both, with gorm:\"column:"+name+"\"")
}

func tagged(p *gosrc.Program, f *gosrc.Field) bool {
	return slices.ContainsFunc(p.Fields(f.Type), func(inner *gosrc.Field) bool { return inner.Tag.Has("gorm") })
}

// hintOf is the advice of an error that gives one.
func hintOf(err error) string {
	if h := (interface{ Hint() string })(nil); errors.As(err, &h) {
		return h.Hint()
	}
	return ""
}
