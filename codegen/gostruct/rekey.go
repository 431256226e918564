package gostruct

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// keyed is a difference about a key, an index or a check of one model.
type keyed struct {
	wish  *wish
	model *schema.Table
	names map[string]string // in the database, by the declared ones
}

// declared are the columns that the model says it is made of.
func (k *keyed) declared() []string {
	switch x := k.wish.x.DeclaredObject.(type) {
	case *schema.PrimaryKey:
		return x.Columns
	case *schema.Unique:
		return x.Columns
	case *schema.Index:
		var all []string
		for _, key := range x.Keys {
			all = append(all, key.Column)
		}
		return all
	}
	return nil
}

// now are columns under the names that they have in the database.
func (k *keyed) now(declared []string) []string {
	var all []string
	for _, c := range declared {
		if name := k.names[c]; name != "" {
			all = append(all, name)
		}
	}
	return all
}

// renamedOnly reports that what the database lacks is there once columns are
// called as it calls them.
func (k *keyed) renamedOnly() bool {
	declared := k.declared()
	now := k.now(declared)
	if k.wish.x.Property != diff.Absent || len(now) != len(declared) || slices.Equal(now, declared) {
		return false
	}
	live := k.wish.pair.Live
	same := func(columns []string) bool {
		return slices.Equal(slices.Sorted(slices.Values(columns)), slices.Sorted(slices.Values(now)))
	}
	if live.PrimaryKey != nil && same(live.PrimaryKey.Columns) || slices.ContainsFunc(live.Uniques, func(u *schema.Unique) bool { return same(u.Columns) }) {
		return true
	}
	columns := func(x *schema.Index) []string {
		return (&keyed{wish: &wish{x: &diff.Difference{DeclaredObject: x}}}).declared()
	}
	own, _ := k.wish.x.DeclaredObject.(*schema.Index)
	alone := !slices.ContainsFunc(k.model.Indexes, func(x *schema.Index) bool { return own != nil && x != own && same(k.now(columns(x))) })
	return slices.ContainsFunc(live.Indexes, func(x *schema.Index) bool {
		return same(columns(x)) && (alone || own != nil && x.Name == own.Name)
	})
}

// change is what becomes of the tag of one of the model's columns; nil for
// nothing.
func (k *keyed) change(column string) func(*tagEditor) *typeError {
	x, live := k.wish.x, k.names[column]
	if live == "" {
		live = column // of a field that is new
	}
	switch x.Object.Kind {
	case schema.KindPrimaryKey:
		if key := k.wish.pair.Live.PrimaryKey; x.Property == diff.Columns && k.model.PrimaryKey != nil && key != nil {
			return membership(k.now(k.model.PrimaryKey.Columns), key.Columns, live, changeKey)
		}
	case schema.KindUnique:
		u, _ := x.DeclaredObject.(*schema.Unique)
		to, _ := x.LiveObject.(*schema.Unique)
		switch {
		case u == nil || x.Property == diff.Nulls:
		case x.Property == diff.Absent && slices.Contains(u.Columns, column):
			return func(e *tagEditor) *typeError { return changeUnique(e, u, false) }
		case to != nil:
			return membership(k.now(u.Columns), to.Columns, live, func(e *tagEditor, add bool) *typeError { return changeUnique(e, u, add) })
		}
	case schema.KindIndex:
		from, _ := x.DeclaredObject.(*schema.Index)
		to, _ := x.LiveObject.(*schema.Index)
		if from != nil && (indexed(from, column) || to != nil && indexed(to, live)) {
			return func(e *tagEditor) *typeError { return changeIndex(e, from, to, live) }
		}
	case schema.KindCheck:
		c, _ := x.DeclaredObject.(*schema.Check)
		if own := k.model.Column(column); c != nil && own != nil && x.Property == diff.Absent && c.Origin == own.Origin {
			return func(e *tagEditor) *typeError {
				if o, ok := e.find("check", nil); ok {
					return e.drop(o)
				}
				return e.cannot()
			}
		}
	}
	return nil
}

// membership is a change for a column that belongs to one list and not to the
// other.
func membership(declared, live []string, column string, change func(*tagEditor, bool) *typeError) func(*tagEditor) *typeError {
	is, shall := slices.Contains(declared, column), slices.Contains(live, column)
	if is == shall {
		return nil
	}
	return func(e *tagEditor) *typeError { return change(e, shall) }
}

// changeKey makes the field one of the key, or none.
func changeKey(e *tagEditor, add bool) *typeError {
	if add {
		if e.sep == ';' {
			return e.add("primarykey", "primaryKey", "")
		}
		return e.add("pk", "pk", "")
	}
	for _, name := range []string{"primarykey", "pk"} {
		if o, ok := e.find(name, nil); ok {
			return e.drop(o)
		}
	}
	return e.cannot()
}

// changeUnique makes the field one of the constraint, or none.
func changeUnique(e *tagEditor, u *schema.Unique, add bool) *typeError {
	if add {
		if e.sep == ';' || u.Name == "" {
			return e.cannot()
		}
		return e.add("unique", "unique", u.Name)
	}
	fits := func(o option) bool { return e.sep == ';' || o.value == u.Name }
	o, ok := e.find("unique", fits)
	if !ok {
		return e.cannot()
	}
	return e.drop(o)
}

func indexed(x *schema.Index, column string) bool {
	return slices.ContainsFunc(x.Keys, func(k schema.IndexKey) bool { return k.Column == column })
}

// changeIndex brings what one field says of an index to what the index is.
func changeIndex(e *tagEditor, x, live *schema.Index, column string) *typeError {
	if e.key != "gorm" {
		return e.cannot()
	}
	o, ok := optionSpan{}, false
	for _, name := range []string{"index", "uniqueindex"} {
		for _, exact := range []bool{true, false} {
			if !ok {
				o, ok = e.find(name, func(o option) bool {
					name, rest, _ := strings.Cut(o.value, ",")
					if exact {
						return name == x.Name
					}
					return name == "" && (len(x.Keys) == 1) != strings.Contains(strings.ToLower(rest), "composite")
				})
			}
		}
	}
	for _, part := range strings.Split(o.value, ",")[min(1, len(o.value)):] {
		key, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(part)), ":")
		if !slices.Contains([]string{"unique", "priority", "sort", "type", "composite", ""}, key) {
			return e.cannot()
		}
	}
	if live == nil || !indexed(live, column) {
		if !ok {
			return e.cannot()
		}
		return e.drop(o)
	}
	text := gormIndex(live, column)
	if text == "" {
		return e.cannot()
	}
	// The name is the code's own, which no difference is about.
	kind, rest, _ := strings.Cut(text, ":")
	_, options, more := strings.Cut(rest, ",")
	name := x.Name
	if ok {
		name, _, _ = strings.Cut(o.value, ",")
		if strings.Contains(strings.ToLower(o.value), "composite") {
			name = x.Name
		}
	}
	text = kind
	if name != "" || more {
		text += ":" + name
	}
	if more {
		text += "," + options
	}
	if !ok {
		return e.add("index "+x.Name, text, "")
	}
	return e.replace(o, text)
}
