package gorm

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/synapscale/synapcheck/inspect/model"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// typ claims the column's type as far as the tag says it.
func (t *tabler) typ(f *field, col *schema.Column) {
	text, explicit := f.set["TYPE"]
	text = strings.TrimSpace(text)
	if generic := lower(text); explicit && genericKinds[generic] {
		if sized := f.generic(generic); sized != "" {
			t.claim(f, col, sized)
		}
		return
	}
	switch {
	case explicit && text != "":
		t.claim(f, col, text)
	case f.restricted():
		kind := f.kind
		if f.set["SERIALIZER"] != "" || f.set["JSON"] != "" {
			kind = "string"
		}
		if sized := f.generic(kind); sized != "" {
			t.claim(f, col, sized)
		}
	}
}

// restricted reports whether the tag narrows the type without naming it.
func (f *field) restricted() bool {
	return f.number("SIZE") > 0 && (f.kind == "string" || f.kind == "int" || f.kind == "uint" || f.set["SERIALIZER"] != "") ||
		f.number("PRECISION") > 0 && (f.kind == "float" || f.kind == "time")
}

// claim reads the text of a type and of what may follow it.
func (t *tabler) claim(f *field, col *schema.Column, text string) {
	typ, rest, err := model.CutType(text)
	if err != nil {
		t.ColumnGap(f.Field, f.column, err.Error(), hintOf(err))
		return
	}
	if rest != "" && !t.clauses(f, col, rest) {
		return
	}
	col.Type = schema.Is(typ)
	if !t.counts(f) || model.Serial(text) {
		return
	}
	// AutoMigrate makes a serial column of the field's own size of it, whatever
	// the tag says.
	col.Identity = schema.Claim[schema.Identity]{}
	if serial, err := model.ParseType(f.generic(f.kind)); err == nil && serial != typ {
		col.Type = schema.AnyOf(typ, serial)
	}
}

// counts reports whether the database numbers the rows by the field: by its tag,
// or because it is an integer and the key.
func (t *tabler) counts(f *field) bool {
	if f.kind != "int" && f.kind != "uint" {
		return false
	}
	return f.set.truth("AUTOINCREMENT") || f == t.mould.first && !f.set.has("AUTOINCREMENT")
}

// genericKinds are GORM's own names of types, which stand for PostgreSQL's by
// the size of the field.
var genericKinds = map[string]bool{
	"bool": true, "int": true, "uint": true, "float": true, "string": true, "time": true, "bytes": true,
}

// generic is the type that GORM's PostgreSQL driver makes of a kind.
func (f *field) generic(kind string) string {
	switch kind {
	case "bool":
		return "boolean"
	case "int", "uint":
		size := f.bits()
		if kind == "uint" {
			size++ // the next larger one holds it
		}
		switch {
		case size <= 16:
			return "smallint"
		case size <= 32:
			return "integer"
		}
		return "bigint"
	case "float":
		switch precision, scale := f.number("PRECISION"), f.number("SCALE"); {
		case precision > 0 && scale > 0:
			return fmt.Sprintf("numeric(%d,%d)", precision, scale)
		case precision > 0:
			return fmt.Sprintf("numeric(%d)", precision)
		}
		return "numeric"
	case "string":
		if size := f.number("SIZE"); size > 0 && size <= 10485760 {
			return fmt.Sprintf("varchar(%d)", size)
		}
		return "text"
	case "time":
		if precision := f.number("PRECISION"); precision > 0 {
			return fmt.Sprintf("timestamptz(%d)", precision)
		}
		return "timestamptz"
	case "bytes":
		return "bytea"
	}
	return ""
}

// bits is the field's size: the option's, or that of the Go type.
func (f *field) bits() int {
	if n := f.number("SIZE"); n != 0 {
		return n
	}
	return goBits[f.goType]
}

var goBits = map[string]int{
	"int8": 8, "uint8": 8, "int16": 16, "uint16": 16, "int32": 32, "uint32": 32, "float32": 32,
	"int": 64, "uint": 64, "int64": 64, "uint64": 64, "float64": 64, "time.Duration": 64,
}

func (f *field) number(name string) int {
	n, err := strconv.Atoi(strings.TrimSpace(f.set[name]))
	if err != nil {
		return 0
	}
	return n
}

func lower(s string) string { return strings.ToLower(strings.TrimSpace(s)) }
