package gosrc

import (
	"bytes"
	"errors"
	"go/ast"
	"go/build"
	"go/build/constraint"
	"go/parser"
	"go/scanner"
	"go/token"
	"io"
	"io/fs"
	"path"
	"regexp"
	"runtime"
	"strconv"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A Package is a directory's Go files with one package clause.
type Package struct {
	Dir  string // within the file system
	Path string // the import path; the directory where there is no module
	Name string

	module  *module // nil for none
	files   []*file
	decls   map[string]*decl
	consts  map[string]*constant
	methods map[string]map[string]*ast.FuncDecl // by receiver and name
	homes   map[*ast.FuncDecl]*file
	broken  error    // of a file of the package that does not parse
	spare   []string // files of the directory that are not built on this system
}

// Imports reports whether a file of the package imports the path or, with a
// trailing slash, anything below it.
func (pkg *Package) Imports(paths ...string) bool {
	for _, f := range pkg.files {
		if f.imports.any(paths) {
			return true
		}
	}
	return false
}

// A file is one Go file of a package.
type file struct {
	name      string // within the file system
	base      string
	pkg       *Package
	syntax    *ast.File
	imports   imports
	decls     []*decl
	generator string
	mentions  mentions
	err       error // a *SyntaxError
}

// A decl is the declaration of a type.
type decl struct {
	name string
	spec *ast.TypeSpec
	doc  []*ast.CommentGroup
	file *file
}

// A directory is what readDir found: files by package, and those left out.
type directory struct {
	dir   string
	files []*file
	left  []schema.Gap
	gaps  []schema.Gap
	spare []string
}

// readDir parses the Go files of a directory that are built on this system.
func (p *Program) readDir(dir string) *directory {
	d := &directory{dir: dir}
	entries, err := fs.ReadDir(p.fsys, dir)
	if err != nil {
		return d
	}
	for _, e := range entries {
		if e.IsDir() || !sourceName(e.Name()) {
			continue
		}
		f := &file{name: path.Join(dir, e.Name()), base: e.Name()}
		src, err := fs.ReadFile(p.fsys, f.name)
		if err != nil {
			d.left = append(d.left, schema.Gap{
				Subject: "file " + f.name, Reason: "it cannot be read: " + reason(err), Origin: schema.At(f.name, 0, 0, ""),
			})
			continue
		}
		if why := excluded(dir, e.Name(), src); why != "" {
			g := schema.Gap{Subject: "file " + f.name, Reason: why, Origin: schema.At(f.name, 0, 0, "")}
			d.left = append(d.left, g)
			if !ignored(src) {
				d.spare = append(d.spare, f.name)
			}
			if tagged(src) {
				d.gaps = append(d.gaps, g)
			}
			continue
		}
		p.parse(f, src)
		d.files = append(d.files, f)
	}
	return d
}

// tagged reports whether the source seems to hold models.
func tagged(src []byte) bool {
	return bytes.Contains(src, []byte("gorm:\"")) || bytes.Contains(src, []byte("db:\""))
}

// ignored reports whether the source is for no build, as go:build ignore says.
func ignored(src []byte) bool {
	return bytes.Contains(src, []byte("//go:build ignore\n")) || bytes.Contains(src, []byte("//go:build ignore\r\n"))
}

// excluded says why a file is not built on this system; "" if it is.
func excluded(dir, name string, src []byte) string {
	if !bytes.Contains(src, []byte("go:build")) && !bytes.Contains(src, []byte("+build")) && !strings.Contains(name, "_") {
		return ""
	}
	system := build.Context{
		GOOS: runtime.GOOS, GOARCH: runtime.GOARCH, Compiler: "gc", CgoEnabled: true,
		ReleaseTags: build.Default.ReleaseTags,
		JoinPath:    path.Join,
		OpenFile:    func(string) (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(src)), nil },
	}
	// An error is one of syntax, which the parser tells better.
	if ok, err := system.MatchFile(dir, name); ok || err != nil {
		return ""
	}
	for line := range bytes.Lines(src) {
		text := strings.TrimSpace(string(line))
		if constraint.IsGoBuild(text) {
			return "it is left out by " + text
		}
		if strings.HasPrefix(text, "package ") {
			break
		}
	}
	return "its name is one for another system than " + runtime.GOOS + "/" + runtime.GOARCH
}

// parse fills the file from its source, which it may change.
func (p *Program) parse(f *file, src []byte) {
	f.mentions = mentionsOf(src)
	if !f.mentions.models {
		outline(src)
	}
	syntax, err := parser.ParseFile(p.fset, f.name, src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		f.err = syntaxError(f.name, err)
	}
	if syntax == nil || f.err != nil {
		f.syntax = &ast.File{Name: ast.NewIdent("_")}
		return
	}
	f.syntax = syntax
	f.generator = generator(syntax)
	f.imports = importsOf(syntax)
	f.slim()
	for _, d := range syntax.Decls {
		gen, ok := d.(*ast.GenDecl)
		if !ok || gen.Tok != token.TYPE {
			continue
		}
		for _, spec := range gen.Specs {
			ts, ok := spec.(*ast.TypeSpec)
			if !ok {
				continue
			}
			td := &decl{name: ts.Name.Name, spec: ts, file: f}
			if ts.Doc != nil {
				td.doc = append(td.doc, ts.Doc)
			}
			if gen.Doc != nil && !gen.Lparen.IsValid() {
				td.doc = append(td.doc, gen.Doc)
			}
			f.decls = append(f.decls, td)
		}
	}
}

// slim lets go of what is never looked at, which is most of a program: the bodies
// of functions.
func (f *file) slim() {
	if !f.mentions.directive {
		f.syntax.Comments = nil
	}
	if f.mentions.models {
		return
	}
	for _, d := range f.syntax.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Name.Name != "TableName" && !f.telling(fn) {
			fn.Body = nil
		}
	}
}

func importsOf(syntax *ast.File) imports {
	var all imports
	for _, spec := range syntax.Imports {
		if importPath, err := strconv.Unquote(spec.Path.Value); err == nil {
			imp := importSpec{path: importPath}
			if spec.Name != nil {
				imp.name = spec.Name.Name
			}
			all = append(all, imp)
		}
	}
	return all
}

func syntaxError(name string, err error) *SyntaxError {
	if list := scanner.ErrorList(nil); errors.As(err, &list) && len(list) > 0 {
		at := list[0].Pos
		return &SyntaxError{Origin: schema.At(name, at.Line, at.Column, ""), Reason: list[0].Msg}
	}
	return &SyntaxError{Origin: schema.At(name, 0, 0, ""), Reason: err.Error()}
}

// generated is the line that go help generate prescribes.
var generated = regexp.MustCompile(`^// Code generated (.*)DO NOT EDIT\.$`)

// generator is the name of the program that wrote the file, or "".
func generator(f *ast.File) string {
	for _, group := range f.Comments {
		for _, c := range group.List {
			if c.Pos() > f.Package {
				return ""
			}
			for line := range strings.Lines(c.Text) {
				m := generated.FindStringSubmatch(strings.TrimRight(line, "\r\n"))
				if m == nil {
					continue
				}
				name := strings.TrimPrefix(strings.Trim(m[1], " .,;"), "by ")
				if name = strings.Trim(name, `"`); name == "" {
					return "a generator"
				}
				return name
			}
		}
	}
	return ""
}

// origin is a place in the file, as it stands there whatever //line says.
func (p *Program) origin(f *file, pos token.Pos, symbol string) schema.Origin {
	at := p.fset.PositionFor(pos, false)
	return schema.At(f.name, at.Line, at.Column, symbol)
}
