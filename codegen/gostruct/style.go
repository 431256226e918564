package gostruct

import (
	"fmt"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A tagStyle is how the fields of a struct are tagged.
type tagStyle struct {
	siblings []use // those with tags
	bare     []use // those without
	dialect  string
	keys     []string // the usual keys, in their order
	named    map[string]casing
	taken    map[string]map[string]bool // names that a key has given out
}

// A newField is a field that is to be written.
type newField struct {
	column *schema.Column
	live   schema.Type
	name   string
	typ    string // canonical
	form   form
	secret bool
}

func (n newField) notNull() bool   { return n.column.NotNull.Or(false) }
func (n newField) computed() bool  { return n.column.Generated.Or(schema.Generated{}).Expr != "" }
func (n newField) sequenced() bool { return sequenced(n.column) }

func sequenced(c *schema.Column) bool {
	return c.Identity.Or(schema.IdentityNone) != schema.IdentityNone ||
		strings.HasPrefix(strings.ToLower(c.Default.Or("")), "nextval(")
}

// tagsOf finds the style of a struct from its own columns; where it has none,
// from those that stand in for them.
func tagsOf(own, others []use, all []*field, dialect string) *tagStyle {
	s := &tagStyle{dialect: dialect, named: map[string]casing{}, taken: map[string]map[string]bool{}}
	if len(own) == 0 {
		own = others
	}
	for _, u := range own {
		if len(u.tag.parts) > 0 {
			s.siblings = append(s.siblings, u)
		} else {
			s.bare = append(s.bare, u)
		}
	}
	for _, f := range all {
		for _, part := range f.tag.parts {
			if name, _, _ := strings.Cut(part.value, ","); name != "" && name != "-" {
				s.take(part.key, name)
			}
		}
	}
	s.findKeys()
	return s
}

func (s *tagStyle) take(key, name string) {
	if s.taken[key] == nil {
		s.taken[key] = map[string]bool{}
	}
	s.taken[key][name] = true
}

// findKeys keeps the keys that at least half of the siblings have and that name
// the field in a way that can be told.
func (s *tagStyle) findKeys() {
	counts := map[string]int{}
	samples := map[string][]sample{}
	var order []string
	for _, u := range s.siblings {
		for _, part := range u.tag.parts {
			if counts[part.key]++; counts[part.key] == 1 {
				order = append(order, part.key)
			}
			if name, _, _ := strings.Cut(part.value, ","); name != "" && name != "-" {
				samples[part.key] = append(samples[part.key], sample{u.column, u.name, name})
			}
		}
	}
	for _, key := range order {
		if _, ok := columnKeys[key]; !ok {
			if s.named[key] = casingOf(samples[key]); s.named[key] == nil {
				delete(s.named, key)
				continue
			}
		}
		if counts[key]*2 >= len(s.siblings) {
			s.keys = append(s.keys, key)
		}
	}
}

// hidden are the keys whose "-" keeps a field out of what is sent to others.
var hidden = []string{"json", "xml", "yaml", "toml", "msgpack"}

// tag makes the tag of a new field; nil for none.
func (s *tagStyle) tag(n newField) ([]tagPart, error) {
	keys := slices.Clone(s.keys)
	if n.secret && s.named["json"] != nil && !slices.Contains(keys, "json") {
		keys = append(keys, "json")
	}
	if key := dialectKeys[s.dialect]; key != "" && !slices.ContainsFunc(keys, isColumnKey) && s.implied(s.dialect, n.name) != n.column.Name {
		keys = append([]string{key}, keys...)
	}
	s.arrange(keys)
	var parts []tagPart
	for _, key := range keys {
		value, err := s.value(key, n)
		if err != nil {
			return nil, err
		}
		if value != "" {
			parts = append(parts, tagPart{key: key, value: value})
		}
	}
	if s.dialect == "pop" && n.computed() {
		parts = append(parts, tagPart{key: "rw", value: "r"})
	}
	return parts, nil
}

func isColumnKey(key string) bool {
	_, ok := columnKeys[key]
	return ok
}

// arrange orders the keys as the sibling does that has most of them.
func (s *tagStyle) arrange(keys []string) {
	most := 0
	var order []string
	for _, u := range s.siblings {
		var have []string
		for _, part := range u.tag.parts {
			if slices.Contains(keys, part.key) {
				have = append(have, part.key)
			}
		}
		if len(have) > most {
			most, order = len(have), have
		}
	}
	rank := func(key string) int {
		if i := slices.Index(order, key); i >= 0 {
			return i
		}
		return len(order)
	}
	slices.SortStableFunc(keys, func(a, b string) int { return rank(a) - rank(b) })
}

// implied is the column that a field without a tag stands for.
func (s *tagStyle) implied(dialect, name string) string {
	switch dialect {
	case "gorm":
		return gormName(name)
	case "bun", "go-pg", "pg":
		return bunName(name)
	case "xorm", "beego":
		return underscore(name)
	case "db", "sqlx", "pgx", "scany":
		// The rule is set in the program: it is what explains the bare siblings.
		for _, rule := range []func(string) string{strings.ToLower, underscore} {
			explains := len(s.bare) > 0
			for _, u := range s.bare {
				explains = explains && rule(u.name) == u.column
			}
			if explains {
				return rule(name)
			}
		}
	}
	return ""
}

// value makes the value of one key.
func (s *tagStyle) value(key string, n newField) (string, error) {
	switch key {
	case "gorm", "bun", "pg":
		return s.optionTag(key, n)
	}
	if k, ok := columnKeys[key]; ok {
		v, err := k.write(n.column.Name)
		if err == nil && key == "orm" && !n.notNull() {
			v += ";null"
		}
		return v, err
	}
	if n.secret && slices.Contains(hidden, key) {
		return "-", nil
	}
	name := n.column.Name
	if !plainName(name) {
		name = underscore(n.name)
	}
	value := s.named[key](name, n.name)
	if s.taken[key][value] {
		value = s.named[key](underscore(n.name), n.name)
	}
	for try, i := value, 2; s.taken[key][value]; i++ {
		value = fmt.Sprintf("%s%d", try, i)
	}
	s.take(key, value)
	for _, opt := range []string{"omitempty", "omitzero"} {
		if s.usual(key, opt, n.form) {
			value += "," + opt
		}
	}
	return value, nil
}

// plainName reports that the name can stand in any tag.
func plainName(name string) bool {
	for i := range len(name) {
		c := name[i]
		if c != '_' && c != '-' && (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
			return false
		}
	}
	return name != "" && name != "-"
}

// usual reports whether most fields of the same form have the option; if there
// are none of the form, most of those that can be null as the new one can.
func (s *tagStyle) usual(key, opt string, f form) bool {
	for _, alike := range []func(form) bool{
		func(o form) bool { return o == f },
		func(o form) bool { return (o == plain) == (f == plain) },
	} {
		have, all := 0, 0
		for _, u := range s.siblings {
			value, ok := u.tag.get(key)
			if !ok || value == "-" || !alike(formOf(u.typ)) {
				continue
			}
			all++
			if slices.Contains(strings.Split(value, ",")[1:], opt) {
				have++
			}
		}
		if all > 0 {
			return have*2 > all
		}
	}
	return false
}

// columnsOf are the places at which the keys begin in the tags of a block that
// is lined up by hand; nil if it is not. The block is given by its tags.
func columnsOf(block []tag, parts []tagPart) []int {
	for _, t := range block {
		if !strings.Contains(t.text, "  ") || len(t.parts) != len(parts) {
			continue
		}
		columns := make([]int, len(parts))
		for i, part := range t.parts {
			if part.key != parts[i].key {
				columns = nil
				break
			}
			columns[i] = part.column
		}
		if columns != nil {
			return columns
		}
	}
	return nil
}
