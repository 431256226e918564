package gostruct

import (
	"go/ast"
	"go/build/constraint"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// A pkg is what the files of one directory that share a package name declare.
type pkg struct {
	files   []*source
	names   map[string]bool            // declared at package level
	decls   []*typeDecl                // every type declaration
	types   map[string]*typeDecl       // by name, the first of each
	methods map[string]map[string]bool // by receiver's type
	consts  map[string][]string        // string constants by their type, in order
	imports map[string]bool            // by any file

	uses []use // every field that a model says is a column
}

// A typeDecl is a type and the file that declares it.
type typeDecl struct {
	src    *source
	spec   *ast.TypeSpec
	fields []*field // of a struct
}

// A field is one name in a struct's list of fields.
type field struct {
	decl     *typeDecl
	node     *ast.Field
	ident    *ast.Ident // nil for an embedded field
	name     string     // of an embedded field, its type's
	embedded bool
	tag      tag
	typ      string // canonical; empty if not understood
}

// packages reads packages once.
type packages struct {
	fsys  fs.FS
	files map[string]*source // by path
	errs  map[string]error
	known map[string]*pkg // by directory and name
}

func newPackages(fsys fs.FS) *packages {
	return &packages{fsys: fsys, files: map[string]*source{}, errs: map[string]error{}, known: map[string]*pkg{}}
}

func (ps *packages) file(name string) (*source, error) {
	if s, ok := ps.files[name]; ok {
		return s, ps.errs[name]
	}
	s, err := readSource(ps.fsys, name)
	ps.files[name], ps.errs[name] = s, err
	return s, err
}

// requires reports whether the module of the directory names another one as its
// own need.
func (ps *packages) requires(dir, module string) bool {
	for d := dir; ; d = path.Dir(d) {
		text, err := fs.ReadFile(ps.fsys, path.Join(d, "go.mod"))
		if err == nil {
			for line := range strings.Lines(string(text)) {
				line = strings.TrimPrefix(strings.TrimSpace(line), "require ")
				if strings.HasPrefix(line, module+" ") && !strings.Contains(line, "// indirect") {
					return true
				}
			}
			return false
		}
		if d == "." {
			return false
		}
	}
}

func newPkg() *pkg {
	return &pkg{
		names: map[string]bool{}, types: map[string]*typeDecl{}, methods: map[string]map[string]bool{},
		consts: map[string][]string{}, imports: map[string]bool{},
	}
}

// of returns the package that a file belongs to. Its other files are read as
// far as they can be understood.
func (ps *packages) of(s *source) *pkg {
	dir := path.Dir(s.path)
	key := dir + " " + s.file.Name.Name
	if p := ps.known[key]; p != nil {
		return p
	}
	p := newPkg()
	ps.known[key] = p
	entries, err := fs.ReadDir(ps.fsys, dir)
	if err != nil {
		entries = nil
	}
	p.files = append(p.files, s)
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		if e.IsDir() || name == s.path || !strings.HasSuffix(name, ".go") {
			continue
		}
		if other, err := ps.file(name); err == nil && other.file != nil && other.file.Name.Name == s.file.Name.Name {
			p.files = append(p.files, other)
		}
	}
	slices.SortFunc(p.files, func(a, b *source) int { return strings.Compare(a.path, b.path) })
	for _, f := range p.files {
		p.declare(f)
	}
	for _, t := range p.decls {
		p.resolve(t)
	}
	return p
}

// conditional reports that the file is not part of every build.
func conditional(s *source) bool {
	if strings.HasSuffix(s.path, "_test.go") {
		return true
	}
	for _, group := range s.file.Comments {
		if group.Pos() > s.file.Package {
			break
		}
		for _, c := range group.List {
			if constraint.IsGoBuild(c.Text) {
				return true
			}
		}
	}
	return false
}

// declare enters what the file declares at package level.
func (p *pkg) declare(s *source) {
	for _, spec := range s.file.Imports {
		if importPath, err := strconv.Unquote(spec.Path.Value); err == nil {
			p.imports[importPath] = true
		}
	}
	for _, d := range s.file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil {
				p.names[d.Name.Name] = true
			} else if r := receiver(d); r != "" {
				if p.methods[r] == nil {
					p.methods[r] = map[string]bool{}
				}
				p.methods[r][d.Name.Name] = true
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					p.names[spec.Name.Name] = true
					t := &typeDecl{src: s, spec: spec}
					p.decls = append(p.decls, t)
					if p.types[spec.Name.Name] == nil {
						p.types[spec.Name.Name] = t
					}
				case *ast.ValueSpec:
					for _, n := range spec.Names {
						p.names[n.Name] = true
					}
					p.constants(d.Tok, spec)
				}
			}
		}
	}
}

