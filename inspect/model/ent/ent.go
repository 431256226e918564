// Package ent reads what ent has generated: the tables of ent/migrate/schema.go,
// and from the packages around it which struct field holds which column. The
// schema itself, in ent/schema, is a program and is not run; it gives the places
// in the source, where its structs are found beside the generated code.
//
// What it says: tables, columns, types, NULL, defaults, keys, indexes and
// foreign keys, all of them as ent's own migration makes them in PostgreSQL. The
// patterns have to select the package migrate.
package ent

import (
	"go/ast"
	"path"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// Dialect reads ent's generated schema.
var Dialect = &gosrc.StructDialect{
	Name:      "ent",
	Says:      func(string) bool { return false },
	Rule:      "naming rule",
	TableName: func(_ gosrc.Survey, structName string) string { return gosrc.Underscore(structName) },
	Keyed:     func(*gosrc.Program, *gosrc.Struct) bool { return false },
	Sign:      sign,
	Mute:      true,
	Declares:  declares,
	Columns:   func(*gosrc.Draft) {},
}

// sign keeps the structs of ent's files from being taken for models: what they
// stand for is declared beside them.
func sign(_ *gosrc.Program, s *gosrc.Struct) (gosrc.Sign, bool) {
	if s.Generator == "ent" {
		return gosrc.Sign{Left: "ent's migrate/schema.go says what its tables are"}, true
	}
	return gosrc.Sign{}, false
}

func declares(p *gosrc.Program, _ gosrc.Survey) ([]*schema.Table, []schema.Gap) {
	var tables []*schema.Table
	var gaps []schema.Gap
	for _, pkg := range p.Packages() {
		if pkg.Name != "migrate" {
			continue
		}
		for _, f := range p.Files(pkg) {
			if f.Generator != "ent" || f.Base != "schema.go" || !f.Selected() {
				continue
			}
			r := &reader{p: p, file: f, vars: variables(f), entities: entities(p, path.Dir(pkg.Dir))}
			tables, gaps = append(tables, r.tables()...), append(gaps, r.gaps...)
		}
	}
	return tables, gaps
}

// A reader reads one schema.go.
type reader struct {
	p        *gosrc.Program
	file     gosrc.File
	vars     []variable
	entities map[string]*entity
	gaps     []schema.Gap
}

// A variable of the file and its value.
type variable struct {
	name  string
	value *ast.CompositeLit
}

func variables(f gosrc.File) []variable {
	var all []variable
	for _, decl := range f.Syntax.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range gen.Specs {
			v, ok := spec.(*ast.ValueSpec)
			if !ok || len(v.Names) != 1 || len(v.Values) != 1 {
				continue
			}
			if lit := literal(v.Values[0]); lit != nil {
				all = append(all, variable{v.Names[0].Name, lit})
			}
		}
	}
	return all
}

// literal is a composite literal, after &.
func literal(expr ast.Expr) *ast.CompositeLit {
	if x, ok := expr.(*ast.UnaryExpr); ok {
		expr = x.X
	}
	lit, _ := expr.(*ast.CompositeLit)
	return lit
}

func (r *reader) variable(name string) *ast.CompositeLit {
	for _, v := range r.vars {
		if v.name == name {
			return v.value
		}
	}
	return nil
}

// fields are the values of a struct literal by name.
func fields(lit *ast.CompositeLit) map[string]ast.Expr {
	all := map[string]ast.Expr{}
	for _, e := range lit.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			if key, ok := kv.Key.(*ast.Ident); ok {
				all[key.Name] = kv.Value
			}
		}
	}
	return all
}

func (r *reader) text(expr ast.Expr) string {
	if expr == nil {
		return ""
	}
	text, _ := r.file.Text(expr)
	return text
}

func truth(expr ast.Expr) bool {
	id, ok := expr.(*ast.Ident)
	return ok && id.Name == "true"
}
