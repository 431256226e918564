// Package reform reads Go structs as reform does: the comment //reform:table
// above a struct and reform tags on its fields.
//
// What it says: tables, the columns that tags name, and the primary key. A tag
// says nothing of types, NULL or defaults. A struct without a key is a view to
// reform and read only.
package reform

import (
	"regexp"
	"strings"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// Dialect reads reform tags.
var Dialect = &gosrc.StructDialect{
	Name:      "reform",
	Tag:       "reform",
	Says:      func(tag string) bool { name, _ := column(tag); return name != "" },
	Libraries: []string{"gopkg.in/reform.v1/"},
	Rule:      "naming rule",
	TableName: func(_ gosrc.Survey, structName string) string { return gosrc.Underscore(structName) },
	Keyed:     func(*gosrc.Program, *gosrc.Struct) bool { return false },
	Sign:      sign,
	Mute:      true,
	Columns:   columns,
}

var comment = regexp.MustCompile(`reform:([0-9A-Za-z_.]+)`)

// sign knows a struct by its comment, without which reform passes it over.
func sign(_ *gosrc.Program, s *gosrc.Struct) (gosrc.Sign, bool) {
	tagged := false
	for _, f := range s.Fields {
		tag, _ := f.Tag.Lookup("reform")
		name, _ := column(tag)
		tagged = tagged || name != ""
	}
	for _, line := range s.Doc() {
		m := comment.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		namespace, table, err := gosrc.SplitName(m[1])
		if err != nil {
			return gosrc.Sign{Left: "its reform comment names no table: " + m[1]}, true
		}
		return gosrc.Sign{Namespace: namespace, Name: table, How: "reform comment", Certain: true}, true
	}
	if tagged {
		return gosrc.Sign{Left: "it has reform tags and no comment reform:table"}, true
	}
	return gosrc.Sign{}, false
}

// column reads a tag as reform does: a name, perhaps followed by pk. Any other
// tag is none.
func column(tag string) (name string, key bool) {
	parts := strings.Split(tag, ",")
	if len(parts) > 2 || len(parts) == 2 && parts[1] != "pk" || parts[0] == "-" {
		return "", false
	}
	return parts[0], len(parts) == 2
}

func columns(d *gosrc.Draft) {
	for _, f := range d.Struct.Fields {
		tag, ok := f.Tag.Lookup("reform")
		if !ok || tag == "-" {
			continue
		}
		name, key := column(tag)
		switch {
		case name == "":
			d.FieldGap(f, "reform refuses its tag: "+tag, "write reform:\"column\" or reform:\"column,pk\"")
			continue
		case f.Embedded || !f.Exported():
			d.FieldGap(f, "reform refuses tags on embedded fields and on those that are not exported", "")
			continue
		}
		host, why := d.Program.Host(f.Type, gosrc.ReaderReform)
		if why != "" {
			d.ColumnGap(f, name, why, "its name is compared, and its type is not")
		}
		d.Table.Columns = append(d.Table.Columns, &schema.Column{Name: name, Host: host, Origin: f.Origin})
		if key {
			d.Key(f, name)
		}
	}
	d.Table.Binding.Writes = d.Table.PrimaryKey != nil
}
