// Package gostruct reads Go structs with db tags, as sqlx, pgx, scany, pop, bob
// and code over database/sql use them.
//
// A db tag names a column and says nothing of its type, so that the table's
// columns claim only what a Go field can hold, and what becomes of NULL. That
// depends on the library that fills the struct; it is taken from the imports of
// the struct's package, or else of its module. Where several are imported, pop
// comes before scany, pgx, sqlx and database/sql.
package gostruct

import (
	"path"
	"strings"

	"github.com/jinzhu/inflection"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// Dialect reads db tags.
var Dialect = &gosrc.StructDialect{
	Name:      "db",
	Tag:       "db",
	Says:      func(tag string) bool { return tag != "" && tag != "-" },
	Libraries: []string{"github.com/jmoiron/sqlx/", "github.com/gobuffalo/pop/", "github.com/ory/pop/", "github.com/georgysavva/scany/"},
	Rule:      "naming rule",
	TableName: func(_ gosrc.Survey, structName string) string { return inflection.Plural(snake(structName)) },
	OtherName: snake,
	Queried:   true,
	Keyed:     keyed,
	Generated: generated,
	Columns:   columns,
}

// keyed reports whether a field of the struct itself looks like the key.
func keyed(_ *gosrc.Program, s *gosrc.Struct) bool {
	for _, f := range s.Fields {
		if name, options := tagName(f); name == "id" || options["pk"] || strings.HasSuffix(name, "_id") {
			return true
		}
	}
	return false
}

// sqlc is what a struct shows that sqlc has written for a table.
const sqlc = "sqlc model"

// generated finds the structs of the file that sqlc writes for tables. It gives
// them tags only if it is told to.
func generated(p *gosrc.Program, s *gosrc.Struct) string {
	if s.Generator != "sqlc" || path.Base(s.Origin.File()) != "models.go" || p.HasMethod(s.Type, "Scan") {
		return ""
	}
	return sqlc
}

// A columner fills one table.
type columner struct {
	*gosrc.Draft
	reader gosrc.Reader
	tagged bool // some field has a db tag
	depths map[string]int
	pk     []string
	pkAt   schema.Origin
}

func columns(d *gosrc.Draft) {
	c := &columner{Draft: d, reader: readerOf(d), depths: map[string]int{}}
	d.Table.Binding.Writes = c.pop()
	fields := c.flatten()
	for _, f := range fields {
		if name, _ := tagName(f.Field); name != "" && name != "-" {
			c.tagged = true
		}
	}
	for _, f := range fields {
		c.column(f)
	}
	if len(c.pk) > 0 {
		d.Table.PrimaryKey = &schema.PrimaryKey{Columns: c.pk, Origin: c.pkAt}
	}
}

func (c *columner) pop() bool { return c.reader.Name == gosrc.ReaderPop.Name }

func (c *columner) pgx() bool { return c.reader.Name == gosrc.ReaderPGX.Name }

// column adds the column that a field stands for, if it does.
func (c *columner) column(f flat) {
	name, options := tagName(f.Field)
	if name == "-" {
		return
	}
	named := name != ""
	if !named {
		if c.association(f.Field) || !c.holds(f.Field) {
			return
		}
		name = c.fieldName(f.Name)
		if json, _ := f.Tag.Lookup("json"); c.written() && json != "" {
			name, _, _ = strings.Cut(json, ",")
		}
	} else if !c.named(f, name) {
		return
	}
	if depth, double := c.depths[name]; double {
		if depth == f.depth && named {
			c.Twice(f.Field, name, "tag one of them db:\"-\"")
		}
		return
	}
	c.depths[name] = f.depth

	host, why := c.Program.Host(f.Type, c.reader)
	col := &schema.Column{
		Name:     name,
		Host:     host,
		Optional: !named && !c.demanded(),
		Origin:   f.Origin,
	}
	if why != "" && !col.Optional {
		c.ColumnGap(f.Field, name, why, "its name is compared, and its type is not")
	}
	if c.pop() {
		c.access(f.Field, col)
	}
	c.Table.Columns = append(c.Table.Columns, col)
	if options["pk"] || c.pop() && f.Name == "ID" && named {
		if len(c.pk) == 0 {
			c.pkAt = f.Origin
		}
		c.pk = append(c.pk, name)
	}
}

// demanded reports whether untagged fields have to be columns too: those of a
// struct without any tags that a person has called a table, or that sqlc has
// written.
func (c *columner) demanded() bool {
	return !c.tagged && c.Table.Binding.How == "directive" || c.written()
}

func (c *columner) written() bool { return c.Table.Binding.How == sqlc }

// named reports whether a tagged field is a column of the table. The fields of a
// struct are columns of another one, selected as author.name, unless the reader
// knows JSON; so is a name with a dot.
func (c *columner) named(f flat, name string) bool {
	if strings.Contains(name, ".") {
		return false
	}
	// Spaces and the like are allowed in names; these are signs of an expression.
	if strings.ContainsAny(name, "()'\"`;") || name == "*" {
		c.FieldGap(f.Field, "its db tag is not the name of a column: "+name, "")
		return false
	}
	return c.pgx() || c.pop() || !c.composite(f.Type)
}

// composite reports whether the type is a struct that no database value fits.
func (c *columner) composite(t *gosrc.Type) bool {
	h, _ := c.Program.Host(t, c.reader)
	return h.Type == "struct" && !h.Scans
}

// holds reports whether an untagged field can be a column.
func (c *columner) holds(f *gosrc.Field) bool {
	h, why := c.Program.Host(f.Type, c.reader)
	return why == "" && (h.Scans || !strings.HasSuffix(h.Type, "struct"))
}

// association reports whether pop fills the field from another table.
func (c *columner) association(f *gosrc.Field) bool {
	for _, key := range []string{"belongs_to", "has_many", "has_one", "many_to_many"} {
		if f.Tag.Has(key) {
			return true
		}
	}
	return false
}

// access reads the tags by which pop restricts a column.
func (c *columner) access(f *gosrc.Field, col *schema.Column) {
	switch rw, _ := f.Tag.Lookup("rw"); rw {
	case "r":
		col.Access = schema.ReadOnly
	case "w":
		col.Access = schema.WriteOnly
	}
	if sql, _ := f.Tag.Lookup("select"); sql != "" {
		// The expression need not be a column.
		col.Access, col.Optional = schema.ReadOnly, true
	}
}

// tagName takes a db tag apart; the name is "" where there is none.
func tagName(f *gosrc.Field) (name string, options map[string]bool) {
	tag, _ := f.Tag.Lookup("db")
	name, rest, _ := strings.Cut(tag, ",")
	options = map[string]bool{}
	for option := range strings.SplitSeq(rest, ",") {
		options[strings.TrimSpace(option)] = true
	}
	name = strings.TrimSpace(name)
	if quoted, ok := strings.CutPrefix(name, `"`); ok && strings.HasSuffix(quoted, `"`) {
		name = strings.TrimSuffix(quoted, `"`)
	}
	return name, options
}
