package gosrc

import (
	"bytes"
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A survey is what the whole of the selected packages' modules shows about the
// use of libraries.
type survey struct {
	usage      usage // of all files
	modules    map[*module]*usage
	siblings   []*module        // every module that is known of, selected or not
	modelled   map[*decl]string // types handed to GORM, and by which method
	strategies []Strategy
	settings   []string // names and texts in turn
}

// A Strategy is a composite literal of GORM's NamingStrategy.
type Strategy struct {
	// Fields are the values that stand there: strings and true or false.
	Fields map[string]string
	// Replacer is the one of strings.NewReplacer that stands there.
	Replacer *strings.Replacer
	// Dynamic are the fields whose value is not known without running.
	Dynamic []string
	Origin  schema.Origin

	module *module
}

// mentions are words in a file's text that tell without parsing what is worth a
// closer look.
type mentions struct {
	directive bool // //synapcheck:
	models    bool // AutoMigrate(, .Model( or NamingStrategy{
	byName    bool // pgx.RowToStructByName and its like

	settings []string // names and texts in turn
	opens    []string // the drivers that connections are opened with
}

func mentionsOf(src []byte) mentions {
	return mentions{
		directive: bytes.Contains(src, []byte(directivePrefix)),
		models: bytes.Contains(src, []byte("AutoMigrate(")) || bytes.Contains(src, []byte(".Model(&")) ||
			bytes.Contains(src, []byte("NamingStrategy{")),
		byName:   bytes.Contains(src, []byte("RowToStructBy")) || bytes.Contains(src, []byte("RowToAddrOfStructBy")),
		settings: settingsOf(src),
		opens:    opensOf(src),
	}
}

// survey looks at every file of the modules that selected packages belong to.
func (p *Program) survey(ctx context.Context) (*survey, error) {
	if p.surveyed != nil {
		return p.surveyed, nil
	}
	s := &survey{modelled: map[*decl]string{}, modules: map[*module]*usage{}}
	var known []*file
	read := map[string]bool{}
	for _, pkg := range p.Packages() {
		known = append(known, pkg.files...)
		read[pkg.Dir] = true
	}
	files, err := p.glance(ctx, read)
	if err != nil {
		return nil, err
	}
	for _, f := range append(known, files...) {
		mod := p.modules.at(f.pkg.Dir)
		if s.modules[mod] == nil {
			s.modules[mod] = &usage{}
		}
		s.usage.add(f)
		s.modules[mod].add(f)
		s.settings = append(s.settings, f.mentions.settings...)
	}
	s.siblings = p.modules.all()
	for _, f := range append(known, files...) {
		if f.mentions.models && f.imports.any([]string{gormPath + "/"}) {
			p.gormUses(s, f)
		}
	}
	slices.SortFunc(s.strategies, func(a, b Strategy) int { return a.Origin.Compare(b.Origin) })
	p.surveyed = s
	return s, nil
}

const gormPath = "gorm.io/gorm"

// glance reads the imports of the modules' other files, and whole files only
// where models are handed to GORM.
func (p *Program) glance(ctx context.Context, read map[string]bool) ([]*file, error) {
	seen := map[*module]bool{}
	var names []string
	for _, dir := range p.sel.dirs {
		mod := p.modules.at(dir)
		if mod == nil || seen[mod] {
			continue
		}
		seen[mod] = true
		left := len(p.left)
		dirs, err := p.walk(ctx, mod.dir, everything)
		if err != nil {
			return nil, err
		}
		p.left = p.left[:left] // what is not selected is not missed
		for _, dir := range dirs {
			if read[dir] {
				continue
			}
			read[dir] = true
			entries, _ := fs.ReadDir(p.fsys, dir)
			for _, e := range entries {
				if !e.IsDir() && sourceName(e.Name()) {
					names = append(names, path.Join(dir, e.Name()))
				}
			}
		}
	}
	files := make([]*file, len(names))
	parallel(len(names), func(i int) {
		if ctx.Err() == nil {
			files[i] = p.glanceAt(names[i])
		}
	})
	return files, ctx.Err()
}

var everything = regexp.MustCompile(``)

func (p *Program) glanceAt(name string) *file {
	f := &file{name: name, base: path.Base(name), pkg: &Package{Dir: path.Dir(name)}, syntax: &ast.File{}}
	src, err := fs.ReadFile(p.fsys, name)
	if err != nil || excluded(f.pkg.Dir, f.base, src) != "" {
		return f
	}
	f.mentions = mentionsOf(src)
	if f.mentions.models && bytes.Contains(src, []byte(`"`+gormPath)) {
		p.parse(f, src)
		return f
	}
	// The positions are of no use; a file set of its own keeps p's small.
	if syntax, _ := parser.ParseFile(token.NewFileSet(), name, src, parser.ImportsOnly); syntax != nil {
		f.imports = importsOf(syntax)
	}
	return f
}

// gormUses notes the types that the file hands to AutoMigrate and Model, and the
// naming strategies that it makes.
func (p *Program) gormUses(s *survey, f *file) {
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			sel, ok := n.Fun.(*ast.SelectorExpr)
			if !ok || sel.Sel.Name != "AutoMigrate" && sel.Sel.Name != "Model" {
				return true
			}
			for _, arg := range n.Args {
				if d := p.instanceOf(arg, f); d != nil && (s.modelled[d] == "" || sel.Sel.Name == "AutoMigrate") {
					s.modelled[d] = sel.Sel.Name
				}
			}
		case *ast.CompositeLit:
			if sel, ok := n.Type.(*ast.SelectorExpr); ok && sel.Sel.Name == "NamingStrategy" {
				s.strategies = append(s.strategies, p.strategy(n, f))
			}
		}
		return true
	})
}

