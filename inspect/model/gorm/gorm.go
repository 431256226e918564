// Package gorm reads Go structs as GORM does: its tags, its naming strategy, its
// rules for embedding and for what is a relation.
//
// Only what a tag says is claimed of the database. A field without type, size or
// precision says what Go can hold and nothing of the column's type, whatever
// AutoMigrate would make of it; one without not null says nothing of NULL.
package gorm

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
)

// Dialect reads gorm tags. The naming strategy is the one that the module gives
// to GORM, if it stands there as a literal, and GORM's own otherwise.
var Dialect = New(Options{})

const ruleName = "naming rule of gorm"

// Options are the parts of GORM's NamingStrategy. What is set goes before what
// the module's code says.
type Options struct {
	TablePrefix   string
	SingularTable bool
	NoLowerCase   bool
}

// New is the dialect under a naming strategy.
func New(o Options) *gosrc.StructDialect {
	return &gosrc.StructDialect{
		Name:      "gorm",
		Tag:       "gorm",
		Says:      says,
		Libraries: []string{"gorm.io/", first},
		Rule:      ruleName,
		Binds:     true,
		Keyed:     func(p *gosrc.Program, s *gosrc.Struct) bool { return len(parse(p, s, Naming{}).primary) > 0 },
		TableName: func(modules gosrc.Survey, structName string) string {
			return o.in(modules).TableName(structName)
		},
		Related:   related,
		Lent:      lent,
		Resembles: resembles,
		Columns: func(d *gosrc.Draft) {
			d.Table.Binding.Writes = true
			columns(d, o.in(d.Survey))
		},
		Relate: o.relate,
	}
}

// first is GORM before its second version. What it reads is much the same; its
// options are not.
const first = "github.com/jinzhu/gorm"

// old reports whether the modules use GORM's first version and not the second.
func old(modules gosrc.Survey) bool {
	return modules.Imports(first) && !modules.Imports("gorm.io/gorm")
}

func says(tag string) bool {
	for option := range strings.SplitSeq(tag, ";") {
		if option = strings.TrimSpace(option); option != "" && !strings.HasPrefix(option, "-:") && option != "-" {
			return true
		}
	}
	return false
}

// in is the naming strategy with what the code of the modules says.
func (o Options) in(modules gosrc.Survey) Naming {
	n := Naming{TablePrefix: o.TablePrefix, SingularTable: o.SingularTable, NoLowerCase: o.NoLowerCase}
	if all := modules.Strategies(); alike(all) && o == (Options{}) {
		n.TablePrefix = all[0].Fields["TablePrefix"]
		n.SingularTable = all[0].Fields["SingularTable"] == "true"
		n.NoLowerCase = all[0].Fields["NoLowerCase"] == "true"
		n.Longest, _ = strconv.Atoi(all[0].Fields["IdentifierMaxLength"])
		n.Replacer = all[0].Replacer
	}
	return n
}

// alike reports whether there is one naming strategy, at one place or several.
func alike(all []gosrc.Strategy) bool {
	for _, s := range all {
		if s.Replacer != nil && len(all) > 1 || !maps.Equal(s.Fields, all[0].Fields) || !slices.Equal(s.Dynamic, all[0].Dynamic) {
			return false
		}
	}
	return len(all) > 0
}

// resembles reports whether a struct without tags looks like a model: GORM would
// accept every field, and one of them is an ID.
func resembles(p *gosrc.Program, s *gosrc.Struct) bool {
	if p.HasMethod(s.Type, "Scan", "Value", "UnmarshalJSON") || s.Name == "" || s.Name[0] < 'A' || s.Name[0] > 'Z' {
		return false
	}
	m := parse(p, s, Naming{})
	if len(m.primary) != 1 || len(m.columns()) < 2 {
		return false
	}
	for _, f := range m.fields {
		if f.role == refused || f.role == unclear {
			return false
		}
	}
	return true
}

// related returns the structs that the struct's relations lead to. A field that
// GORM finds no key for is no relation, however much it looks like one.
func related(p *gosrc.Program, s *gosrc.Struct) []*gosrc.Struct {
	var all []*gosrc.Struct
	m := parse(p, s, Naming{})
	for _, f := range m.fields {
		if f.role != relation || f.target == nil {
			continue
		}
		if f.declaresRelation() || resolve(m, parse(p, f.target, Naming{}), f) != nil {
			all = append(all, f.target)
		}
	}
	return all
}

// lent returns the structs that fields embed by the option embedded.
func lent(p *gosrc.Program, s *gosrc.Struct) []*gosrc.Struct {
	all := []*gosrc.Struct{s} // which may come to embed itself
	for at := 0; at < len(all); at++ {
		for _, f := range all[at].Fields {
			tag, _ := f.Tag.Lookup("gorm")
			inner := p.StructOf(f.Type)
			if inner != nil && !f.Embedded && parseSettings(tag, ";").has("EMBEDDED") && !slices.Contains(all, inner) {
				all = append(all, inner)
			}
		}
	}
	return all[1:]
}
