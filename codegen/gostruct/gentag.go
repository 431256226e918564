package gostruct

import (
	"fmt"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// tag makes the tags of a field, but for what relations and rules add.
func (g *generator) tag(t *genTable, f *genField) error {
	c := f.column
	switch g.opts.Style {
	case StyleDB:
		name, err := dottedName(c.Name)
		if err != nil {
			return err
		}
		f.tags = append(f.tags, tagPart{key: "db", value: name})
	case StyleSQLC:
		if g.tagged(t) {
			name, err := dottedName(c.Name)
			if err != nil {
				return err
			}
			f.tags = append(f.tags, tagPart{key: "db", value: name})
		}
	case StyleGORM:
		value, err := g.gormTag(t, f)
		if err != nil {
			return err
		}
		f.tags = append(f.tags, tagPart{key: "gorm", value: value})
	case StyleBun:
		value, err := g.bunTag(t, f)
		if err != nil {
			return err
		}
		f.tags = append(f.tags, tagPart{key: "bun", value: value})
	}
	if j := g.jsonName(f); j != "" {
		f.tags = append(f.tags, tagPart{key: "json", value: j})
	}
	return nil
}

// tagged reports whether some field of the table could not be found by the name
// that readers make of it, so that every field says its column.
func (g *generator) tagged(t *genTable) bool {
	for _, c := range t.Columns {
		name := camelWith(words(c.Name), g.initial)
		if underscore(name) != c.Name || slices.Contains(reserved[:], name) {
			return true
		}
	}
	return false
}

// jsonName is the value of the json tag; empty for none.
func (g *generator) jsonName(f *genField) string {
	switch {
	case f.secret:
		return "-"
	case g.opts.JSON == "none":
		return ""
	case g.opts.JSON == "camel":
		return lowerFirst(f.name)
	}
	if name := strings.ToLower(strings.Join(words(f.column.Name), "_")); name != "" {
		return name
	}
	return lowerFirst(f.name)
}

func keyPosition(t *schema.Table, column string) int {
	if t.PrimaryKey == nil {
		return -1
	}
	return slices.Index(t.PrimaryKey.Columns, column)
}

// left reports a default that the library may leave to the database: that of a
// key or a moment, whose zero value nobody means to write.
func (f *genField) left(key bool) bool {
	base := strings.TrimPrefix(f.base, "*")
	return f.column.Default.Or("") != "" && !sequenced(f.column) && f.column.NotNull.Or(false) && (key || base == timeTime)
}

func (g *generator) gormTag(t *genTable, f *genField) (string, error) {
	c := f.column
	name, err := columnKeys["gorm"].write(c.Name)
	if err != nil {
		return "", err
	}
	options := []string{"column:" + name}
	if spelled := tagType(c.Type.Or(schema.Type{}), ';'); spelled != "" {
		if spelled == "time" {
			spelled = "time without time zone" // time alone is a moment to gorm
		}
		options = append(options, "type:"+spelled)
	}
	key := keyPosition(t.Table, c.Name) >= 0
	if key {
		options = append(options, "primaryKey")
		switch {
		case sequenced(c):
			options = append(options, "autoIncrement")
		case slices.Contains([]string{"int16", "int32", "int64"}, f.base):
			options = append(options, "autoIncrement:false")
		}
	}
	if c.NotNull.Or(false) && !key {
		options = append(options, "not null")
	}
	if c.Generated.Or(schema.Generated{}).Expr != "" || c.Identity.Or("") == schema.IdentityAlways && !key {
		options = append(options, "->")
	} else if f.left(key) {
		if value := tagDefault(c.Default.Or(""), ';'); value != "" {
			options = append(options, "default:"+value)
		}
	}
	for _, x := range t.Indexes {
		if o := gormIndex(x, c.Name); o != "" {
			options = append(options, o)
		}
	}
	return strings.Join(options, ";"), nil
}

// gormIndex is the option of a column's part in an index; empty where a tag
// cannot say all of the index.
func gormIndex(x *schema.Index, column string) string {
	if x.Name == "" || strings.ContainsAny(x.Name, ",;:\"'`\\") {
		return ""
	}
	at := -1
	for i, p := range x.Keys {
		if p.Expr != "" || p.Opclass.Or("") != "" || p.Collation.Or("") != "" {
			return ""
		}
		if p.Column == column {
			at = i
		}
	}
	if at < 0 || x.Where.Or("") != "" || len(x.Include) > 0 || x.NullsNotDistinct.Or(false) {
		return ""
	}
	kind := "index"
	if x.Unique.Or(false) {
		kind = "uniqueIndex"
	}
	o := kind + ":" + x.Name
	if m := x.Method.Or("btree"); m != "btree" {
		o += ",type:" + m
	}
	if len(x.Keys) > 1 {
		o += fmt.Sprintf(",priority:%d", at+1)
	}
	if x.Keys[at].Desc.Or(false) {
		o += ",sort:desc"
	}
	return o
}

func (g *generator) bunTag(t *genTable, f *genField) (string, error) {
	c := f.column
	name, err := ormName(c.Name)
	if err != nil {
		return "", err
	}
	options := []string{name}
	key := keyPosition(t.Table, c.Name) >= 0
	if key {
		options = append(options, "pk")
	}
	switch {
	case sequenced(c) && (key || c.NotNull.Or(false)):
		options = append(options, "autoincrement")
	case sequenced(c): // bun takes what it counts for not null
		options = append(options, "nullzero")
	}
	live := c.Type.Or(schema.Type{})
	if spelled := tagType(live, ','); spelled != "" {
		options = append(options, "type:"+spelled)
	}
	if strings.HasPrefix(f.base, "[]") && live.Array {
		options = append(options, "array")
	}
	if c.NotNull.Or(false) && !key {
		options = append(options, "notnull")
	}
	switch {
	case c.Generated.Or(schema.Generated{}).Expr != "":
		options = append(options, "scanonly")
	case f.left(key):
		if value := tagDefault(c.Default.Or(""), ','); value != "" {
			options = append(options, "default:"+value)
		}
	}
	return strings.Join(options, ","), nil
}

// tagType spells a type for an option; empty where the tag could not hold it.
func tagType(t schema.Type, sep byte) string { return (&optionStyle{sep: sep}).typeName(t) }

// tagDefault spells a default for an option; empty where the tag could not.
func tagDefault(expr string, sep byte) string {
	m := plainDefault.FindStringSubmatch(expr)
	switch {
	case m == nil:
		return ""
	case m[2] != "":
		return m[2]
	case strings.ContainsAny(m[1], string(sep)+",()"):
		return ""
	}
	return "'" + m[1] + "'"
}
