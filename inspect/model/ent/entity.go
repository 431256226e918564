package ent

import (
	"go/ast"
	"go/token"
	"path"
	"strings"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// entities reads the generated structs of a directory by their tables. The
// constants of each struct's own package say what its table and columns are.
func entities(p *gosrc.Program, dir string) map[string]*entity {
	all := map[string]*entity{}
	for _, pkg := range p.Within(dir) {
		for _, f := range p.Files(pkg) {
			if f.Generator != "ent" {
				continue
			}
			for _, s := range structsOf(p, pkg, f) {
				if table, columns := constants(p, path.Join(dir, strings.ToLower(s.Name))); table != "" {
					all[table] = makeEntity(p, dir, s, columns)
				}
			}
		}
	}
	return all
}

func structsOf(p *gosrc.Program, pkg *gosrc.Package, f gosrc.File) []*gosrc.Struct {
	var all []*gosrc.Struct
	for _, decl := range f.Syntax.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok || gen.Tok != token.TYPE {
			continue
		}
		for _, spec := range gen.Specs {
			if s := p.StructNamed(pkg, spec.(*ast.TypeSpec).Name.Name); s != nil && embedsConfig(s) {
				all = append(all, s)
			}
		}
	}
	return all
}

// embedsConfig tells an entity from the builders that ent writes beside it.
func embedsConfig(s *gosrc.Struct) bool {
	return len(s.Fields) > 1 && s.Fields[0].Embedded && s.Fields[0].Name == "config"
}

// constants are the table and the columns by field of an entity's package.
func constants(p *gosrc.Program, dir string) (table string, columns map[string]string) {
	columns = map[string]string{}
	for _, pkg := range p.Within(dir) {
		for _, f := range p.Files(pkg) {
			for _, decl := range f.Syntax.Decls {
				gen, ok := decl.(*ast.GenDecl)
				if !ok || gen.Tok != token.CONST || f.Generator != "ent" {
					continue
				}
				for _, spec := range gen.Specs {
					v := spec.(*ast.ValueSpec)
					if len(v.Names) != 1 || len(v.Values) != 1 {
						continue
					}
					text, _ := f.Text(v.Values[0])
					if field, ok := strings.CutPrefix(v.Names[0].Name, "Field"); ok {
						columns[field] = text
					} else if v.Names[0].Name == "Table" {
						table = text
					}
				}
			}
		}
	}
	return table, columns
}

func makeEntity(p *gosrc.Program, dir string, s *gosrc.Struct, columns map[string]string) *entity {
	e := &entity{origin: s.Origin, fields: map[string]*gosrc.Field{}, at: map[string]schema.Origin{}}
	for _, f := range s.Fields {
		if column, ok := columns[f.Name]; ok {
			e.fields[column] = f
			e.at[column] = f.Origin
		}
	}
	for _, pkg := range p.Within(path.Join(dir, "schema")) {
		declared := p.StructNamed(pkg, s.Name)
		if declared == nil {
			continue
		}
		e.origin = declared.Origin
		for column := range e.at {
			e.at[column] = declared.Origin
		}
		places(p, pkg, s.Name, e.at)
	}
	return e
}

// places finds field.String("name") in the Fields method of the schema.
func places(p *gosrc.Program, pkg *gosrc.Package, name string, at map[string]schema.Origin) {
	for _, f := range p.Files(pkg) {
		for _, decl := range f.Syntax.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || fn.Recv == nil || fn.Body == nil || fn.Name.Name != "Fields" || len(fn.Recv.List) != 1 {
				continue
			}
			recv := fn.Recv.List[0].Type
			if star, ok := recv.(*ast.StarExpr); ok {
				recv = star.X
			}
			if id, ok := recv.(*ast.Ident); !ok || id.Name != name {
				continue
			}
			ast.Inspect(fn.Body, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok || len(call.Args) == 0 {
					return true
				}
				sel, ok := call.Fun.(*ast.SelectorExpr)
				if !ok {
					return true
				}
				if pkgName, ok := sel.X.(*ast.Ident); ok && pkgName.Name == "field" {
					if column, ok := f.Text(call.Args[0]); ok {
						at[column] = f.Origin(call.Pos(), name+"."+column)
					}
				}
				return true
			})
		}
	}
}
