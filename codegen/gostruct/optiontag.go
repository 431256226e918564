package gostruct

import (
	"regexp"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// optionRank is the order of options where the siblings show none.
var optionRank = []string{"->", "column", "scanonly", "type", "array", "autoincrement", "notnull", "default", "nullzero"}

// optionTag makes the value of a tag of gorm, bun or go-pg: the column, and what
// at least half of the siblings say that this can be said of as well.
func (s *tagStyle) optionTag(key string, n newField) (string, error) {
	sep := byte(',')
	if key == "gorm" {
		sep = ';'
	}
	column, err := columnKeys[key].write(n.column.Name)
	if err != nil {
		return "", err
	}
	o := &optionStyle{sep: sep}
	for _, u := range s.siblings {
		if v, ok := u.tag.get(key); ok {
			o.siblings = append(o.siblings, optioned{u, splitOptions(v, sep)})
		}
	}
	name := ""
	if key == "gorm" {
		if o.usual("column", all) || s.implied(key, n.name) != n.column.Name {
			o.add("column", "column", column)
		}
		if n.computed() {
			o.add("->", "->", "")
		}
	} else {
		if slices.ContainsFunc(s.siblings, func(u use) bool { v, _ := u.tag.get(key); return beforeOption(v) != "" }) || s.implied(key, n.name) != n.column.Name {
			name = column
		}
		if n.computed() && key == "bun" {
			o.add("scanonly", "scanonly", "")
		}
		if n.live.Array {
			o.add("array", "array", "")
		}
	}
	o.facts(n)
	return o.join(name), nil
}

// An optioned is a sibling with its options.
type optioned struct {
	use
	options []option
}

func (o optioned) option(name string) (option, bool) {
	i := slices.IndexFunc(o.options, func(x option) bool { return x.name() == name })
	if i < 0 {
		return option{}, false
	}
	return o.options[i], true
}

// An optionStyle collects the options of one new tag.
type optionStyle struct {
	sep      byte
	siblings []optioned
	names    []string // of the options that were added
	texts    map[string]string
}

func all(use) bool { return true }

// usual reports whether at least half of the siblings that qualify have the
// option.
func (o *optionStyle) usual(name string, qualifies func(use) bool) bool {
	have, total := 0, 0
	for _, x := range o.siblings {
		if !qualifies(x.use) {
			continue
		}
		total++
		if _, ok := x.option(name); ok {
			have++
		}
	}
	return total > 0 && have*2 >= total
}

// add adds an option, with its key spelled as a sibling does.
func (o *optionStyle) add(name, key, value string) {
	for _, x := range o.siblings {
		if opt, ok := x.option(name); ok {
			key = opt.key
			break
		}
	}
	if value != "" {
		key += ":" + value
	}
	if o.texts == nil {
		o.texts = map[string]string{}
	}
	o.names = append(o.names, name)
	o.texts[name] = key
}

// facts adds what the column's definition says.
func (o *optionStyle) facts(n newField) {
	alike := func(u use) bool { return u.liveType().Bare() == n.live.Bare() }
	if o.usual("type", all) || o.usual("type", alike) {
		if spelled := o.typeName(n.live); spelled != "" {
			o.add("type", "type", spelled)
		}
	}
	if n.sequenced() {
		if o.sep == ';' || o.usual("autoincrement", func(u use) bool { return u.live != nil && sequenced(u.live) }) {
			o.add("autoincrement", "autoIncrement", "")
		}
	}
	strict := func(u use) bool { return u.live != nil && u.live.NotNull.Or(false) }
	if n.notNull() && o.usual("notnull", strict) {
		key := "notnull"
		if o.sep == ';' {
			key = "not null"
		}
		o.add("notnull", key, "")
	}
	if !n.notNull() && o.usual("nullzero", use.nullable) {
		o.add("nullzero", "nullzero", "")
	}
	if expr := n.column.Default.Or(""); expr != "" && !n.sequenced() && !n.computed() {
		defaulted := func(u use) bool { return u.live != nil && u.live.Default.Or("") != "" }
		if value, ok := o.defaultValue(expr, n); ok && o.usual("default", defaulted) {
			o.add("default", "default", value)
		}
	}
}

// join puts the options in the order of the sibling that has most of them.
func (o *optionStyle) join(name string) string {
	order := optionRank
	most := 0
	for _, x := range o.siblings {
		n := 0
		var names []string
		for _, opt := range x.options {
			names = append(names, opt.name())
			if slices.Contains(o.names, opt.name()) {
				n++
			}
		}
		if n > most {
			most, order = n, names
		}
	}
	rank := func(name string) int {
		if i := slices.Index(order, name); i >= 0 {
			return i
		}
		return len(order) + slices.Index(optionRank, name)
	}
	slices.SortStableFunc(o.names, func(a, b string) int { return rank(a) - rank(b) })
	var texts []string
	if o.sep == ',' {
		texts = append(texts, name)
	}
	for _, n := range o.names {
		texts = append(texts, o.texts[n])
	}
	return strings.Join(texts, string(o.sep))
}

// typeName spells the type as a sibling of exactly that type does, else as SQL
// commonly does. It is empty where the tag could not hold it.
func (o *optionStyle) typeName(t schema.Type) string {
	for _, x := range o.siblings {
		if opt, ok := x.option("type"); ok && opt.value != "" && x.liveType() == t && x.agrees(t) {
			return opt.value
		}
	}
	if t.Schema == "public" {
		t.Schema = "" // where unqualified names are looked for
	}
	spelled := t.String()
	if short, ok := shortNames[t.Name]; ok && (t.Schema == "" || t.Schema == "pg_catalog") {
		spelled = short
		if t.Args != "" {
			spelled += "(" + t.Args + ")"
		}
		if t.Array {
			spelled += "[]"
		}
	}
	if strings.ContainsAny(spelled, ";:'\"\\`") || strings.Contains(spelled, ",") && o.sep == ',' && !strings.Contains(spelled, "(") {
		return ""
	}
	return spelled
}

// shortNames are common spellings that are shorter than the standard's.
var shortNames = map[string]string{"varchar": "varchar", "bpchar": "char", "timestamptz": "timestamptz", "timestamp": "timestamp", "time": "time", "timetz": "timetz"}

// plainDefault matches the expressions that can stand in a tag: a number, a word,
// a call without arguments, a simple string; each with a cast that repeats the
// column's type.
var plainDefault = regexp.MustCompile(`^(?:'([A-Za-z0-9_ {}\[\]./@+-]*)'|([-+]?[0-9]+(?:\.[0-9]+)?|true|false|[A-Za-z_][A-Za-z0-9_]*(?:\(\))?))(?:::[A-Za-z0-9_ ".(),\[\]]+)?$`)

// defaultValue spells a default expression for the tag.
func (o *optionStyle) defaultValue(expr string, n newField) (string, bool) {
	m := plainDefault.FindStringSubmatch(expr)
	if m == nil || strings.EqualFold(m[2], "null") {
		return "", false
	}
	if m[2] != "" {
		return m[2], true
	}
	base, _ := unwrap(n.typ)
	number := slices.Contains([]string{"int16", "int32", "int64", "int", "float32", "float64", "bool"}, base)
	if number && m[1] != "" {
		return m[1], true // '-1'::integer
	}
	// gorm puts the quotes around the default of a string itself.
	if o.sep == ';' && m[1] != "" && !strings.ContainsAny(m[1], " {}[]") && isText(base) && !o.quotes() {
		return m[1], true
	}
	return "'" + m[1] + "'", true
}

// quotes reports whether siblings write the quotes around the defaults of
// strings.
func (o *optionStyle) quotes() bool {
	for _, x := range o.siblings {
		base, _ := unwrap(x.typ)
		if opt, ok := x.option("default"); ok && isText(base) {
			return strings.HasPrefix(opt.value, "'")
		}
	}
	return false
}

// isText reports that gorm takes the type for a string. Named types of the
// package mostly are enumerations.
func isText(base string) bool { return base == "string" || strings.HasPrefix(base, ".") }
