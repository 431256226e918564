package gostruct

import (
	"fmt"
	"go/ast"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/equal"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// retype gives the field a type that holds its column. Where the field stands in
// a struct that several tables share, the type must do for all of them.
func (r *repairer) retype(sh *sheet, f *field, wishes []*wish, note string) {
	w := wishes[0]
	refuse := func(reason, hint string) {
		for _, w := range wishes {
			r.refuseWish(w, reason, hint)
		}
	}
	fill := &filler{repairer: r, job: sh.job(f.decl), decl: f.decl, pkg: sh.pkg, im: sh.im}
	fill.prepare(w.pair, w.model)
	n, err := r.newType(fill, f, wishes)
	if err != nil {
		refuse(err.reason, err.hint)
		return
	}
	if n.canonical != "" {
		if hidden := fill.hidden(n.canonical); hidden != "" {
			refuse(fmt.Sprintf("the name %s means something else in package %s", hidden, f.decl.src.file.Name.Name), w.hint)
			return
		}
	}
	for _, other := range r.sharers(f) {
		if reason := r.opposes(n, other, wishes); reason != "" {
			refuse(reason, "give the tables fields of their own")
			return
		}
	}
	v := sh.revise(f)
	was, _ := v.parts()
	text := n.text
	if text == "" {
		text = spell(n.canonical, func(importPath string) string { return sh.im.qualify(importPath, fill.params) })
	}
	if text == was {
		refuse("no other type is known for it", w.hint)
		return
	}
	v.types[f.name] = text
	if where := r.uses(f, 3); note == "" && len(where) > 0 {
		note = "look at " + places(where)
	}
	sh.altered(f, Alteration{Object: w.x.Object, Was: was, Is: text, Note: note})
}

// A newType is a type for a field that has another one.
type newType struct {
	canonical string // empty where it is not understood
	text      string // where the old one is kept but for its place for NULL
	host      *schema.Host
	nullable  bool
}

// newType changes of the old type only what the wishes demand.
func (r *repairer) newType(fill *filler, f *field, wishes []*wish) (newType, *typeError) {
	w := wishes[0]
	has := func(p ...diff.Property) bool {
		return slices.ContainsFunc(wishes, func(w *wish) bool { return slices.Contains(p, w.x.Property) })
	}
	live := w.live.Type.Or(schema.Type{})
	base, old := unwrap(f.typ)
	n := newType{nullable: old != ""}
	switch {
	case has(diff.HostNeeded):
		n.nullable = false
	case has(diff.HostNull, diff.NotNull), has(diff.HostType) && w.own.Host != nil && w.own.Host.Null == schema.NullHeld && !r.notNull(w.live):
		n.nullable = true
	}
	was := f.decl.src.text[f.decl.src.offset(f.node.Type.Pos()):f.decl.src.offset(f.node.Type.End())]
	chosen, pgtypeName, err := fill.chooser.base(live, w.live)
	wrapper := old
	if wrapper == "" {
		wrapper = fill.chooser.wrapper()
	}
	switch {
	case has(diff.HostType):
		if err != nil {
			return n, err
		}
		base = chosen
	case f.typ == "" || n.nullable && wrapper == "*" && plainPointer(base):
		star, isPointer := f.node.Type.(*ast.StarExpr)
		switch {
		case n.nullable && !isPointer:
			n.text = "*" + string(was)
		case !n.nullable && isPointer:
			n.text = string(f.decl.src.text[f.decl.src.offset(star.X.Pos()):f.decl.src.offset(star.X.End())])
		default:
			return n, &typeError{"its type is not understood", w.hint}
		}
	case !n.nullable && old == "*":
		star := f.node.Type.(*ast.StarExpr)
		n.text = string(f.decl.src.text[f.decl.src.offset(star.X.Pos()):f.decl.src.offset(star.X.End())])
	}
	if n.canonical = base; n.nullable {
		n.canonical = wrap(base, pgtypeName, wrapper, fill.chooser.rows)
	}
	if n.text != "" && f.typ == "" {
		n.canonical = ""
	}
	if n.canonical == f.typ && n.text == "" && f.typ != "" {
		return n, &typeError{"no type is known that is better for " + live.String() + " than " + string(was), w.hint}
	}
	n.host = r.hostOf(fill.pkg, n.canonical, w.own.Host)
	if worse(r.holds(n.host, live), r.holds(w.own.Host, live)) || has(diff.HostType) && r.holds(n.host, live) > equal.Lossless {
		return n, &typeError{"no type is known that loses nothing of " + live.String(), w.hint}
	}
	return n, nil
}

// plainPointer reports that a pointer to the type is what stands for NULL.
func plainPointer(base string) bool {
	return base != "" && formOf(base) == plain && !isPgtype(pathOf(base))
}

func (r *repairer) holds(h *schema.Host, t schema.Type) equal.Grade {
	return equal.Holds(h, t, r.env).Grade
}

// worse reports that a grade is known and worse than the other.
func worse(a, b equal.Grade) bool { return a > equal.Lossless && a > b }

// hostOf is a type as a comparison will see it, filled by what fills the old one.
func (r *repairer) hostOf(p *pkg, canonical string, old *schema.Host) *schema.Host {
	h := &schema.Host{Language: "go", Type: canonical, Spelled: canonical}
	if old != nil {
		h.Reader = old.Reader
	}
	if base, w := unwrap(canonical); w != "" && !valued[strings.TrimPrefix(canonical, pgtypePath+".")] {
		h.Type, h.Wrapper = base, string(w)
		if isPgtype(string(w)) {
			h.Wrapper = canonical
		}
	}
	for range 8 {
		name, ok := strings.CutPrefix(h.Type, ".")
		if !ok {
			break
		}
		d := p.types[name]
		if d == nil || p.methods[name]["Scan"] || d.spec.TypeParams != nil {
			h.Type, h.Scans = "", true
			break
		}
		h.Type = p.canonical(d.src, d.spec.Type, nil)
	}
	if h.Type == "byte" {
		h.Type = "uint8"
	}
	return h
}

// A sharer is a column that a field holds.
type sharer struct {
	pair  *diff.TablePair
	model *schema.Table
	own   *schema.Column
	live  *schema.Column
}

// sharers are all the columns that the field holds, of whatever table.
func (r *repairer) sharers(f *field) []sharer {
	places := f.places()
	var all []sharer
	for _, pair := range r.diff.Tables {
		if pair.Live == nil {
			continue
		}
		for _, m := range pair.Declared {
			for _, c := range m.Columns {
				if !slices.Contains(places[:], placeOf(c.Origin)) {
					continue
				}
				if live := pair.Live.Column(c.Name); live != nil {
					all = append(all, sharer{pair, m, c, live})
				}
			}
		}
	}
	return all
}

// opposes says why the type will not do for one of the columns that the field
// holds; empty if it will.
func (r *repairer) opposes(n newType, s sharer, wishes []*wish) string {
	if slices.ContainsFunc(wishes, func(w *wish) bool { return w.pair == s.pair && w.live == s.live }) {
		return ""
	}
	name := schema.QuoteIdent(s.pair.Ref.Name) + "." + schema.QuoteIdent(s.live.Name)
	notNull := r.notNull(s.live)
	live := s.live.Type.Or(schema.Type{})
	switch {
	case n.host != nil && worse(r.holds(n.host, live), r.holds(s.own.Host, live)):
		return fmt.Sprintf("the field is also that of %s, of type %s", name, live)
	case !notNull && !n.nullable && formOf(n.canonical) == plain && s.own.Host != nil && s.own.Host.Null == schema.NullHeld:
		return fmt.Sprintf("the field is also that of %s, which may be NULL", name)
	case notNull && n.nullable && s.own.Host != nil && s.own.Host.Wrapper == "" && s.live.Default.Or("") == "" && !sequenced(s.live):
		return fmt.Sprintf("the field is also that of %s, which may not be NULL", name)
	}
	return ""
}

// notNull reports that the column or its domain refuses NULL.
func (r *repairer) notNull(c *schema.Column) bool {
	if c.NotNull.Or(false) {
		return true
	}
	d, ok := (&chooser{live: r.diff.Live}).domain(c.Type.Or(schema.Type{}))
	return ok && d.NotNull.Or(false)
}
