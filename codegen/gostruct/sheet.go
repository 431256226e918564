package gostruct

import (
	"go/ast"
	"maps"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/codegen"
)

// A sheet is one file that is being repaired.
type sheet struct {
	src       *source
	pkg       *pkg
	im        *importer
	jobs      []*job
	edits     []edit
	slots     []func() []edit // of new fields, whose tags are settled at last
	revisions map[*ast.Field]*revision
	// open are declarations besides the structs that may change: the first name
	// of a group of constants or variables, the name of a function.
	open     map[string]bool
	extended []Alteration // types that got constants
}

// sheet returns the one sheet of the file.
func (r *repairer) sheet(s *source, p *pkg) *sheet {
	sh := r.sheets[s.path]
	if sh == nil {
		sh = &sheet{src: s, pkg: p, im: &importer{src: s, pkg: p}, revisions: map[*ast.Field]*revision{}, open: map[string]bool{}}
		r.sheets[s.path] = sh
	}
	return sh
}

// job returns what is done to one struct of the file.
func (sh *sheet) job(decl *typeDecl) *job {
	for _, j := range sh.jobs {
		if j.decl == decl {
			return j
		}
	}
	j := &job{decl: decl}
	sh.jobs = append(sh.jobs, j)
	return j
}

// revise returns the revision of the field's line.
func (sh *sheet) revise(f *field) *revision {
	v := sh.revisions[f.node]
	if v == nil {
		v = &revision{decl: f.decl, node: f.node, types: map[string]string{}, tags: map[string]string{}}
		sh.revisions[f.node] = v
		sh.job(f.decl)
	}
	return v
}

// finish makes the files of all sheets.
func (r *repairer) finish() error {
	for _, name := range slices.Sorted(maps.Keys(r.sheets)) {
		sh := r.sheets[name]
		for _, s := range sh.slots {
			sh.edits = append(sh.edits, s()...)
		}
		for _, j := range sh.jobs {
			for i, a := range j.made {
				if a.tag != nil {
					j.changes[i].Tag = literal(a.tag, nil)
				}
			}
		}
		for _, v := range sh.revisions {
			sh.edits = append(sh.edits, v.edits(tidy(sh.src.text))...)
		}
		if len(sh.edits) == 0 {
			continue
		}
		f, err := sh.file()
		if err != nil {
			return err
		}
		r.plan.Files = append(r.plan.Files, f)
		for _, j := range sh.jobs {
			r.plan.Added = append(r.plan.Added, j.changes...)
			r.plan.Altered = append(r.plan.Altered, j.altered...)
		}
		r.plan.Altered = append(r.plan.Altered, sh.extended...)
	}
	return nil
}

// file makes the edits, and looks at what has come of them.
func (sh *sheet) file() (codegen.File, error) {
	src := sh.src
	rough := insert(src.text, append(sh.edits, sh.im.edits()...))
	rough = withoutUnused(src, rough)
	result := rough
	if tidy(src.text) {
		formatted, err := gofmt(rough)
		if err != nil {
			return codegen.File{}, &DamageError{src.path, err.Error()}
		}
		result = formatted
	}
	if err := verify(src, rough, result, sh); err != nil {
		return codegen.File{}, err
	}
	return codegen.File{Path: src.path, Before: src.raw, After: src.restore(result), Mode: src.mode}, nil
}

// A revision is the new text of a line of fields, where types and tags change.
type revision struct {
	decl        *typeDecl
	node        *ast.Field
	types, tags map[string]string // by the field's name, where they change
}

// parts are the text of the line's type and tag as they stand.
func (v *revision) parts() (typ, tag string) {
	src := v.decl.src
	typ = string(src.text[src.offset(v.node.Type.Pos()):src.offset(v.node.Type.End())])
	if v.node.Tag != nil {
		tag = v.node.Tag.Value
	}
	return typ, tag
}

// of is what a name of the line shall have.
func (v *revision) of(name string) (typ, tag string) {
	typ, tag = v.parts()
	if t, ok := v.types[name]; ok {
		typ = t
	}
	if t, ok := v.tags[name]; ok {
		tag = t
	}
	return typ, tag
}

// divided reports that a change of one name of the line would have to take the
// line apart, and that this cannot be done: comments stand between its parts.
func divided(f *field) bool {
	if len(f.node.Names) < 2 {
		return false
	}
	for _, group := range f.decl.src.file.Comments {
		if group.Pos() > f.node.Names[0].Pos() && group.End() < f.node.End() {
			return true
		}
	}
	return false
}

func (v *revision) edits(formatted bool) []edit {
	names := []string{""}
	if len(v.node.Names) > 0 {
		names = nil
		for _, n := range v.node.Names {
			names = append(names, n.Name)
		}
	}
	typ, tag := v.of(names[0])
	for _, n := range names[1:] {
		if t, g := v.of(n); t != typ || g != tag {
			return v.split(names)
		}
	}
	src := v.decl.src
	oldType, oldTag := v.parts()
	var edits []edit
	typeEnd := src.offset(v.node.Type.End())
	if typ != oldType {
		edits = append(edits, edit{at: src.offset(v.node.Type.Pos()), cut: len(oldType), text: typ})
	}
	switch {
	case oldTag == "" && tag != "":
		edits = append(edits, edit{at: typeEnd, text: " " + tag, late: true})
	case oldTag == "":
	case tag != oldTag:
		edits = append(edits, edit{at: src.offset(v.node.Tag.Pos()), cut: len(oldTag), text: tag})
		fallthrough
	default:
		// In a file that gofmt does not see, the tag stays where it was lined up.
		space := src.text[typeEnd:src.offset(v.node.Tag.Pos())]
		if more := len(typ) - len(oldType); !formatted && more != 0 && len(space) > 1 && strings.Trim(string(space), " ") == "" {
			at := typeEnd
			if more > 0 {
				edits = append(edits, edit{at: at, cut: min(more, len(space)-1), late: true})
			} else {
				edits = append(edits, edit{at: at, text: strings.Repeat(" ", -more), late: true})
			}
		}
	}
	return edits
}

// split writes a line of its own for each run of names that stay alike.
func (v *revision) split(names []string) []edit {
	src := v.decl.src
	from, to := src.offset(v.node.Names[0].Pos()), src.offset(v.node.End())
	start, alone := lineStart(src.text, from)
	between := "; "
	if alone {
		between = "\n" + string(src.text[start:from])
	}
	var lines []string
	for i := 0; i < len(names); {
		typ, tag := v.of(names[i])
		n := i + 1
		for n < len(names) {
			if t, g := v.of(names[n]); t != typ || g != tag {
				break
			}
			n++
		}
		line := strings.Join(names[i:n], ", ") + " " + typ
		if tag != "" {
			line += " " + tag
		}
		lines = append(lines, line)
		i = n
	}
	return []edit{{at: from, cut: to - from, text: strings.Join(lines, between)}}
}
