package gosrc

import (
	"go/ast"
	"go/token"
	"io/fs"
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A File is one parsed file of a package, for dialects whose tables stand in
// variables and constants and not in structs alone. Of its functions only those
// keep their bodies that say what tables there are.
type File struct {
	Syntax *ast.File
	// Name is the file's path within the file system, Base its last part.
	Name, Base string
	// Generator is the program that wrote the file; "" for a person.
	Generator string

	p *Program
	f *file
}

// Files are the files of a package that parse, selected or not.
func (p *Program) Files(pkg *Package) []File {
	all := make([]File, 0, len(pkg.files))
	for _, f := range pkg.files {
		all = append(all, File{f.syntax, f.name, f.base, f.generator, p, f})
	}
	return all
}

// FS is what is read, for a dialect whose generator has files of its own.
func (p *Program) FS() fs.FS { return p.fsys }

// FileOf is the file that declares the struct.
func (p *Program) FileOf(s *Struct) File {
	f := s.decl.file
	return File{f.syntax, f.name, f.base, f.generator, p, f}
}

// Within returns the packages of a directory of the file system.
func (p *Program) Within(dir string) []*Package { return slices.Clone(p.inDir(dir)) }

// StructNamed is the struct of that name in the package, or nil.
func (p *Program) StructNamed(pkg *Package, name string) *Struct {
	if d := pkg.decls[name]; d != nil {
		return p.structOf(d)
	}
	return nil
}

// Selected reports whether the patterns select the file.
func (f File) Selected() bool { return f.p.sel.selected(f.f.pkg.Dir, f.f.base) }

// Text is the value of an expression of strings that needs no running.
func (f File) Text(expr ast.Expr) (string, bool) {
	e := &evaluator{p: f.p}
	return e.text(expr, f.f)
}

// Type resolves a type expression of the file.
func (f File) Type(expr ast.Expr) *Type { return f.p.typeOf(expr, scope{file: f.f}) }

// Origin is a place in the file.
func (f File) Origin(pos token.Pos, symbol string) schema.Origin {
	return f.p.origin(f.f, pos, symbol)
}

// Doc is the text of the comments above the struct, directives like //go: and
// all, line by line.
func (s *Struct) Doc() []string {
	var lines []string
	for _, group := range s.decl.doc {
		for _, c := range group.List {
			lines = append(lines, c.Text)
		}
	}
	return lines
}

// telling reports whether a function of a generated file says what tables and
// columns there are, so that its body is worth its memory.
func (f *file) telling(fn *ast.FuncDecl) bool {
	if fn.Name.Name == "Fields" && f.imports.any([]string{"entgo.io/ent/"}) {
		return true
	}
	if fn.Recv != nil || fn.Type.Params == nil {
		return false
	}
	switch {
	case hasPrefixFold(f.generator, "sqlboiler"):
		// func Users(mods ...qm.QueryMod) userQuery
		last := len(fn.Type.Params.List) - 1
		if last != 0 {
			return false
		}
		rest, ok := fn.Type.Params.List[0].Type.(*ast.Ellipsis)
		if !ok {
			return false
		}
		sel, ok := rest.Elt.(*ast.SelectorExpr)
		return ok && sel.Sel.Name == "QueryMod"
	case hasPrefixFold(f.generator, "go-jet"):
		return true
	}
	return false
}

func hasPrefixFold(s, prefix string) bool {
	if len(s) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		if s[i]|0x20 != prefix[i]|0x20 {
			return false
		}
	}
	return true
}
