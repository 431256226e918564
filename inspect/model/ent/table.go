package ent

import (
	"go/ast"
	"go/token"
	"strconv"
	"strings"

	"github.com/synapscale/synapcheck/inspect/model"
	"github.com/synapscale/synapcheck/inspect/model/gosrc"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// tables reads every schema.Table literal of the file.
func (r *reader) tables() []*schema.Table {
	var all []*schema.Table
	for _, v := range r.vars {
		if typ, ok := v.value.Type.(*ast.SelectorExpr); ok && typ.Sel.Name == "Table" {
			all = append(all, r.table(v.value))
		}
	}
	return all
}

func (r *reader) table(lit *ast.CompositeLit) *schema.Table {
	set := fields(lit)
	name := r.text(set["Name"])
	t := &schema.Table{
		Kind: schema.KindTable, Schema: r.text(set["Schema"]), Name: name,
		Origin: r.file.Origin(lit.Pos(), name),
		Binding: schema.Binding{
			How: "ent schema", Certain: true, Dialect: "ent", Writes: true, Generator: "ent",
		},
	}
	e := r.entities[name]
	if e != nil {
		t.Origin = e.origin
	}
	if comment := r.text(set["Comment"]); comment != "" {
		t.Comment = schema.Is(comment)
	}
	columns, _ := set["Columns"].(*ast.Ident)
	if columns == nil || r.variable(columns.Name) == nil {
		r.gaps = append(r.gaps, schema.Gap{
			Subject: "table " + name, Reason: "its columns do not stand in a variable of the file", Origin: t.Origin,
			Undetermined: true, Object: t.Ref(),
		})
		return t
	}
	key := r.columnNames(set["PrimaryKey"])
	for _, elt := range r.variable(columns.Name).Elts {
		if c, ok := elt.(*ast.CompositeLit); ok {
			r.column(t, c, e, len(key) == 1 && key[0] == r.text(fields(c)["Name"]))
		}
	}
	if len(key) > 0 {
		t.PrimaryKey = &schema.PrimaryKey{Columns: key, Origin: t.Origin}
	}
	r.foreignKeys(t, set["ForeignKeys"])
	r.indexes(t, set["Indexes"])
	return t
}

// column reads one column; key is true for one that is the whole primary key.
func (r *reader) column(t *schema.Table, lit *ast.CompositeLit, e *entity, key bool) {
	set := fields(lit)
	name := r.text(set["Name"])
	col := &schema.Column{Name: name, NotNull: schema.Is(!truth(set["Nullable"])), Origin: r.file.Origin(lit.Pos(), t.Name+"."+name)}
	if e != nil {
		col.Origin = e.place(name)
		if f := e.fields[name]; f != nil {
			col.Host, _ = r.p.Host(f.Type, gosrc.ReaderEnt)
			if truth(set["Nullable"]) && col.Host.Null == schema.NullZeroed {
				col.Host.Null = schema.NullHeld // an optional field is left out when it is not set
			}
			if r.typeName(set["Type"]) == "JSON" {
				col.Host.Scans = true
			}
		}
	}
	r.claimType(t, col, set)
	if value := set["Default"]; value != nil {
		if text, ok := r.standard(value, set); ok {
			col.Default = schema.Is(text)
		}
	}
	if comment := r.text(set["Comment"]); comment != "" {
		col.Comment = schema.Is(comment)
	}
	if collation := r.text(set["Collation"]); collation != "" {
		col.Collation = schema.Is(collation)
	}
	t.Columns = append(t.Columns, col)
	if truth(set["Unique"]) && !key {
		t.Indexes = append(t.Indexes, &schema.Index{
			Name: t.Name + "_" + name + "_key", Unique: schema.Is(true), Keys: []schema.IndexKey{{Column: name}}, Origin: col.Origin,
		})
	}
}

// typeName is String of field.TypeString.
func (r *reader) typeName(expr ast.Expr) string {
	if sel, ok := expr.(*ast.SelectorExpr); ok {
		return strings.TrimPrefix(sel.Sel.Name, "Type")
	}
	return ""
}

// types are those that ent makes of its own in PostgreSQL.
var types = map[string]string{
	"Bool": "boolean", "Uint8": "smallint", "Int8": "smallint", "Int16": "smallint", "Uint16": "integer", "Int32": "integer",
	"Uint32": "bigint", "Int": "bigint", "Uint": "bigint", "Int64": "bigint", "Uint64": "bigint", "Float32": "real",
	"Float64": "float8", "Bytes": "bytea", "UUID": "uuid", "JSON": "jsonb", "Time": "timestamptz",
}

// claimType claims the type of the dialect, or ent's own. Texts are varchar or
// text by their size, which nothing depends on.
func (r *reader) claimType(t *schema.Table, col *schema.Column, set map[string]ast.Expr) {
	name := r.typeName(set["Type"])
	text := types[name]
	if lit := literal(set["SchemaType"]); lit != nil {
		for _, elt := range lit.Elts {
			if kv, ok := elt.(*ast.KeyValueExpr); ok && r.text(kv.Key) == "postgres" {
				text, name = r.text(kv.Value), ""
			}
		}
	}
	if name == "String" || name == "Enum" {
		col.Type = schema.AnyOf(schema.Type{Name: "varchar"}, schema.Type{Name: "text"})
		return
	}
	if text == "" {
		return
	}
	typ, err := model.ParseType(text)
	if err != nil {
		r.gaps = append(r.gaps, schema.Gap{
			Subject: "column " + t.Name + "." + col.Name, Reason: err.Error(), Undetermined: true,
			Object: t.Child(schema.KindColumn, col.Name), Origin: col.Origin,
		})
		return
	}
	col.Type = schema.Is(typ)
}

// standard is a default as SQL.
func (r *reader) standard(expr ast.Expr, set map[string]ast.Expr) (string, bool) {
	switch x := expr.(type) {
	case *ast.Ident:
		return x.Name, x.Name == "true" || x.Name == "false"
	case *ast.BasicLit:
		if x.Kind != token.STRING {
			return x.Value, true
		}
		text, err := strconv.Unquote(x.Value)
		switch r.typeName(set["Type"]) {
		case "String", "Enum":
			return "'" + strings.ReplaceAll(text, "'", "''") + "'", err == nil
		}
		return text, err == nil
	case *ast.UnaryExpr:
		text, ok := r.standard(x.X, set)
		return x.Op.String() + text, ok
	case *ast.CallExpr: // schema.Expr("now()")
		if sel, ok := x.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "Expr" && len(x.Args) == 1 {
			text := r.text(x.Args[0])
			return text, text != ""
		}
	case *ast.CompositeLit: // map[string]schema.Expr{"postgres": "now()"}
		for _, elt := range x.Elts {
			if kv, ok := elt.(*ast.KeyValueExpr); ok && r.text(kv.Key) == "postgres" {
				text := r.text(kv.Value)
				return text, text != ""
			}
		}
	}
	return "", false
}
