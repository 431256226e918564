package gostruct

import (
	"fmt"
	"go/ast"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// prune takes away the fields whose columns are gone. One stays if anything in
// the code may use it, if it shares its line, or if its import would be left over.
func (r *repairer) prune(t *target, decl *typeDecl) []edit {
	var edits []edit
	for _, x := range t.gone {
		refuse := func(reason, hint string) { r.refuse(x.Object, x.DeclaredColumn.Origin, reason, hint) }
		i := slices.IndexFunc(decl.fields, func(f *field) bool {
			places := f.places()
			return slices.Contains(places[:], placeOf(x.DeclaredColumn.Origin))
		})
		if i < 0 {
			refuse("its field is declared elsewhere than in the struct "+decl.spec.Name.Name, "remove it there by hand")
			continue
		}
		f := decl.fields[i]
		if where := r.used(f); where != "" {
			refuse(fmt.Sprintf("the field %s may be used at %s", f.symbol(), where), "change that code first")
			continue
		}
		src := decl.src
		first := f.node.Pos()
		if f.node.Doc != nil {
			first = f.node.Doc.Pos()
		}
		start, alone := lineStart(src.text, src.offset(first))
		end, whole := after(src.text, src.offset(f.node.End()))
		switch {
		case len(f.node.Names) != 1 || !alone || !whole:
			refuse(fmt.Sprintf("the field %s shares its line", f.symbol()), "remove it by hand")
			continue
		case leftOver(src, f):
			refuse(fmt.Sprintf("nothing but the type of %s uses one of the file's imports", f.symbol()), "remove both by hand")
			continue
		}
		edits = append(edits, edit{at: start, cut: end - start})
		r.plan.Removed = append(r.plan.Removed, Removal{Object: x.Object, Struct: decl.spec.Name.Name, Field: f.name})
	}
	return edits
}

// used is a place in the code that may mean the field: whatever has a name like
// it, in whichever package. Empty if there is none.
func (r *repairer) used(f *field) (where string) {
	_ = fs.WalkDir(r.packages.fsys, ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case where != "":
			return fs.SkipAll
		case err != nil || e.IsDir():
			if name != "." && err == nil && (strings.HasPrefix(e.Name(), ".") || e.Name() == "node_modules") {
				return fs.SkipDir
			}
			return nil
		case path.Ext(name) == ".tmpl" || path.Ext(name) == ".gohtml" || path.Ext(name) == ".html":
			if text, err := fs.ReadFile(r.packages.fsys, name); err == nil && strings.Contains(string(text), "."+f.name) {
				where = name
			}
			return nil
		case path.Ext(name) != ".go":
			return nil
		}
		s, err := r.packages.file(name)
		if err != nil || s.file == nil {
			return nil
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if ok && id.Name == f.name && id != f.ident && where == "" {
				at := s.at(id.Pos())
				where = fmt.Sprintf("%s:%d:%d", name, at.Line, at.Column)
			}
			return where == ""
		})
		return nil
	})
	return where
}

// leftOver reports whether an import of the file would have no use without the
// field.
func leftOver(s *source, f *field) bool {
	inside := map[string]bool{}
	outside := map[string]bool{}
	ast.Inspect(s.file, func(n ast.Node) bool {
		x, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if q, ok := x.X.(*ast.Ident); ok {
			if q.Pos() >= f.node.Type.Pos() && q.End() <= f.node.Type.End() {
				inside[q.Name] = true
			} else {
				outside[q.Name] = true
			}
		}
		return true
	})
	for name := range inside {
		if !outside[name] {
			return true
		}
	}
	return false
}
