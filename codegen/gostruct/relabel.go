package gostruct

import (
	"fmt"
	"go/ast"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// label gives a type constants for labels that the database has and it lacks,
// and adds them to the lists of the package that have all the others.
func (r *repairer) label(w *wish) {
	refuse := func(reason, hint string) { r.refuseWish(w, reason, hint) }
	if reason, hint := r.unalterable(w); reason != "" {
		refuse(reason, hint)
		return
	}
	structName, _, _ := cutLast(w.own.Origin.Symbol(), ".")
	decl, p, reason, hint := r.open(schema.At(w.own.Origin.File(), 0, 0, structName))
	if reason != "" {
		refuse(reason, hint)
		return
	}
	f := decl.at(w.own.Origin)
	if f == nil {
		refuse("its field is no longer there", "compare again; the file has changed since it was read")
		return
	}
	base, _ := unwrap(strings.TrimPrefix(f.typ, "[]"))
	importPath, name := cutName(strings.TrimPrefix(base, "[]"))
	if importPath != "" {
		p = r.packages.imported(path.Dir(decl.src.path), importPath)
	}
	if p == nil || p.types[name] == nil {
		refuse(fmt.Sprintf("the type of %s is declared outside of the module", f.symbol()), w.hint)
		return
	}
	key := path.Dir(p.types[name].src.path) + " " + name
	e := r.enums[key]
	if e == nil {
		e = enumOf(p, name)
		r.enums[key] = e
	}
	switch {
	case e.last == nil:
		refuse("the constants of "+name+" are not written as a group", w.hint)
		return
	case ast.IsGenerated(e.src.file):
		g := generatorOf(e.src.file)
		refuse(generated(e.src.path, g), regenerate(g))
		return
	}
	for _, label := range r.liveLabels(w) {
		if slices.Contains(e.labels, label) || slices.Contains(e.more, label) {
			continue
		}
		constant := e.nameFor(label)
		if constant == "" {
			refuse(fmt.Sprintf("no name is found for a constant that is %q", label), w.hint)
			continue
		}
		p.names[constant] = true
		e.more = append(e.more, label)
		sh := r.sheet(e.src, p)
		is := e.add(sh, constant, label)
		places := r.extend(e, constant)
		note := ""
		if n := len(places); n > 0 {
			note = "it is in " + strings.Join(places, ", ") + " as well"
		}
		sh.extended = append(sh.extended, Alteration{
			Object: w.x.Object, Constant: true, Struct: name, Field: constant, Is: is, Note: note, Origin: schema.At(e.src.path, 0, 0, constant),
		})
	}
}

// liveLabels are the only values that the column takes.
func (r *repairer) liveLabels(w *wish) []string {
	if w.live == nil {
		return nil
	}
	if e := r.env.Enum(w.live.Type.Or(schema.Type{}).Elem()); e != nil {
		return e.Labels
	}
	for _, c := range w.pair.Live.Checks {
		if column, labels, ok := listed(c.Expr); ok && column == w.live.Name {
			return labels
		}
	}
	return nil
}

// A goEnum is a string type and its constants.
type goEnum struct {
	pkg    *pkg
	name   string
	src    *source // of the group that gets more
	group  *ast.GenDecl
	last   *ast.ValueSpec
	consts []string // their names
	labels []string
	more   []string // labels that were added
	form   constForm
}

// A constForm is how constants of a type are named.
type constForm struct {
	before, behind string
	spell          int
}

// spellings make the part of a constant's name that says its label.
var spellings = []func(label string) string{
	func(l string) string { return camel(words(l), false) },
	func(l string) string { return camel(words(l), true) },
	func(l string) string { return strings.ToUpper(strings.Join(words(l), "_")) },
	func(l string) string { return strings.Join(words(l), "_") },
	func(l string) string { return lowerFirst(camel(words(l), false)) },
}

// enumOf finds the constants of a type; last is nil where they form no group.
func enumOf(p *pkg, name string) *goEnum {
	e := &goEnum{pkg: p, name: name}
	most := 0
	for _, s := range p.files {
		if conditional(s) {
			continue
		}
		for _, d := range s.file.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok {
				continue
			}
			n := 0
			var last *ast.ValueSpec
			for _, spec := range g.Specs {
				v, ok := spec.(*ast.ValueSpec)
				if !ok {
					continue
				}
				for i, label := range constLabels(g.Tok, v, name) {
					if label != nil {
						e.consts, e.labels = append(e.consts, v.Names[i].Name), append(e.labels, *label)
						n, last = n+1, v
					}
				}
			}
			if n > most && g.Lparen.IsValid() {
				most, e.src, e.group, e.last = n, s, g, last
			}
		}
	}
	e.findForm()
	return e
}

// findForm finds what most of the names have in common.
func (e *goEnum) findForm() {
	counts := map[constForm]int{}
	for i, name := range e.consts {
		seen := map[constForm]bool{}
		for n, spell := range spellings {
			word := spell(e.labels[i])
			if word == "" || word == e.labels[i] && n > 0 && spellings[0](e.labels[i]) == word {
				continue
			}
			at := strings.Index(name, word)
			if at < 0 {
				continue
			}
			seen[constForm{name[:at], name[at+len(word):], n}] = true
		}
		for form := range seen {
			counts[form]++
		}
	}
	best := 0
	for form, n := range counts {
		if n > best || n == best && (form.spell < e.form.spell || form.spell == e.form.spell && form.before < e.form.before) {
			best, e.form = n, form
		}
	}
	if best*2 <= len(e.consts) {
		e.form = constForm{before: e.name}
	}
}

