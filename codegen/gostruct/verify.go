package gostruct

import (
	"bytes"
	"go/ast"
	"go/token"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// verify looks at the result with other eyes: it must be Go, everything outside
// the repaired structs and the imports must be as it was, and formatting must
// have moved nothing but space. It also finds the places of the new fields.
func verify(src *source, rough, result []byte, sh *sheet) error {
	damage := func(reason string) error { return &DamageError{src.path, reason} }
	repaired := newSource(src.path, result)
	before := newSource(src.path, src.text)
	if repaired.err != nil {
		return damage("it is no Go: " + syntaxReason(repaired.err))
	}
	names := maps.Clone(sh.open)
	for _, j := range sh.jobs {
		names[j.decl.spec.Name.Name] = true
	}
	have, _ := repaired.outside(names)
	want, _ := before.outside(names)
	if len(repaired.file.Imports) == 0 && len(before.file.Imports) > 0 {
		have, want = joined(have), joined(want) // what stood before and behind them
	}
	if len(have) != len(want) {
		return damage("declarations have come or gone")
	}
	for i := range have {
		if !bytes.Equal(bytes.TrimSpace(have[i]), bytes.TrimSpace(want[i])) && !bytes.Equal(dense(have[i]), dense(want[i])) {
			return damage("more than the struct and the imports would change")
		}
	}
	loose := newSource(src.path, rough)
	if loose.err != nil {
		return damage("it is no Go: " + syntaxReason(loose.err))
	}
	_, a := repaired.outside(names)
	_, b := loose.outside(names)
	if len(a) != len(b) {
		return damage("formatting changes more than space")
	}
	for i := range a {
		if !sameLines(a[i], b[i]) {
			return damage("formatting changes more than space")
		}
	}
	if err := repaired.locate(sh.jobs); err != nil {
		return err
	}
	for _, v := range sh.revisions {
		if name := v.unmet(repaired); name != "" {
			return damage("the field " + name + " is not what it should be")
		}
	}
	return nil
}

// unmet is a field of the line whose type or tag is not the new one; empty if
// all are.
func (v *revision) unmet(s *source) string {
	p := newPkg()
	p.declare(s)
	t := p.types[v.decl.spec.Name.Name]
	if t == nil {
		return v.decl.spec.Name.Name
	}
	p.resolve(t)
	for _, id := range v.node.Names {
		f := t.field(id.Name)
		if f == nil {
			return id.Name
		}
		wantType, wantTag := v.of(id.Name)
		typ, tag := (&revision{decl: t, node: f.node}).parts()
		if tag != wantTag || !bytes.Equal(dense([]byte(typ)), dense([]byte(wantType))) {
			return id.Name
		}
	}
	return ""
}

// field is the field of that name; nil if there is none.
func (t *typeDecl) field(name string) *field {
	i := slices.IndexFunc(t.fields, func(f *field) bool { return f.name == name })
	if i < 0 {
		return nil
	}
	return t.fields[i]
}

// joined is the list with its first two texts as one.
func joined(texts [][]byte) [][]byte {
	return append([][]byte{slices.Concat(texts[0], texts[1])}, texts[2:]...)
}

// outside cuts the text into what lies outside the imports and the declarations
// of those names, and what lies inside.
func (s *source) outside(names map[string]bool) (out, in [][]byte) {
	start := 0
	cut := func(from, to token.Pos) {
		out = append(out, s.text[start:s.offset(from)])
		in = append(in, s.text[s.offset(from):s.offset(to)])
		start = s.offset(to)
	}
	from, to := s.file.Name.End(), s.file.Name.End()
	for _, d := range s.file.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.IMPORT {
			if to == s.file.Name.End() {
				from = g.Pos()
			}
			at, _ := after(s.text, s.offset(g.End())) // with the comment behind it
			to = s.token.Pos(at)
		}
	}
	if from == to { // there are none yet
		at, _ := after(s.text, s.offset(from))
		from = s.token.Pos(at)
		to = from
	}
	cut(from, to)
	for _, d := range s.file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Body != nil && names[funcName(d)] {
				cut(d.Body.Pos(), d.Body.End())
			}
		case *ast.GenDecl:
			if d.Tok != token.TYPE {
				if names[groupName(d)] {
					cut(d.Pos(), d.End())
				}
				continue
			}
			for _, spec := range d.Specs {
				t := spec.(*ast.TypeSpec)
				if body, ok := t.Type.(*ast.StructType); ok && names[t.Name.Name] {
					cut(body.Pos(), body.End())
				}
			}
		}
	}
	return append(out, s.text[start:]), in
}

// dense is the text without space, and without what stands for a new line.
func dense(text []byte) []byte {
	return bytes.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == ';' {
			return -1
		}
		return r
	}, text)
}

// sameLines reports that two texts are the same but for space and the order of
// lines; gofmt sorts imports.
func sameLines(a, b []byte) bool {
	sort := func(text []byte) string {
		lines := strings.Split(string(bytes.ReplaceAll(text, []byte(";"), []byte("\n"))), "\n")
		for i := range lines {
			lines[i] = string(dense([]byte(lines[i])))
		}
		lines = slices.DeleteFunc(lines, func(l string) bool { return l == "" })
		slices.Sort(lines)
		return strings.Join(lines, "\n")
	}
	return sort(a) == sort(b) || bytes.Equal(dense(a), dense(b))
}

// locate enters where the new fields stand.
func (s *source) locate(jobs []*job) error {
	p := newPkg()
	p.declare(s)
	for _, t := range p.decls {
		p.resolve(t)
	}
	for _, j := range jobs {
		decl := p.types[j.decl.spec.Name.Name]
		if decl == nil || len(decl.fields) != len(j.decl.fields)+len(j.additions)-j.removed {
			return &DamageError{s.path, "the struct " + j.decl.spec.Name.Name + " does not have the fields that it should"}
		}
		for i, x := range j.altered {
			if f := decl.field(x.Field); f != nil {
				at := s.at(f.pos())
				j.altered[i].Origin = schema.At(s.path, at.Line, at.Column, f.symbol())
			}
		}
		for i := range j.changes {
			n := slices.IndexFunc(decl.fields, func(f *field) bool { return f.name == j.changes[i].Field })
			if n < 0 {
				return &DamageError{s.path, "the field " + j.changes[i].Field + " is missing"}
			}
			at := s.at(decl.fields[n].pos())
			o := j.changes[i].Origin
			j.changes[i].Origin = schema.At(o.File(), at.Line, at.Column, o.Symbol())
		}
	}
	return nil
}
