package gostruct

import (
	"fmt"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/model"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// optionKeys are the tag keys of libraries whose tags describe columns in
// options that are understood here.
var optionKeys = map[string]byte{"gorm": ';', "bun": ',', "pg": ','}

// retag makes one change to the options in a field's tag.
func (r *repairer) retag(sh *sheet, f *field, w *wish, note string) {
	key := dialectKeys[w.model.Binding.Dialect]
	sep, ok := optionKeys[key]
	if w.change == nil || !ok {
		r.refuseWish(w, "a repair does not change it", w.hint)
		return
	}
	// Asked for, so that a refusal leaves no trace.
	was := ""
	if v := sh.revisions[f.node]; v != nil {
		_, was = v.of(f.name)
	} else if f.node.Tag != nil {
		was = f.node.Tag.Value
	}
	e := &tagEditor{literal: was, key: key, sep: sep, field: f, wish: w}
	e.siblings = optionsOf(f.decl, key, sep)
	if err := w.change(e); w.quiet && (err != nil || e.literal == was) {
		return
	} else if err != nil {
		r.refuseWish(w, err.reason, err.hint)
		return
	}
	if e.literal == was {
		if v := sh.revisions[f.node]; v != nil && v.tags[f.name] != "" {
			return // one change has settled several differences
		}
		r.refuseWish(w, fmt.Sprintf("the tag of %s does not say it in a way that is understood", f.symbol()), w.hint)
		return
	}
	sh.revise(f).tags[f.name] = e.literal
	sh.altered(f, Alteration{Object: w.x.Object, Was: was, Is: e.literal, Note: note})
}

// A tagEditor changes the options of one key of a tag, and nothing else of it.
type tagEditor struct {
	literal  string // as the file spells it; empty for no tag
	key      string
	sep      byte
	field    *field
	wish     *wish
	siblings []option // of all fields of the struct
}

// optionsOf are the options that the fields of a struct have.
func optionsOf(t *typeDecl, key string, sep byte) []option {
	var all []option
	for _, f := range t.fields {
		if v, ok := f.tag.get(key); ok {
			all = append(all, splitOptions(v, sep)...)
		}
	}
	return all
}

func (e *tagEditor) value() string {
	v, _ := parseTag(e.literal).get(e.key)
	return v
}

// write puts another value behind the key.
func (e *tagEditor) write(value string) *typeError {
	no := &typeError{fmt.Sprintf("the tag of %s is spelled in a way that is not understood", e.field.symbol()), e.wish.hint}
	t := parseTag(e.literal)
	old, has := t.get(e.key)
	part := literal([]tagPart{{key: e.key, value: value}}, nil)
	switch {
	case !has && e.literal == "":
		e.literal = part
		return nil
	case !strings.HasPrefix(part, "`") || !t.raw:
		return no
	case !has:
		e.literal = strings.TrimSuffix(e.literal, "`") + " " + part[1:]
		return nil
	}
	was := literal([]tagPart{{key: e.key, value: old}}, nil)
	if !strings.HasPrefix(was, "`") {
		return no
	}
	was, now := strings.Trim(was, "`"), strings.Trim(part, "`")
	if value == "" { // a key that says nothing any more
		now = ""
	}
	at := strings.Index(e.literal, was)
	if at < 1 || strings.Count(e.literal, was) != 1 {
		return no
	}
	before, behind := e.literal[:at], e.literal[at+len(was):]
	if now == "" {
		if behind = strings.TrimLeft(behind, " "); behind == "`" {
			before = strings.TrimRight(before, " ")
		}
		if e.literal = before + behind; e.literal == "``" {
			e.literal = ""
		}
		return nil
	}
	e.literal = before + now + behind
	return nil
}

// An optionSpan is an option and where it stands in the value.
type optionSpan struct {
	option
	start, end int
}

// spans are the options of the value. In a list that begins with the column's
// name, that is none.
func (e *tagEditor) spans() []optionSpan {
	value := e.value()
	var all []optionSpan
	start := 0
	for _, text := range cutOptions(value, e.sep) {
		end := start + len(text)
		key, v, _ := strings.Cut(text, ":")
		o := optionSpan{option{strings.TrimSpace(key), strings.TrimSpace(v)}, start, end}
		named := e.sep == ',' && start == 0 && !strings.Contains(text, ":")
		if o.key != "" && !named {
			all = append(all, o)
		}
		start = end + 1
	}
	return all
}

// cutOptions cuts a value where splitOptions does, and keeps every byte.
func cutOptions(value string, sep byte) []string {
	var all []string
	depth, quoted, start := 0, false, 0
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
			all = append(all, value[start:i])
			start = i + 1
		}
	}
	return append(all, value[start:])
}

