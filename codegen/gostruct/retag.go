package gostruct

import (
	"fmt"
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
