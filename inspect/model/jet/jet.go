// Package jet reads the structs that Jet writes for tables and views, with the
// names of tables and columns from the packages table and view beside them.
// These files are made from a database, so that a difference means that Jet has
// not been run since.
//
// What it says: tables with their schema, columns, primary keys, and what the Go
// type of each can hold.
package jet

import (
	"go/ast"
	"path"
	"strings"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// Dialect reads what Jet has written.
var Dialect = &gosrc.StructDialect{
	Name:      "jet",
	Says:      func(string) bool { return false },
	Rule:      "naming rule",
	TableName: func(_ gosrc.Survey, structName string) string { return gosrc.Underscore(structName) },
	Keyed:     func(*gosrc.Program, *gosrc.Struct) bool { return false },
	Sign:      sign,
	Mute:      true,
	Columns:   columns,
}

// sign knows the structs of Jet's files by their header.
func sign(p *gosrc.Program, s *gosrc.Struct) (gosrc.Sign, bool) {
	if !written(s) {
		return gosrc.Sign{}, false
	}
	t, ok := tableOf(p, s)
	switch {
	case s.Package.Name != "model":
		return gosrc.Sign{Left: "it is a tool of the generated code"}, true
	case !ok:
		return gosrc.Sign{Left: "no package table or view beside it says what it stands for"}, true
	}
	return gosrc.Sign{Namespace: t.schema, Name: t.name, How: "jet table", Certain: true}, true
}

func written(s *gosrc.Struct) bool { return strings.HasPrefix(s.Generator, "go-jet") }

// A table of the packages table and view.
type table struct {
	schema, name string
	columns      map[string]string // by the name of the field
}

// tableOf finds var Actor = newActorTable("dvds", "actor", "") and the columns
// that newActorTableImpl makes.
func tableOf(p *gosrc.Program, s *gosrc.Struct) (table, bool) {
	for _, sibling := range []string{"table", "view"} {
		for _, pkg := range p.Within(path.Join(path.Dir(s.Package.Dir), sibling)) {
			for _, f := range p.Files(pkg) {
				if t, ok := tableIn(f, s.Name); ok {
					return t, true
				}
			}
		}
	}
	return table{}, false
}

func tableIn(f gosrc.File, structName string) (t table, ok bool) {
	t.columns = map[string]string{}
	for _, decl := range f.Syntax.Decls {
		switch d := decl.(type) {
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				v, isValue := spec.(*ast.ValueSpec)
				if !isValue || len(v.Names) != 1 || v.Names[0].Name != structName || len(v.Values) != 1 {
					continue
				}
				if call, isCall := v.Values[0].(*ast.CallExpr); isCall && len(call.Args) >= 2 {
					t.schema, _ = f.Text(call.Args[0])
					t.name, ok = f.Text(call.Args[1])
				}
			}
		case *ast.FuncDecl:
			if d.Recv == nil && d.Body != nil && strings.HasSuffix(d.Name.Name, "Impl") {
				t.read(f, d.Body)
			}
		}
	}
	return t, ok
}

// read finds ActorIDColumn = postgres.IntegerColumn("actor_id").
func (t table) read(f gosrc.File, body *ast.BlockStmt) {
	ast.Inspect(body, func(n ast.Node) bool {
		v, ok := n.(*ast.ValueSpec)
		if !ok || len(v.Names) != 1 || len(v.Values) != 1 {
			return true
		}
		field, isColumn := strings.CutSuffix(v.Names[0].Name, "Column")
		call, isCall := v.Values[0].(*ast.CallExpr)
		if isColumn && isCall && len(call.Args) == 1 {
			if name, ok := f.Text(call.Args[0]); ok {
				t.columns[field] = name
			}
		}
		return true
	})
}

func columns(d *gosrc.Draft) {
	d.Table.Binding.Writes = true
	d.Table.Binding.Generator = "jet"
	t, _ := tableOf(d.Program, d.Struct)
	for _, f := range d.Struct.Fields {
		name, ok := t.columns[f.Name]
		if !ok {
			if written(d.Struct) {
				d.FieldGap(f, "the package table has no column for it", "run jet again")
			}
			continue
		}
		host, why := d.Program.Host(f.Type, gosrc.ReaderJet)
		if why != "" {
			d.ColumnGap(f, name, why, "its name is compared, and its type is not")
		}
		d.Table.Columns = append(d.Table.Columns, &schema.Column{Name: name, Host: host, Origin: f.Origin})
		if tag, _ := f.Tag.Lookup("sql"); strings.Contains(tag, "primary_key") {
			d.Key(f, name)
		}
	}
}
