package gostruct

import (
	"cmp"
	"errors"
	"fmt"
	"go/ast"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// A target is a struct and the columns that it lacks.
type target struct {
	origin  schema.Origin
	lacking []lack
	renamed []*diff.Difference // columns whose new name a person has confirmed
	gone    []*diff.Difference // columns that the database no longer has
}

// A lack is one column without a field.
type lack struct {
	object schema.Ref
	pair   *diff.TablePair
	model  *schema.Table
	column *schema.Column
	note   string
}

// targets picks the differences to be repaired and sorts them by struct. One
// struct may stand for several tables.
func (r *repairer) targets() ([]*target, error) {
	if err := r.known(); err != nil {
		return nil, err
	}
	byStruct := map[schema.Origin]*target{}
	var all []*target
	of := func(origin schema.Origin) *target {
		t := byStruct[origin]
		if t == nil {
			t = &target{origin: origin}
			byStruct[origin] = t
			all = append(all, t)
		}
		return t
	}
	for _, x := range r.diff.Differences {
		if x.Object.Kind != schema.KindColumn || x.Table == nil || !r.chosen(x.Table) {
			continue
		}
		switch x.Property {
		case diff.Undeclared:
		case diff.Absent:
			switch {
			case x.Model == nil || x.DeclaredColumn == nil:
			case r.options.Prune: // the column that it may be has a field of its own afterwards
				t := of(x.Model.Origin)
				t.gone = append(t.gone, x)
			case len(x.Candidates) > 0:
				r.stands(x, fmt.Sprintf("it may be %s under another name", x.Candidates[0].Object.Path()),
					fmt.Sprintf("if it is: --accept-rename %s.%s=%s", x.Table.Ref.Name, x.DeclaredColumn.Name, x.Candidates[0].Object.Name))
			default:
				r.stands(x, fmt.Sprintf("the database has no such column any more, and the field %s is left", x.DeclaredColumn.Origin.Symbol()),
					"--prune removes the field, unless code uses it")
			}
			continue
		case diff.Name:
			if confirmed(x) {
				t := of(x.Model.Origin)
				t.renamed = append(t.renamed, x)
			} else {
				r.refuseRename(x)
			}
			continue
		default:
			continue
		}
		l, reason, hint := r.lack(x)
		if reason != "" {
			origin := x.Origin
			if l.model != nil {
				origin = l.model.Origin
			}
			r.refuse(x.Object, origin, reason, hint)
			continue
		}
		t := of(l.model.Origin)
		t.lacking = append(t.lacking, l)
	}
	slices.SortFunc(all, func(a, b *target) int {
		return cmp.Or(cmp.Compare(a.origin.File(), b.origin.File()), cmp.Compare(a.origin.Line(), b.origin.Line()),
			cmp.Compare(a.origin.Column(), b.origin.Column()), cmp.Compare(a.origin.Symbol(), b.origin.Symbol()))
	})
	return all, nil
}

// lack says which struct lacks the column, or why none shall get it.
func (r *repairer) lack(x *diff.Difference) (l lack, reason, hint string) {
	m := x.Table.Model()
	l = lack{object: x.Object, pair: x.Table, model: m, column: x.LiveColumn}
	if l.column == nil && x.Table.Live != nil {
		l.column = x.Table.Live.Column(x.Object.Name)
	}
	switch {
	case m == nil || x.Table.Live == nil || l.column == nil:
		return l, "there is no struct for the table", "declare one, with //synapcheck:table NAME above it if it has another name"
	case !strings.HasSuffix(m.Origin.File(), ".go") || !fs.ValidPath(m.Origin.File()):
		return l, "the model is no Go file below the directory that was read", "add the field by hand"
	case x.Model != nil && x.Model != m:
		return l, fmt.Sprintf("the struct %s models more of the table than %s", m.Origin.Symbol(), x.Model.Origin.Symbol()), "the field belongs there"
	case m.Binding.Partial && len(r.options.Tables) == 0:
		return l, fmt.Sprintf("the struct %s need not have every column of the table", m.Origin.Symbol()), "name the table to have the field added all the same"
	case !x.Table.Certain && !m.Binding.Certain && !r.options.Uncertain:
		return l, fmt.Sprintf("only its name ties the struct %s to the table", m.Origin.Symbol()),
			"say it in the code, with //synapcheck:table " + x.Table.Ref.Table().Path() + " above the struct"
	case m.Binding.Generator != "":
		return l, generated(m.Origin.File(), m.Binding.Generator), regenerate(m.Binding.Generator)
	}
	if len(x.Candidates) > 0 {
		l.note = fmt.Sprintf("may be the new name of %s: then rename that field instead", x.Candidates[0].Object.Path())
	}
	return l, "", ""
}

// stands leaves a difference alone that somebody has to decide on.
func (r *repairer) stands(x *diff.Difference, reason, hint string) {
	r.plan.Refused = append(r.plan.Refused, Refusal{Object: x.Object, Reason: reason, Hint: hint, Origin: x.DeclaredColumn.Origin, Standing: true})
}

func (r *repairer) refuseRename(x *diff.Difference) {
	r.refuse(x.Object, x.Origin,
		fmt.Sprintf("it is probably the declared column %s under another name", schema.QuoteIdent(x.Declared)),
		"change the column's name in the tag of the field, or rename the column in the database")
}

// chosen reports whether the options ask for the table.
func (r *repairer) chosen(p *diff.TablePair) bool {
	return len(r.options.Tables) == 0 ||
		slices.ContainsFunc(r.options.Tables, func(pattern string) bool { return matches(pattern, p.Ref) })
}

func matches(pattern string, ref schema.Ref) bool {
	for _, name := range []string{ref.Name, ref.Schema + "." + ref.Name} {
		if ok, err := path.Match(pattern, name); name == pattern || err == nil && ok {
			return true
		}
	}
	return false
}

// known reports an error for a table that was asked for and is in no model.
func (r *repairer) known() error {
	for _, pattern := range r.options.Tables {
		known := func(p *diff.TablePair) bool { return len(p.Declared) > 0 && matches(pattern, p.Ref) }
		if slices.ContainsFunc(r.diff.Tables, known) {
			continue
		}
		var names []string
		for _, p := range r.diff.Tables {
			if len(p.Declared) > 0 {
				names = append(names, p.Ref.Name)
			}
		}
		slices.Sort(names)
		hint := "the models declare: " + strings.Join(slices.Compact(names), ", ")
		if names == nil {
			hint = "the models declare no table at all"
		}
		return &TableError{Table: pattern, hint: hint}
	}
	return nil
}

// open finds the struct in its file, or says why it cannot be changed.
func (r *repairer) open(origin schema.Origin) (decl *typeDecl, p *pkg, reason, hint string) {
	const again = "compare again; the file has changed since it was read"
	if elements := strings.Split(origin.File(), "/"); slices.Contains(elements, "vendor") {
		return nil, nil, "the file is vendored", "change the module that it comes from"
	}
	s, err := r.packages.file(origin.File())
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil, "the file " + origin.File() + " is no longer there", again
	case err != nil:
		return nil, nil, fmt.Sprintf("the file cannot be read: %v", err), "make it readable"
	case s.err != nil:
		return nil, nil, "the file is no valid Go: " + syntaxReason(s.err), "mend it first"
	case ast.IsGenerated(s.file):
		g := generatorOf(s.file)
		return nil, nil, generated(origin.File(), g), regenerate(g)
	case slices.ContainsFunc(s.file.Imports, func(i *ast.ImportSpec) bool { return i.Path.Value == `"C"` }):
		return nil, nil, "the file is compiled with cgo", "move the struct to a file without import \"C\", or add the field by hand"
	case hasLineDirective(s.file):
		return nil, nil, "the file contains //line directives, so another program has written it", "change what it is made from"
	}
	p = r.packages.of(s)
	name, _, _ := strings.Cut(origin.Symbol(), "[")
	for _, d := range p.decls {
		if d.src != s || d.spec.Name.Name != name {
			continue
		}
		if decl != nil {
			return nil, nil, fmt.Sprintf("%s declares %s twice", origin.File(), name), "mend it first"
		}
		decl = d
	}
	if decl == nil {
		return nil, nil, fmt.Sprintf("there is no struct %s in %s any more", name, origin.File()), again
	}
	if _, ok := decl.spec.Type.(*ast.StructType); !ok {
		return nil, nil, fmt.Sprintf("the fields of %s are declared elsewhere", name), "add the field there by hand"
	}
	return decl, p, "", ""
}

func hasLineDirective(f *ast.File) bool {
	for _, group := range f.Comments {
		for _, c := range group.List {
			if strings.HasPrefix(c.Text, "//line ") || strings.HasPrefix(c.Text, "/*line ") {
				return true
			}
		}
	}
	return false
}

var generatedBy = regexp.MustCompile(`(?m)^// Code generated (?:by )?(.*?)[ .,;]*DO NOT EDIT\.\r?$`)

func generatorOf(f *ast.File) string {
	for _, group := range f.Comments {
		for _, c := range group.List {
			if m := generatedBy.FindStringSubmatch(c.Text); m != nil {
				return m[1]
			}
		}
	}
	return ""
}

func generated(file, generator string) string {
	return fmt.Sprintf("%s is generated by %s", file, cmp.Or(generator, "another program"))
}

func regenerate(generator string) string {
	return fmt.Sprintf("run %s again, after what it reads has the column", cmp.Or(generator, "that program"))
}
