// Package bob reads the structs that Bob's tables and views are made of, most of
// them written by Bob's generator.
//
// What it says: tables with their schema, where NewTable, NewView and the like
// name them beside the struct; columns by db tags, primary keys and generated
// columns by the options of these tags, and what the Go type of each can hold.
package bob

import (
	"go/ast"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// Dialect reads the models of Bob. Its tag is that of db, so that only the sign
// tells them apart.
var Dialect = &gosrc.StructDialect{
	Name:      "bob",
	Says:      func(string) bool { return false },
	Rule:      "naming rule",
	TableName: func(_ gosrc.Survey, structName string) string { return gosrc.Underscore(structName) },
	Keyed:     func(*gosrc.Program, *gosrc.Struct) bool { return false },
	Sign:      sign,
	Mute:      true,
	Columns:   columns,
}

const library = "github.com/stephenafamo/bob"

// sign knows a struct by the table or view that is made of it, and others of the
// generator's files as no models.
func sign(p *gosrc.Program, s *gosrc.Struct) (gosrc.Sign, bool) {
	if !s.Package.Imports(library + "/") {
		return gosrc.Sign{}, false
	}
	for _, f := range p.Files(s.Package) {
		for _, decl := range f.Syntax.Decls {
			gen, ok := decl.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, spec := range gen.Specs {
				if v, ok := spec.(*ast.ValueSpec); ok {
					for _, value := range v.Values {
						if setter(value) == s.Name {
							return gosrc.Sign{Left: "it only sets the columns of another"}, true
						}
						if names := made(f, value, s.Name); len(names) == 2 && names[1] != "" {
							if len(s.Fields) == 0 {
								return gosrc.Sign{Left: "it has no fields: bobgen sees no columns of materialized views"}, true
							}
							return gosrc.Sign{Namespace: names[0], Name: names[1], How: "bob table", Certain: true}, true
						}
					}
				}
			}
		}
	}
	if written(s) {
		return gosrc.Sign{Left: "it is a tool of the generated code"}, true
	}
	return gosrc.Sign{}, false
}

func written(s *gosrc.Struct) bool { return strings.HasPrefix(s.Generator, "BobGen") }

// made are the schema and name in psql.NewTable[*User, …](schema, name, …) for
// the struct of that name.
func made(f gosrc.File, expr ast.Expr, structName string) []string {
	call, ok := expr.(*ast.CallExpr)
	if !ok || len(call.Args) < 2 {
		return nil
	}
	var fun, arg ast.Expr
	switch x := call.Fun.(type) {
	case *ast.IndexListExpr:
		fun, arg = x.X, x.Indices[0]
	case *ast.IndexExpr:
		fun, arg = x.X, x.Index
	}
	sel, ok := fun.(*ast.SelectorExpr)
	if !ok || !slices.Contains([]string{"NewTable", "NewTablex", "NewView", "NewViewx"}, sel.Sel.Name) {
		return nil
	}
	if star, ok := arg.(*ast.StarExpr); ok {
		arg = star.X
	}
	if id, ok := arg.(*ast.Ident); !ok || id.Name != structName {
		return nil
	}
	var names []string
	for _, a := range call.Args[:2] {
		text, ok := f.Text(a)
		if !ok {
			return nil
		}
		names = append(names, text)
	}
	return names
}

// setter is the name of the struct that sets columns: the last type of
// psql.NewTable[*User, *UserSetter].
func setter(expr ast.Expr) string {
	call, ok := expr.(*ast.CallExpr)
	if !ok {
		return ""
	}
	x, ok := call.Fun.(*ast.IndexListExpr)
	if !ok || len(x.Indices) < 2 {
		return ""
	}
	sel, ok := x.X.(*ast.SelectorExpr)
	if !ok || !strings.HasPrefix(sel.Sel.Name, "NewTable") {
		return ""
	}
	last := x.Indices[len(x.Indices)-1]
	if star, ok := last.(*ast.StarExpr); ok {
		last = star.X
	}
	if id, ok := last.(*ast.Ident); ok {
		return id.Name
	}
	return ""
}

func columns(d *gosrc.Draft) {
	d.Table.Binding.Writes = true
	if written(d.Struct) {
		d.Table.Binding.Generator = "bobgen"
	}
	for _, f := range d.Struct.Fields {
		tag, _ := f.Tag.Lookup("db")
		parts := strings.Split(tag, ",")
		name := parts[0]
		if name == "" || name == "-" || !f.Exported() {
			continue
		}
		host, why := d.Program.Host(f.Type, gosrc.ReaderBob)
		if why != "" {
			d.ColumnGap(f, name, why, "its name is compared, and its type is not")
		}
		col := &schema.Column{Name: name, Host: host, Origin: f.Origin}
		if slices.Contains(parts, "generated") {
			col.Access = schema.ReadOnly
		}
		d.Table.Columns = append(d.Table.Columns, col)
		if slices.Contains(parts, "pk") {
			d.Key(f, name)
		}
	}
}
