package gostruct

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A columnKey is a tag key that names the column of a field.
type columnKey struct {
	// read is the column that a value names; "" for none.
	read func(value string) string
	// write spells the name; it fails for a name that the key cannot hold.
	write func(column string) (string, error)
}

var columnKeys = map[string]columnKey{
	"db":     {beforeComma, dottedName},
	"boil":   {beforeComma, commaName},
	"reform": {beforeComma, commaName},
	"bun":    {beforeOption, ormName},
	"pg":     {beforeOption, ormName},
	"gorm": {
		func(v string) string { return optionValue(splitOptions(v, ';'), "column") },
		func(c string) (string, error) {
			if c == "" || strings.HasSuffix(c, `\`) {
				return "", fmt.Errorf("a gorm tag cannot hold the name %q", c)
			}
			return strings.ReplaceAll(c, ";", `\;`), nil
		},
	},
	"xorm": {
		func(v string) string {
			_, after, _ := strings.Cut(v, "'")
			name, _, _ := strings.Cut(after, "'")
			return name
		},
		func(c string) (string, error) {
			if strings.ContainsAny(c, `'`) {
				return "", fmt.Errorf("an xorm tag cannot hold the name %q", c)
			}
			return "'" + c + "'", nil
		},
	},
	"orm": {
		func(v string) string {
			_, after, _ := strings.Cut(v, "column(")
			name, _, _ := strings.Cut(after, ")")
			return name
		},
		func(c string) (string, error) {
			if strings.ContainsAny(c, "();") {
				return "", fmt.Errorf("an orm tag cannot hold the name %q", c)
			}
			return "column(" + c + ")", nil
		},
	},
}

// columnNames are the keys of columnKeys, sorted.
var columnNames = slices.Sorted(maps.Keys(columnKeys))

// dialectKeys are the keys by which the dialects that have one name a column.
var dialectKeys = map[string]string{
	"db": "db", "sqlx": "db", "pgx": "db", "scany": "db", "pop": "db",
	"gorm": "gorm", "bun": "bun", "go-pg": "pg", "pg": "pg", "xorm": "xorm",
	"beego": "orm", "reform": "reform", "boil": "boil", "sqlboiler": "boil",
}

func beforeComma(value string) string {
	name, _, _ := strings.Cut(value, ",")
	if name == "-" {
		return ""
	}
	return name
}

// beforeOption is beforeComma where the name may be missing: "rel:has-one".
func beforeOption(value string) string {
	if name := beforeComma(value); !strings.Contains(name, ":") {
		return name
	}
	return ""
}

func commaName(column string) (string, error) {
	if column == "" || column == "-" || strings.Contains(column, ",") {
		return "", fmt.Errorf("a tag cannot hold the name %q", column)
	}
	return column, nil
}

// dottedName is commaName where a dot reaches into another struct, and quotes and
// the like are signs of an expression.
func dottedName(column string) (string, error) {
	if strings.ContainsAny(column, ".()'\"`;") || column == "*" {
		return "", fmt.Errorf("a db tag cannot hold the name %q", column)
	}
	return commaName(column)
}

func ormName(column string) (string, error) {
	if column == "" || column == "-" || strings.ContainsAny(column, `,:;'()\`) {
		return "", fmt.Errorf("a tag cannot hold the name %q", column)
	}
	return column, nil
}

// tagColumn is the column that a tag names; "" for none.
func tagColumn(t tag) string {
	for _, part := range t.parts {
		if k, ok := columnKeys[part.key]; ok {
			if c := k.read(part.value); c != "" {
				return c
			}
		}
	}
	return ""
}

// An option is one part of the value of a tag of gorm, bun or go-pg.
type option struct{ key, value string }

// name is the key in the one spelling that options are compared by.
func (o option) name() string {
	return strings.ToLower(strings.NewReplacer(" ", "", "_", "").Replace(o.key))
}

// splitOptions splits as gorm does, at every semicolon that no backslash stands
// before, or as bun does, at commas outside quotes and parentheses.
func splitOptions(value string, sep byte) []option {
	var all []option
	depth, quoted, start := 0, false, 0
	cut := func(end int) {
		text := strings.TrimSpace(value[start:end])
		if text == "" {
			return
		}
		key, v, _ := strings.Cut(text, ":")
		all = append(all, option{strings.TrimSpace(key), strings.TrimSpace(v)})
	}
	for i := range len(value) {
		switch c := value[i]; {
		case c == '\'' && sep == ',':
			quoted = !quoted
		case quoted:
		case c == '(' && sep == ',':
			depth++
		case c == ')' && sep == ',':
			depth--
		case c == sep && depth <= 0 && (i == 0 || value[i-1] != '\\'):
			cut(i)
			start = i + 1
		}
	}
	cut(len(value))
	return all
}

func optionValue(options []option, name string) string {
	for _, o := range options {
		if o.name() == name {
			return strings.ReplaceAll(o.value, `\;`, ";")
		}
	}
	return ""
}
