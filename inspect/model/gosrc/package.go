package gosrc

import (
	"go/ast"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// keep sorts the files of a directory into packages and makes them known.
func (p *Program) keep(d *directory) []*Package {
	p.left = append(p.left, d.left...)
	p.gaps = append(p.gaps, d.gaps...)
	var all []*Package
	byName := map[string]*Package{}
	var broken error
	for _, f := range d.files {
		if f.err != nil {
			broken = f.err
			continue
		}
		pkg := byName[f.syntax.Name.Name]
		if pkg == nil {
			pkg = &Package{
				Dir: d.dir, Path: p.modules.pathOf(d.dir), Name: f.syntax.Name.Name,
				module:  p.modules.at(d.dir),
				decls:   map[string]*decl{},
				consts:  map[string]*constant{},
				methods: map[string]map[string]*ast.FuncDecl{},
				homes:   map[*ast.FuncDecl]*file{},
			}
			byName[pkg.Name] = pkg
			all = append(all, pkg)
		}
		pkg.add(f)
	}
	for _, pkg := range all {
		pkg.broken, pkg.spare = broken, d.spare
		pkg.aliased()
	}
	p.packages[d.dir] = all
	return all
}

func (pkg *Package) add(f *file) {
	f.pkg = pkg
	pkg.files = append(pkg.files, f)
	for _, d := range f.decls {
		if _, double := pkg.decls[d.name]; !double && d.name != "_" {
			pkg.decls[d.name] = d
		}
	}
	for _, d := range f.syntax.Decls {
		switch d := d.(type) {
		case *ast.GenDecl:
			if d.Tok == token.CONST {
				pkg.addConstants(f, d)
			}
		case *ast.FuncDecl:
			if receiver := receiverName(d); receiver != "" {
				if pkg.methods[receiver] == nil {
					pkg.methods[receiver] = map[string]*ast.FuncDecl{}
				}
				pkg.methods[receiver][d.Name.Name] = d
				pkg.homes[d] = f
			}
		}
	}
}

// aliased gives the methods that are declared on an alias to the type that it
// stands for.
func (pkg *Package) aliased() {
	for _, f := range pkg.files {
		for _, d := range f.decls {
			target, ok := d.spec.Type.(*ast.Ident)
			if !ok || !d.spec.Assign.IsValid() || pkg.methods[d.name] == nil || pkg.decls[target.Name] == nil {
				continue
			}
			if pkg.methods[target.Name] == nil {
				pkg.methods[target.Name] = map[string]*ast.FuncDecl{}
			}
			maps.Copy(pkg.methods[target.Name], pkg.methods[d.name])
		}
	}
}

// typeNamed is the declaration of a type of the package. One that no file of this
// system declares is taken from the files that are left out, the first that has
// it: which of them is built, the reader of the source cannot know.
func (p *Program) typeNamed(pkg *Package, name string) *decl {
	if d := pkg.decls[name]; d != nil || len(pkg.spare) == 0 {
		return d
	}
	spare := pkg.spare
	pkg.spare = nil
	declared := maps.Clone(pkg.decls)
	for _, left := range spare {
		src, err := fs.ReadFile(p.fsys, left)
		if err != nil {
			continue
		}
		f := &file{name: left, base: path.Base(left)}
		p.parse(f, src)
		if f.err == nil && f.syntax.Name.Name == pkg.Name {
			pkg.spared(f, declared)
		}
	}
	return pkg.decls[name]
}

// spared adds the types of a file that is left out, and their methods, except for
// those that the package has without it.
func (pkg *Package) spared(f *file, declared map[string]*decl) {
	f.pkg = pkg
	for _, d := range f.decls {
		if pkg.decls[d.name] == nil && d.name != "_" {
			pkg.decls[d.name] = d
		}
	}
	for _, d := range f.syntax.Decls {
		switch d := d.(type) {
		case *ast.GenDecl:
			if d.Tok == token.CONST {
				known := maps.Clone(pkg.consts)
				pkg.addConstants(f, d)
				maps.Copy(pkg.consts, known)
			}
		case *ast.FuncDecl:
			name := receiverName(d)
			if name == "" || declared[name] != nil || pkg.methods[name][d.Name.Name] != nil {
				continue
			}
			if pkg.methods[name] == nil {
				pkg.methods[name] = map[string]*ast.FuncDecl{}
			}
			pkg.methods[name][d.Name.Name] = d
			pkg.homes[d] = f
		}
	}
}

// receiverName is the type that a method belongs to: T for T, *T and *T[P].
func receiverName(d *ast.FuncDecl) string {
	if d.Recv == nil || len(d.Recv.List) != 1 {
		return ""
	}
	expr := d.Recv.List[0].Type
	for {
		switch x := expr.(type) {
		case *ast.StarExpr:
			expr = x.X
		case *ast.ParenExpr:
			expr = x.X
		case *ast.IndexExpr:
			expr = x.X
		case *ast.IndexListExpr:
			expr = x.X
		case *ast.Ident:
			return x.Name
		default:
			return ""
		}
	}
}

// inDir returns the packages of a directory, which it reads if need be.
func (p *Program) inDir(dir string) []*Package {
	if pkgs, done := p.packages[dir]; done {
		return pkgs
	}
	p.packages[dir] = nil
	p.modules.at(dir)
	d := p.readDir(dir)
	d.left, d.gaps = nil, nil
	return p.keep(d)
}

// imported returns the package of an import path, where its source lies within
// the file system.
func (p *Program) imported(from *file, importPath string) *Package {
	key := imported{p.modules.at(from.pkg.Dir), importPath}
	pkg, done := p.imports[key]
	if !done {
		pkg = p.find(from, importPath)
		p.imports[key] = pkg
	}
	return pkg
}

type imported struct {
	by   *module
	path string
}

func (p *Program) find(from *file, importPath string) *Package {
	dir, ok := p.modules.dirOf(importPath)
	if !ok {
		if dir, ok = p.modules.vendored(p.modules.at(from.pkg.Dir), importPath); !ok {
			return nil
		}
	}
	pkgs := p.inDir(dir)
	for _, pkg := range pkgs {
		if pkg.Name != "main" {
			return pkg
		}
	}
	return nil
}

// imports are the import declarations of a file.
type imports []importSpec

type importSpec struct{ name, path string }

func (is imports) any(paths []string) bool {
	return slices.ContainsFunc(is, func(i importSpec) bool {
		return slices.ContainsFunc(paths, func(want string) bool {
			return i.path == want || strings.HasSuffix(want, "/") && strings.HasPrefix(i.path+"/", want)
		})
	})
}

// importOf finds the import that a file calls name. Where no import has that
// name outright, the package clauses of the module's own packages decide.
func (p *Program) importOf(f *file, name string) (importPath string, ok bool) {
	for _, i := range f.imports {
		if i.name == name {
			return i.path, true
		}
	}
	for _, i := range f.imports {
		if i.name == "" && packageName(i.path) == name {
			return i.path, true
		}
	}
	for _, i := range f.imports {
		if i.name != "" {
			continue
		}
		if pkg := p.imported(f, i.path); pkg != nil && pkg.Name == name {
			return i.path, true
		}
	}
	for _, i := range f.imports {
		if i.name == "" && similar(i.path, name) {
			return i.path, true
		}
	}
	return "", false
}

// packageName is what a package of that path is called by custom.
func packageName(importPath string) string {
	if name, ok := packageNames[unversioned(importPath)]; ok {
		return name
	}
	base := unversioned(importPath)
	return base[strings.LastIndexByte(base, '/')+1:]
}

// packageNames are those that the path does not tell.
var packageNames = map[string]string{
	"github.com/satori/go.uuid":       "uuid",
	"github.com/pgvector/pgvector-go": "pgvector",
}

// similar reports whether a path's last part holds the name between the marks
// that people put around it: go-sqlite3, uuid-go, yaml.v3.
func similar(importPath, name string) bool {
	base := unversioned(importPath)
	base = base[strings.LastIndexByte(base, '/')+1:]
	return slices.Contains(strings.FieldsFunc(base, func(r rune) bool { return r == '-' || r == '.' }), name)
}

// unversioned strips the major version of an import path: /v5, .v3.
func unversioned(importPath string) string {
	cut := strings.LastIndexAny(importPath, "/.")
	if cut <= 0 {
		return importPath
	}
	v := importPath[cut+1:]
	if len(v) < 2 || v[0] != 'v' || strings.Trim(v[1:], "0123456789") != "" {
		return importPath
	}
	return importPath[:cut]
}
