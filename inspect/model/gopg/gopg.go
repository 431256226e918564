// Package gopg reads Go structs as go-pg does: pg tags, the field tableName, and
// its rules for names, keys and relations.
//
// What it says: tables and columns; types where a tag has type:; NOT NULL where
// one has notnull or the column is the key; defaults, primary keys, also the one
// that a column called id or uuid makes, and unique constraints. A field whose
// zero value go-pg writes as NULL holds NULL. Relations are no columns, and no
// foreign keys are claimed of them.
package gopg

import (
	"strings"

	"github.com/jinzhu/inflection"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
)

const library = "github.com/go-pg/pg"

// Dialect reads pg tags.
var Dialect = &gosrc.StructDialect{
	Name:      "go-pg",
	Tag:       "pg",
	Says:      func(tag string) bool { return tag != "" && tag != "-" },
	Libraries: []string{library + "/"},
	Rule:      "naming rule of go-pg",
	TableName: func(modules gosrc.Survey, structName string) string {
		name := gosrc.Underscore(structName)
		if _, other := modules.Setting("SetTableNameInflector"); other {
			return name
		}
		return inflection.Plural(name)
	},
	OtherName: func(structName string) string { return gosrc.Underscore(structName) },
	Binds:     true,
	Queried:   true,
	Keyed:     func(p *gosrc.Program, s *gosrc.Struct) bool { return parse(p, s).keyed() },
	Sign:      sign,
	Marker:    "tableName",
	Mute:      true,
	Related:   related,
	Columns:   columns,
}

// sign knows a struct by its field tableName, whose tag names the table.
func sign(p *gosrc.Program, s *gosrc.Struct) (gosrc.Sign, bool) {
	for _, f := range s.Fields {
		tag, tagged := f.Tag.Lookup("pg")
		if f.Name != "tableName" || f.Embedded || !tagged && !s.Package.Imports(library+"/") {
			continue
		}
		name := unquoted(options(tag).Name)
		if name == "_" {
			return gosrc.Sign{Left: "its tableName field says that it has no table"}, true
		}
		if name == "" || strings.HasPrefix(name, "?") {
			return gosrc.Sign{}, true
		}
		namespace, table, err := gosrc.SplitName(name)
		if err != nil {
			return gosrc.Sign{Left: "its tableName field has no name of a table: " + name}, true
		}
		return gosrc.Sign{Namespace: namespace, Name: table, How: "tableName field", Certain: true}, true
	}
	for _, f := range s.Fields {
		tag, _ := f.Tag.Lookup("pg")
		if e := p.StructOf(f.Type); f.Embedded && e != nil && e != s && options(tag).Has("inherit") {
			return sign(p, e)
		}
	}
	return gosrc.Sign{}, false
}

func options(tag string) gosrc.Options { return gosrc.ParseOptions(tag, '\'') }

// unquoted strips the quotes that go-pg allows around values.
func unquoted(s string) string {
	if len(s) > 1 && s[0] == '\'' && s[len(s)-1] == '\'' {
		return s[1 : len(s)-1]
	}
	return s
}

// related returns the structs that the struct's relations lead to.
func related(p *gosrc.Program, s *gosrc.Struct) []*gosrc.Struct {
	var all []*gosrc.Struct
	m := parse(p, s)
	for _, f := range m.fields {
		if m.relates(f) {
			if target := m.target(f); target != nil {
				all = append(all, target)
			}
		}
	}
	return all
}