// nameFor is a name for the constant of a label; empty if there is none.
func (e *goEnum) nameFor(label string) string {
	word := spellings[e.form.spell](label)
	if label == "" {
		word = "Empty"
	}
	name := e.form.before + word + e.form.behind
	if word == "" || !isIdentifier(name) || e.pkg.names[name] {
		return ""
	}
	return name
}

// add writes the constant behind the last of its group, in the form of that.
func (e *goEnum) add(sh *sheet, name, label string) string {
	value := strconv.Quote(label)
	text := name + " " + e.name + " = " + value
	if e.last.Type == nil { // RoleOwner = Role("owner")
		text = name + " = " + e.name + "(" + value + ")"
	}
	src := e.src
	at, whole := after(src.text, src.offset(e.last.End()))
	line := "; " + text
	if whole {
		line = indent(src.text, src.offset(e.last.Pos())) + text + "\n"
	} else {
		at = src.offset(e.last.End())
	}
	sh.edits = append(sh.edits, edit{at: at, text: line})
	sh.open[groupName(e.group)] = true
	return text
}

// extend adds the constant to every list of the package that has all the others,
// and returns what these lists belong to.
func (r *repairer) extend(e *goEnum, constant string) (places []string) {
	if len(e.consts) < 2 {
		return nil
	}
	for _, s := range e.pkg.files {
		for _, d := range s.file.Decls {
			owner, open := "", ""
			switch d := d.(type) {
			case *ast.FuncDecl:
				owner, open = d.Name.Name, funcName(d)
			case *ast.GenDecl:
				if len(d.Specs) == 0 {
					continue
				}
				v, ok := d.Specs[0].(*ast.ValueSpec)
				if !ok || d == e.group {
					continue
				}
				owner, open = v.Names[0].Name, groupName(d)
			}
			var edits []edit
			ast.Inspect(d, func(n ast.Node) bool {
				if l := e.list(s, n); l != nil {
					edits = append(edits, l.insert(s, constant))
				}
				return true
			})
			if len(edits) == 0 || ast.IsGenerated(s.file) {
				continue
			}
			sh := r.sheet(s, e.pkg)
			sh.edits = append(sh.edits, edits...)
			sh.open[open] = true
			places = append(places, owner)
		}
	}
	return places
}

// A constList is a list that all constants of a type stand in.
type constList struct {
	last   ast.Expr // of them
	behind string   // what follows each
	before string   // what stands before each, in a chain of comparisons
}

// list looks at one node of the code.
func (e *goEnum) list(s *source, n ast.Node) *constList {
	text := func(n ast.Node) string { return string(s.text[s.offset(n.Pos()):s.offset(n.End())]) }
	var items []ast.Expr
	l := &constList{}
	switch n := n.(type) {
	case *ast.CaseClause:
		items = n.List
	case *ast.CompositeLit:
		for _, x := range n.Elts {
			if kv, ok := x.(*ast.KeyValueExpr); ok {
				value := ": " + text(kv.Value)
				if l.behind != "" && l.behind != value {
					return nil // each has a value of its own
				}
				l.behind = value
				items = append(items, kv.Key)
				if id, ok := kv.Key.(*ast.Ident); ok && slices.Contains(e.consts, id.Name) {
					l.last = kv
				}
				continue
			}
			items = append(items, x)
		}
	case *ast.BinaryExpr:
		operand := ""
		for _, x := range chain(n) {
			b, ok := x.(*ast.BinaryExpr)
			if !ok || b.Op.String() != "==" || operand != "" && text(b.X) != operand {
				return nil
			}
			operand = text(b.X)
			items = append(items, b.Y)
			l.last = b
		}
		l.before = " || " + operand + " == "
	}
	have := map[string]bool{}
	for _, x := range items {
		if id, ok := x.(*ast.Ident); ok {
			have[id.Name] = true
			if slices.Contains(e.consts, id.Name) && l.behind == "" && l.before == "" {
				l.last = id
			}
		}
	}
	for _, c := range e.consts {
		if !have[c] {
			return nil
		}
	}
	return l
}

// chain are the operands of a || b || c; nil for anything else.
func chain(b *ast.BinaryExpr) []ast.Expr {
	if b.Op.String() != "||" {
		return nil
	}
	if left, ok := b.X.(*ast.BinaryExpr); ok && left.Op.String() == "||" {
		return append(chain(left), b.Y)
	}
	return []ast.Expr{b.X, b.Y}
}

// insert adds the constant behind the last, on a line of its own if that has one.
func (l *constList) insert(s *source, constant string) edit {
	at := s.offset(l.last.End())
	if l.before != "" {
		return edit{at: at, text: l.before + constant}
	}
	start, own := lineStart(s.text, s.offset(l.last.Pos()))
	if own && at < len(s.text) && s.text[at] == ',' {
		if next, whole := after(s.text, at+1); whole {
			return edit{at: next, text: string(s.text[start:s.offset(l.last.Pos())]) + constant + l.behind + ",\n"}
		}
	}
	if own {
		return edit{at: at, text: ",\n" + string(s.text[start:s.offset(l.last.Pos())]) + constant + l.behind}
	}
	return edit{at: at, text: ", " + constant + l.behind}
}

// groupName identifies a group of constants or variables by the first of them.
func groupName(d *ast.GenDecl) string {
	if len(d.Specs) > 0 {
		if v, ok := d.Specs[0].(*ast.ValueSpec); ok {
			return d.Tok.String() + " " + v.Names[0].Name
		}
	}
	return ""
}

// funcName identifies a function or method.
func funcName(d *ast.FuncDecl) string {
	name := "func " + d.Name.Name
	if d.Recv != nil {
		name += " of " + receiver(d)
	}
	return name
}