// constants keeps the string constants that have a named type.
func (p *pkg) constants(tok token.Token, spec *ast.ValueSpec) {
	for _, v := range spec.Values {
		typ := spec.Type
		if call, ok := v.(*ast.CallExpr); ok && typ == nil {
			typ = call.Fun
		}
		if name, ok := typ.(*ast.Ident); ok {
			for _, label := range constLabels(tok, &ast.ValueSpec{Names: spec.Names, Type: spec.Type, Values: []ast.Expr{v}}, name.Name) {
				if label != nil {
					p.consts[name.Name] = append(p.consts[name.Name], *label)
				}
			}
		}
	}
}

// constLabels are the texts of the constants that have the type, by their names'
// order; nil for others.
func constLabels(tok token.Token, spec *ast.ValueSpec, typeName string) []*string {
	if tok != token.CONST {
		return nil
	}
	all := make([]*string, 0, len(spec.Values))
	for _, v := range spec.Values {
		typ := spec.Type
		if call, ok := v.(*ast.CallExpr); ok && typ == nil && len(call.Args) == 1 {
			typ, v = call.Fun, call.Args[0] // RoleOwner = Role("owner")
		}
		all = append(all, nil)
		name, ok := typ.(*ast.Ident)
		if !ok || name.Name != typeName || len(all) > len(spec.Names) {
			continue
		}
		if lit, ok := v.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if label, err := strconv.Unquote(lit.Value); err == nil {
				all[len(all)-1] = &label
			}
		}
	}
	return all
}

// imported is a package of the same module; nil if it is none.
func (ps *packages) imported(dir, importPath string) *pkg {
	for d := dir; ; d = path.Dir(d) {
		text, err := fs.ReadFile(ps.fsys, path.Join(d, "go.mod"))
		if err == nil {
			below, ok := strings.CutPrefix(importPath+"/", modulePath(string(text))+"/")
			if !ok {
				return nil
			}
			return ps.in(path.Join(d, below))
		}
		if d == "." {
			return nil
		}
	}
}

func modulePath(text string) string {
	for line := range strings.Lines(text) {
		if rest, ok := strings.CutPrefix(strings.TrimSpace(line), "module "); ok {
			name := strings.Fields(rest)
			if len(name) > 0 {
				return strings.Trim(name[0], `"`)
			}
		}
	}
	return ""
}

// in is the package of a directory; nil if there is none.
func (ps *packages) in(dir string) *pkg {
	entries, _ := fs.ReadDir(ps.fsys, dir)
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		if s, err := ps.file(path.Join(dir, e.Name())); err == nil && s.file != nil && !conditional(s) {
			return ps.of(s)
		}
	}
	return nil
}

// receiver is the name of the type that the method belongs to.
func receiver(d *ast.FuncDecl) string {
	if len(d.Recv.List) == 0 {
		return ""
	}
	name, _ := baseName(d.Recv.List[0].Type)
	return name
}

// baseName is the name of a type, without pointers, package and type arguments,
// and whether it is one of the same package.
func baseName(expr ast.Expr) (name string, local bool) {
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
		case *ast.SelectorExpr:
			return x.Sel.Name, false
		case *ast.Ident:
			return x.Name, true
		default:
			return "", false
		}
	}
}

// resolve lists the fields of a struct.
func (p *pkg) resolve(t *typeDecl) {
	list, ok := t.spec.Type.(*ast.StructType)
	if !ok || list.Fields == nil {
		return
	}
	params := typeParams(t.spec)
	for _, node := range list.Fields.List {
		f := &field{decl: t, node: node, typ: p.canonical(t.src, node.Type, params)}
		if node.Tag != nil {
			f.tag = parseTag(node.Tag.Value)
		}
		if len(node.Names) == 0 {
			f.embedded = true
			f.name, _ = baseName(node.Type)
			t.fields = append(t.fields, f)
		}
		for _, ident := range node.Names {
			named := *f
			named.name, named.ident = ident.Name, ident
			t.fields = append(t.fields, &named)
		}
	}
}

func typeParams(spec *ast.TypeSpec) map[string]bool {
	params := map[string]bool{}
	if spec.TypeParams != nil {
		for _, f := range spec.TypeParams.List {
			for _, n := range f.Names {
				params[n.Name] = true
			}
		}
	}
	return params
}

// pos is where the field's name stands.
func (f *field) pos() token.Pos {
	if f.ident != nil {
		return f.ident.Pos()
	}
	return f.node.Type.Pos()
}