func (p *Program) strategy(lit *ast.CompositeLit, f *file) Strategy {
	s := Strategy{Fields: map[string]string{}, Origin: p.origin(f, lit.Pos(), ""), module: p.modules.at(f.pkg.Dir)}
	for _, e := range lit.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		key := spell(kv.Key)
		if id, ok := kv.Value.(*ast.Ident); ok && (id.Name == "true" || id.Name == "false") {
			s.Fields[key] = id.Name
			continue
		}
		if number, ok := kv.Value.(*ast.BasicLit); ok && number.Kind == token.INT {
			s.Fields[key] = number.Value
			continue
		}
		eval := &evaluator{p: p}
		if text, ok := eval.text(kv.Value, p.homed(f)); ok {
			s.Fields[key] = text
			continue
		}
		if s.Replacer = p.replacer(kv.Value, f); s.Replacer != nil {
			continue
		}
		s.Dynamic = append(s.Dynamic, key)
	}
	return s
}

// replacer is what strings.NewReplacer returns for texts that are known.
func (p *Program) replacer(expr ast.Expr, f *file) *strings.Replacer {
	call, ok := expr.(*ast.CallExpr)
	if !ok || spell(call.Fun) != "strings.NewReplacer" || len(call.Args)%2 != 0 {
		return nil
	}
	var texts []string
	for _, arg := range call.Args {
		text, ok := (&evaluator{p: p}).text(arg, p.homed(f))
		if !ok {
			return nil
		}
		texts = append(texts, text)
	}
	return strings.NewReplacer(texts...)
}

// instanceOf is the declaration of the type of &T{}, T{}, new(T) and (*T)(nil).
func (p *Program) instanceOf(expr ast.Expr, f *file) *decl {
	var typ ast.Expr
	switch x := expr.(type) {
	case *ast.UnaryExpr:
		return p.instanceOf(x.X, f)
	case *ast.CompositeLit:
		typ = x.Type
	case *ast.CallExpr:
		if id, ok := x.Fun.(*ast.Ident); ok && id.Name == "new" && len(x.Args) == 1 {
			typ = x.Args[0]
		} else {
			typ = x.Fun
		}
	}
	if typ == nil {
		return nil
	}
	t := p.typeOf(typ, scope{file: p.homed(f)}).deref()
	if t.Kind == Slice {
		t = t.Elem.deref()
	}
	return t.decl
}

// homed gives a file that was only glanced at the package it belongs to.
func (p *Program) homed(f *file) *file {
	if f.pkg.decls != nil {
		return f
	}
	for _, pkg := range p.inDir(f.pkg.Dir) {
		if pkg.Name == f.syntax.Name.Name {
			f.pkg = pkg
		}
	}
	return f
}