// find is the first option of that name, and that fits.
func (e *tagEditor) find(name string, fits func(option) bool) (optionSpan, bool) {
	for _, o := range e.spans() {
		if o.name() == name && (fits == nil || fits(o.option)) {
			return o, true
		}
	}
	return optionSpan{}, false
}

// drop takes an option away, with its separator.
func (e *tagEditor) drop(o optionSpan) *typeError {
	v := e.value()
	switch {
	case o.end < len(v) && o.start == 0:
		v = v[:o.start] + strings.TrimLeft(v[o.end+1:], " ")
		if e.sep == ',' {
			v = "," + v // the empty name of the column
		}
	case o.start > 0:
		v = v[:o.start-1] + v[o.end:]
	default:
		v = ""
	}
	return e.write(v)
}

// replace gives an option another text.
func (e *tagEditor) replace(o optionSpan, text string) *typeError {
	v := e.value()
	old := v[o.start:o.end]
	space := old[:len(old)-len(strings.TrimLeft(old, " "))]
	return e.write(v[:o.start] + space + text + v[o.end:])
}

// add adds an option behind the others, its key spelled as other fields spell it.
func (e *tagEditor) add(name, key, value string) *typeError {
	for _, o := range e.siblings {
		if o.name() == name {
			key = o.key
			break
		}
	}
	if value != "" {
		key += ":" + value
	}
	v := e.value()
	switch {
	case v == "" && e.sep == ',':
		v = "," + key
	case v == "":
		v = key
	case strings.HasSuffix(v, string(e.sep)) && e.sep == ';':
		v += key + ";"
	default:
		v += string(e.sep) + key
	}
	return e.write(v)
}

// tagChange is what a difference of a column does to the tag of its field; nil
// for nothing that is understood.
func (r *repairer) tagChange(w *wish) func(*tagEditor) *typeError {
	if w.live == nil {
		return nil
	}
	switch w.x.Property {
	case diff.Type, diff.UnknownType:
		return changeType
	case diff.NotNull:
		if !w.live.NotNull.Or(false) {
			return dropNotNull
		}
	case diff.Default:
		return r.changeDefault
	case diff.HostWrites:
		return changeWrites
	case diff.Comment:
		return changeComment
	}
	return nil
}

func (e *tagEditor) cannot() *typeError {
	return &typeError{fmt.Sprintf("the tag of %s could not hold it", e.field.symbol()), e.wish.hint}
}

// changeType names the column's type in the tag: in the option that names it
// already, be it a size.
func changeType(e *tagEditor) *typeError {
	live := e.wish.live.Type.Or(schema.Type{})
	size, sized := e.find("size", nil)
	if o, ok := e.find("type", nil); ok {
		old, rest, err := model.CutType(o.value)
		switch {
		case sized && e.sep == ';' && err == nil && strings.EqualFold(o.value, "string") && live.Name == "varchar" && isDigits(live.Args):
			return e.replace(size, size.key+":"+live.Args)
		case err == nil && old.Name == live.Name && old.Schema == live.Schema && old.Array == live.Array && old.Args != "" && live.Args != "" &&
			strings.Count(o.value, "("+old.Args+")") == 1:
			return e.replace(o, o.key+":"+strings.Replace(o.value, "("+old.Args+")", "("+live.Args+")", 1))
		}
		spelled := tagType(live, e.sep)
		if spelled == "" {
			return e.cannot()
		}
		if err == nil && rest != "" {
			spelled += " " + rest
		}
		if o.value != "" && o.value == strings.ToUpper(o.value) && strings.ToLower(o.value) != o.value && !strings.Contains(spelled, `"`) {
			spelled = strings.ToUpper(spelled)
		}
		return e.replace(o, o.key+":"+spelled)
	}
	if e.sep == ';' {
		precision, hasPrecision := e.find("precision", nil)
		switch p, s, _ := strings.Cut(live.Args, ","); {
		case sized && live.Name == "varchar" && isDigits(live.Args):
			return e.replace(size, size.key+":"+live.Args)
		case sized && live.Name == "text":
			return e.drop(size)
		case hasPrecision && live.Name == "numeric" && isDigits(p):
			if err := e.replace(precision, precision.key+":"+p); err != nil {
				return err
			}
			scale, has := e.find("scale", nil)
			switch {
			case has && s != "":
				return e.replace(scale, scale.key+":"+s)
			case has:
				return e.drop(scale)
			case s != "" && s != "0":
				return e.add("scale", "scale", s)
			}
			return nil
		case hasPrecision && (live.Name == "timestamptz" || live.Name == "numeric") && live.Args == "":
			if err := e.drop(precision); err != nil {
				return err
			}
			if scale, has := e.find("scale", nil); has {
				return e.drop(scale)
			}
			return nil
		case hasPrecision && live.Name == "timestamptz":
			return e.replace(precision, precision.key+":"+live.Args)
		case sized:
			if err := e.drop(size); err != nil {
				return err
			}
		}
	}
	spelled := tagType(live, e.sep)
	if spelled == "" {
		return e.cannot()
	}
	return e.add("type", "type", spelled)
}

