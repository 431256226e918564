// Package xorm reads Go structs as XORM does: xorm tags, the mapper that the
// program sets, and fields that extend others.
//
// What it says: tables and columns; types where a tag names one, as XORM spells
// it for PostgreSQL; NOT NULL where a tag says so or the column is the key;
// defaults, primary keys, indexes and unique indexes. Two mappers are told from
// the default by their names in the code: GonicMapper and SameMapper, and the
// prefix of NewPrefixMapper is read where it stands there as a string.
package xorm

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
)

// Dialect reads xorm tags.
var Dialect = &gosrc.StructDialect{
	Name:      "xorm",
	Tag:       "xorm",
	Says:      func(tag string) bool { tag = strings.TrimSpace(tag); return tag != "" && tag != "-" },
	Libraries: []string{"xorm.io/", "github.com/go-xorm/"},
	Rule:      "naming rule of xorm",
	TableName: tableName,
	Binds:     true,
	Queried:   true,
	Keyed:     func(p *gosrc.Program, s *gosrc.Struct) bool { return parse(p, s, snake).keyed() },
	Lent:      lent,
	Columns:   columns,
}

func tableName(modules gosrc.Survey, structName string) string {
	name := mapper(modules)(structName)
	if prefixes, _ := modules.Setting("NewPrefixMapper"); len(prefixes) == 1 {
		name = prefixes[0] + name
	}
	if suffixes, _ := modules.Setting("NewSuffixMapper"); len(suffixes) == 1 {
		name += suffixes[0]
	}
	return name
}

// mapper is how names become those of columns.
func mapper(modules gosrc.Survey) func(string) string {
	if _, ok := modules.Setting("GonicMapper"); ok {
		return gonic
	}
	if _, ok := modules.Setting("SameMapper"); ok {
		return func(name string) string { return name }
	}
	return snake
}

// lent returns the structs whose fields others extend.
func lent(p *gosrc.Program, s *gosrc.Struct) []*gosrc.Struct {
	var all []*gosrc.Struct
	for _, f := range s.Fields {
		tag, _ := f.Tag.Lookup("xorm")
		for _, w := range split(tag) {
			if inner := p.StructOf(f.Type); inner != nil && inner != s && strings.EqualFold(w.name, "extends") {
				all = append(all, inner)
			}
		}
	}
	return all
}

// snake puts an underscore before every capital but the first.
func snake(name string) string {
	b := make([]byte, 0, len(name)+5)
	for i := range len(name) {
		c := name[i]
		if c >= 'A' && c <= 'Z' {
			if i > 0 {
				b = append(b, '_')
			}
			c += 'a' - 'A'
		}
		b = append(b, c)
	}
	return string(b)
}

// gonic keeps capitals that follow each other together, as in words that are
// initials: the last of them begins the next word.
func gonic(name string) string {
	isUpper := func(r rune) bool { return r >= 'A' && r <= 'Z' }
	var b []rune
	for i, r := range name {
		if isUpper(r) && i > 0 && !isUpper(b[len(b)-1]) {
			b = append(b, '_')
		}
		if n := len(b); !isUpper(r) && i > 1 && isUpper(b[n-1]) && isUpper(b[n-2]) {
			b = append(b, b[n-1])
			b[n-1] = '_'
		}
		b = append(b, r)
	}
	return strings.ToLower(string(b))
}
