// Package bun reads Go structs as Bun does: bun tags, the tag of bun.BaseModel,
// and its rules for names, embedding and relations.
//
// What it says: tables and columns; types where a tag has type:; NOT NULL where
// one has notnull, pk or autoincrement; defaults, identity columns, primary keys
// and unique constraints that tags name. A field without type: says what Go can
// hold and nothing of the column's type, whatever CreateTable would make of it.
// Relations are no columns, and no foreign keys are claimed of them: Bun makes
// none unless it is told to.
package bun

import (
	"strings"

	"github.com/jinzhu/inflection"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
)

const library = "github.com/uptrace/bun"

// Dialect reads bun tags.
var Dialect = &gosrc.StructDialect{
	Name:      "bun",
	Tag:       "bun",
	Says:      func(tag string) bool { return tag != "" && tag != "-" },
	Libraries: []string{library + "/"},
	Rule:      "naming rule of bun",
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
	Keyed:     func(p *gosrc.Program, s *gosrc.Struct) bool { return keyed(parse(p, s)) },
	Sign:      sign,
	Mute:      true,
	Related:   related,
	Lent:      lent,
	Columns:   columns,
}

func keyed(m *mould) bool {
	for _, f := range m.fields {
		if f.opts.Has("pk") {
			return true
		}
	}
	return false
}

// baseModel is the field that gives a struct its table, or nil.
func baseModel(s *gosrc.Struct) *gosrc.Field {
	for _, f := range s.Fields {
		if isBase(f) {
			return f
		}
	}
	return nil
}

func isBase(f *gosrc.Field) bool {
	t := f.Type
	return f.Embedded && t.Kind == gosrc.Named && t.Name == "BaseModel" && (t.Path == library || t.Path == library+"/schema")
}

// sign knows a struct by bun.BaseModel, whose tag names the table.
func sign(p *gosrc.Program, s *gosrc.Struct) (gosrc.Sign, bool) {
	base := baseModel(s)
	if base == nil {
		return inherited(p, s)
	}
	tag, _ := base.Tag.Lookup("bun")
	opts := options(tag)
	name, ok := opts.Get("table")
	if !ok {
		name = opts.Name
	}
	if name == "" || strings.HasPrefix(name, "?") {
		return gosrc.Sign{}, true
	}
	namespace, table, err := gosrc.SplitName(name)
	if err != nil {
		return gosrc.Sign{Left: "its table tag is no name: " + name}, true
	}
	return gosrc.Sign{Namespace: namespace, Name: table, How: "table tag", Certain: true}, true
}

// inherited is the table of an embedded model that the struct extends.
func inherited(p *gosrc.Program, s *gosrc.Struct) (gosrc.Sign, bool) {
	for _, f := range s.Fields {
		tag, _ := f.Tag.Lookup("bun")
		if opts := options(tag); f.Embedded && (opts.Has("extend") || opts.Has("inherit")) {
			if e := p.StructOf(f.Type); e != nil && e != s && baseModel(e) != nil {
				return sign(p, e)
			}
		}
	}
	return gosrc.Sign{}, false
}

func options(tag string) gosrc.Options { return gosrc.ParseOptions(tag, '"') }

// related returns the structs that the struct's relations lead to.
func related(p *gosrc.Program, s *gosrc.Struct) []*gosrc.Struct {
	var all []*gosrc.Struct
	for _, f := range parse(p, s).fields {
		if !f.relates() {
			continue
		}
		t := f.Type
		for t.Elem != nil {
			t = t.Elem
		}
		if target := p.StructOf(t); target != nil {
			all = append(all, target)
		}
	}
	return all
}

// lent returns the structs that fields embed by the option embed.
func lent(p *gosrc.Program, s *gosrc.Struct) []*gosrc.Struct {
	var all []*gosrc.Struct
	for _, f := range s.Fields {
		tag, _ := f.Tag.Lookup("bun")
		if inner := p.StructOf(f.Type); inner != nil && inner != s && !f.Embedded && options(tag).Has("embed") {
			all = append(all, inner)
		}
	}
	return all
}
