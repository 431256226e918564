// Package beego reads Go structs as Beego's ORM does: orm tags, its naming rule,
// embedded structs and relations.
//
// What it says: tables and columns, those of rel(fk) and rel(one) among them;
// types where a tag has type(), size(), digits() or db_type(); primary keys;
// unique constraints and indexes, those of the methods TableUnique and
// TableIndex aside. A tag without null claims nothing of NULL, nor does any tag
// claim a foreign key: Beego makes none. The tables between models of rel(m2m)
// are not read.
package beego

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
)

// Dialect reads orm tags.
var Dialect = &gosrc.StructDialect{
	Name:      "beego",
	Tag:       "orm",
	Says:      func(tag string) bool { o := parseTag(tag); return len(o.set) > 0 && !o.set["-"] },
	Libraries: []string{"github.com/beego/beego/v2/", "github.com/beego/beego/", "github.com/astaxie/beego/"},
	Rule:      "naming rule of beego",
	TableName: func(modules gosrc.Survey, structName string) string {
		name := snake(structName)
		if prefixes, _ := modules.Setting("RegisterModelWithPrefix"); len(prefixes) == 1 {
			name = prefixes[0] + name
		}
		return name
	},
	Binds:   true,
	Queried: true,
	Keyed:   func(p *gosrc.Program, s *gosrc.Struct) bool { return parse(p, s).key != nil },
	Related: related,
	Columns: columns,
}

// related returns the structs that the struct's relations lead to.
func related(p *gosrc.Program, s *gosrc.Struct) []*gosrc.Struct {
	var all []*gosrc.Struct
	for _, f := range parse(p, s).fields {
		if f.options.value["rel"] == "" && f.options.value["reverse"] == "" {
			continue
		}
		if target := f.target(p); target != nil {
			all = append(all, target)
		}
	}
	return all
}

// snake puts an underscore before every capital but the first.
func snake(name string) string {
	var b strings.Builder
	begun := false
	for i := range len(name) {
		c := name[i]
		if c >= 'A' && c <= 'Z' && i > 0 && begun {
			b.WriteByte('_')
		}
		begun = begun || c != '_'
		b.WriteByte(c)
	}
	return strings.ToLower(b.String())
}

// options are those of a tag: words, and words with a value in parentheses.
type options struct {
	set     map[string]bool
	value   map[string]string
	unknown []string
}

// words are the options that stand alone, valued those with a value.
var (
	words  = []string{"-", "null", "index", "unique", "pk", "auto", "auto_now", "auto_now_add"}
	valued = []string{
		"size", "column", "default", "rel", "reverse", "rel_table", "rel_through", "digits", "decimals", "on_delete",
		"type", "description", "precision", "db_type",
	}
)

func parseTag(tag string) options {
	o := options{set: map[string]bool{}, value: map[string]string{}}
	for part := range strings.SplitSeq(tag, ";") {
		part = strings.TrimSpace(part)
		lower := strings.ToLower(part)
		open := strings.Index(part, "(")
		switch {
		case part == "":
		case has(words, lower):
			o.set[lower] = true
		case open > 0 && strings.Index(part, ")") == len(part)-1 && has(valued, lower[:open]):
			o.set[lower[:open]], o.value[lower[:open]] = true, part[open+1:len(part)-1]
		default:
			o.unknown = append(o.unknown, part)
		}
	}
	return o
}

func has(list []string, s string) bool {
	for _, one := range list {
		if one == s {
			return true
		}
	}
	return false
}
