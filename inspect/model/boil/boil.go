// Package boil reads the structs that SQLBoiler writes for tables and views.
// Their files are made from a database, so that a difference means that
// SQLBoiler has not been run since.
//
// What it says: tables with their schema, columns, primary keys, generated
// columns, and what the Go type of each can hold.
package boil

import (
	"go/ast"
	"strings"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// Dialect reads boil tags.
var Dialect = &gosrc.StructDialect{
	Name:      "sqlboiler",
	Tag:       "boil",
	Says:      func(tag string) bool { return tag != "" && tag != "-" && !strings.Contains(tag, ",bind") },
	Libraries: []string{"github.com/volatiletech/sqlboiler/v4/", "github.com/aarondl/sqlboiler/v4/"},
	Rule:      "naming rule",
	TableName: func(_ gosrc.Survey, structName string) string { return gosrc.Underscore(structName) },
	Keyed:     func(*gosrc.Program, *gosrc.Struct) bool { return false },
	Queried:   true,
	Sign:      sign,
	Mute:      true,
	Columns:   columns,
}

// sign knows the structs of SQLBoiler's files by their header, and their table
// by the query that the file begins all others with.
func sign(p *gosrc.Program, s *gosrc.Struct) (gosrc.Sign, bool) {
	if !strings.HasPrefix(s.Generator, "SQLBoiler") {
		return gosrc.Sign{}, false
	}
	from := from(p.FileOf(s))
	if s.Name[0] < 'A' || s.Name[0] > 'Z' || from == "" || !tagged(s) {
		return gosrc.Sign{Left: "it is a tool of the generated code"}, true
	}
	namespace, name, err := gosrc.SplitName(from)
	if err != nil {
		return gosrc.Sign{Left: "its file selects from no table: " + from}, true
	}
	return gosrc.Sign{Namespace: namespace, Name: name, How: "SQLBoiler model", Certain: true}, true
}

func tagged(s *gosrc.Struct) bool {
	for _, f := range s.Fields {
		if tag, _ := f.Tag.Lookup("boil"); tag != "" && tag != "-" {
			return true
		}
	}
	return false
}

// from is the argument of qm.From in the function that starts a query.
func from(f gosrc.File) string {
	found := ""
	for _, decl := range f.Syntax.Decls {
		fn, ok := decl.(*ast.FuncDecl)
		if !ok || fn.Recv != nil || fn.Body == nil || found != "" {
			continue
		}
		ast.Inspect(fn.Body, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) != 1 || found != "" {
				return true
			}
			if sel, ok := call.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "From" {
				found, _ = f.Text(call.Args[0])
			}
			return true
		})
	}
	return found
}

func columns(d *gosrc.Draft) {
	generated := strings.HasPrefix(d.Struct.Generator, "SQLBoiler")
	d.Table.Binding.Writes = generated
	computed := map[string]bool{}
	if generated {
		d.Table.Binding.Generator = "sqlboiler"
		for _, name := range list(d, "GeneratedColumns") {
			computed[name] = true
		}
	}
	for _, f := range d.Struct.Fields {
		tag, _ := f.Tag.Lookup("boil")
		name, _, _ := strings.Cut(tag, ",")
		if name == "" || name == "-" || !f.Exported() || strings.Contains(tag, ",bind") {
			continue
		}
		host, why := d.Program.Host(f.Type, gosrc.ReaderBoil)
		if why != "" {
			d.ColumnGap(f, name, why, "its name is compared, and its type is not")
		}
		col := &schema.Column{Name: name, Host: host, Origin: f.Origin}
		if computed[name] {
			col.Access = schema.ReadOnly
		}
		d.Table.Columns = append(d.Table.Columns, col)
	}
	if key := list(d, "PrimaryKeyColumns"); generated && len(key) > 0 {
		d.Table.PrimaryKey = &schema.PrimaryKey{Columns: key, Origin: d.Struct.Origin}
	}
}

// list is the value of the struct's variable of that kind:
// userPrimaryKeyColumns.
func list(d *gosrc.Draft, kind string) []string {
	f := d.Program.FileOf(d.Struct)
	var all []string
	for _, decl := range f.Syntax.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range gen.Specs {
			v, ok := spec.(*ast.ValueSpec)
			if !ok || len(v.Names) != 1 || len(v.Values) != 1 || !strings.EqualFold(v.Names[0].Name, d.Struct.Name+kind) {
				continue
			}
			if lit, ok := v.Values[0].(*ast.CompositeLit); ok {
				for _, e := range lit.Elts {
					if text, ok := f.Text(e); ok {
						all = append(all, text)
					}
				}
			}
		}
	}
	return all
}
