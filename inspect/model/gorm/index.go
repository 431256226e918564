package gorm

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// An indexed is an index on the way: its keys with their priorities.
type indexed struct {
	*schema.Index
	keys  []indexedKey
	where string
}

type indexedKey struct {
	schema.IndexKey
	priority int
}

// indexes adds the indexes of the options index and uniqueIndex. Fields that
// give the same name share one.
func (t *tabler) indexes() {
	var all []*indexed
	byName := map[string]*indexed{}
	for _, f := range t.mould.fields {
		if f.column == "" || f.set["INDEX"] == "" && f.set["UNIQUEINDEX"] == "" && f.set["UNIQUE_INDEX"] == "" {
			continue
		}
		tag, _ := f.Tag.Lookup("gorm")
		for option := range strings.SplitSeq(tag, ";") {
			kind, rest, _ := strings.Cut(option, ":")
			if kind = strings.TrimSpace(strings.ToUpper(kind)); kind == "UNIQUE_INDEX" && old(t.Survey) {
				kind = "UNIQUEINDEX"
			}
			if kind != "INDEX" && kind != "UNIQUEINDEX" {
				continue
			}
			name, rest, _ := strings.Cut(rest, ",")
			set := parseSettings(rest, ",")
			if name == "" {
				name = t.indexName(f, set)
			}
			idx := byName[name]
			if idx == nil {
				idx = &indexed{Index: &schema.Index{Name: name, Unique: schema.Is(false), Origin: f.Origin}}
				byName[name], all = idx, append(all, idx)
			}
			t.index(idx, f, kind == "UNIQUEINDEX", set)
		}
	}
	for _, idx := range all {
		slices.SortStableFunc(idx.keys, func(a, b indexedKey) int { return a.priority - b.priority })
		for _, k := range idx.keys {
			idx.Keys = append(idx.Keys, k.IndexKey)
		}
		idx.Where = schema.Is(idx.where)
		t.Table.Indexes = append(t.Table.Indexes, idx.Index)
	}
}

// indexName is the name of an index that is given none.
func (t *tabler) indexName(f *field, set settings) string {
	subject := f.Name
	if composite := set["COMPOSITE"]; composite != "" {
		subject = composite
	}
	return t.mould.naming.objectName("idx", t.Table.Name, t.mould.naming.name(subject))
}

// index adds what one field's option says to an index.
func (t *tabler) index(idx *indexed, f *field, unique bool, set settings) {
	class := strings.ToUpper(set["CLASS"])
	if unique || set["UNIQUE"] != "" || class == "UNIQUE" {
		idx.Unique = schema.Is(true)
	} else if class != "" {
		t.FieldGap(f.Field, "PostgreSQL has no "+strings.ToLower(class)+" indexes", "name a method with type:, such as type:gin")
	}
	if method := set["TYPE"]; method != "" && idx.Method.Silent() {
		idx.Method = schema.Is(lower(method))
	}
	if idx.where == "" {
		idx.where = set["WHERE"]
	}
	if strings.Contains(strings.ToUpper(set["OPTION"]), "NULLS NOT DISTINCT") {
		idx.NullsNotDistinct = schema.Is(true)
	}
	key := indexedKey{priority: 10}
	if n, err := strconv.Atoi(set["PRIORITY"]); err == nil {
		key.priority = n
	}
	if expr := set["EXPRESSION"]; expr != "" {
		expression(&key.IndexKey, expr)
	} else {
		key.Column = f.column
	}
	ordered(&key.IndexKey, set["SORT"])
	if collate := set["COLLATE"]; collate != "" {
		key.Collation = schema.Is(collation(collate))
	}
	idx.keys = append(idx.keys, key)
}

// expression reads what CREATE INDEX would take for a key: an expression or a
// column, then perhaps an operator class and an order.
func expression(key *schema.IndexKey, text string) {
	text = strings.TrimSpace(text)
	if m := keyOrder.FindStringIndex(text); m != nil {
		ordered(key, text[m[0]:])
		text = text[:m[0]]
	}
	if m := keyClass.FindStringSubmatchIndex(text); m != nil {
		key.Opclass = schema.Is(strings.ToLower(text[m[2]:m[3]]))
		text = text[:m[0]]
	}
	if text = strings.TrimSpace(text); columnName.MatchString(text) {
		key.Column = strings.ToLower(text)
	} else {
		key.Expr = text
	}
}

var (
	keyOrder   = regexp.MustCompile(`(?i)(\s+(asc|desc))(\s+nulls\s+(first|last))?$|\s+nulls\s+(first|last)$`)
	keyClass   = regexp.MustCompile(`(?i)\s+(\w+_ops)$`)
	columnName = regexp.MustCompile(`^[A-Za-z_]\w*$`)
)

// ordered reads an order: desc, asc nulls first.
func ordered(key *schema.IndexKey, text string) {
	words := strings.Fields(strings.ToLower(text))
	for i, word := range words {
		switch word {
		case "desc", "asc":
			key.Desc = schema.Is(word == "desc")
		case "nulls":
			if i+1 < len(words) {
				key.NullsFirst = schema.Is(words[i+1] == "first")
			}
		}
	}
}

var constraintName = regexp.MustCompile(`^[\w-]+$`)

// check adds the constraint of the option check: a condition, after its name
// and a comma or without.
func (t *tabler) check(f *field) {
	text := f.set["CHECK"]
	if text == "" || text == "CHECK" {
		return
	}
	name, condition, several := strings.Cut(text, ",")
	switch {
	case several && constraintName.MatchString(name):
	case several && name == "":
		name = t.mould.naming.objectName("chk", t.Table.Name, f.column)
	default:
		name, condition = t.mould.naming.objectName("chk", t.Table.Name, f.column), text
	}
	t.Table.Checks = append(t.Table.Checks, &schema.Check{
		Name: name, Expr: strings.TrimSpace(condition), Origin: f.Origin,
	})
}