// changeSize keeps a size that gorm takes for that of the column's type.
func changeSize(e *tagEditor) *typeError {
	live := e.wish.live.Type.Or(schema.Type{})
	_, named := e.find("type", nil)
	if o, ok := e.find("size", nil); ok && !named && live.Name == "varchar" && isDigits(live.Args) {
		return e.replace(o, o.key+":"+live.Args)
	}
	return nil
}

// dropNotNull takes away what forbids NULL.
func dropNotNull(e *tagEditor) *typeError {
	if o, ok := e.find("notnull", nil); ok {
		return e.drop(o)
	}
	if o, ok := e.find("type", nil); ok {
		if i := strings.Index(strings.ToLower(o.value), " not null"); i >= 0 {
			return e.replace(o, o.key+":"+o.value[:i]+o.value[i+len(" not null"):])
		}
	}
	return &typeError{fmt.Sprintf("the tag of %s says that it is a key", e.field.symbol()), e.wish.hint}
}

// changeDefault gives the tag the default that the column has.
func (r *repairer) changeDefault(e *tagEditor) *typeError {
	o, ok := e.find("default", nil)
	expr := e.wish.live.Default.Or("")
	if d, has := (&chooser{live: r.diff.Live}).domain(e.wish.live.Type.Or(schema.Type{})); expr == "" && has {
		expr = d.Default.Or("")
	}
	switch {
	case !ok:
		return e.cannot()
	case expr == "":
		return e.drop(o)
	}
	style := &optionStyle{sep: e.sep}
	n := newField{column: e.wish.live, typ: e.field.typ, live: e.wish.live.Type.Or(schema.Type{})}
	if strings.HasPrefix(o.value, "'") {
		style.siblings = []optioned{{use{field: &field{typ: "string"}}, []option{{"default", "'"}}}}
	}
	value, ok := style.defaultValue(expr, n)
	if !ok || strings.Contains(value, string(e.sep)) && e.sep == ';' {
		return e.cannot()
	}
	return e.replace(o, o.key+":"+value)
}

// changeWrites keeps the library from writing what the database computes.
func changeWrites(e *tagEditor) *typeError {
	switch e.key {
	case "gorm":
		for _, o := range e.spans() {
			if strings.HasPrefix(o.key, "<-") || strings.HasPrefix(o.key, "->") {
				return e.cannot()
			}
		}
		return e.add("->", "->", "")
	case "bun":
		return e.add("scanonly", "scanonly", "")
	}
	return e.cannot()
}

// changeComment gives gorm the comment that the column has.
func changeComment(e *tagEditor) *typeError {
	o, ok := e.find("comment", nil)
	comment := e.wish.live.Comment.Or("")
	switch {
	case !ok || e.sep != ';' || strings.ContainsAny(comment, ";:\"'`\\\n\r\t"):
		return e.cannot()
	case comment == "":
		return e.drop(o)
	}
	return e.replace(o, o.key+":"+comment)
}

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
