package ent

import (
	"go/ast"
	"strconv"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// columnNames are the columns in []*schema.Column{UsersColumns[0]}.
func (r *reader) columnNames(expr ast.Expr) []string {
	lit, ok := expr.(*ast.CompositeLit)
	if !ok {
		return nil
	}
	var names []string
	for _, elt := range lit.Elts {
		if _, name := r.columnAt(elt); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// columnAt is the variable and the column in UsersColumns[0].
func (r *reader) columnAt(expr ast.Expr) (variable, name string) {
	x, ok := expr.(*ast.IndexExpr)
	if !ok {
		return "", ""
	}
	id, ok := x.X.(*ast.Ident)
	if !ok {
		return "", ""
	}
	lit, index := r.variable(id.Name), 0
	if n, ok := x.Index.(*ast.BasicLit); ok {
		index, _ = strconv.Atoi(n.Value)
	}
	if lit == nil || index >= len(lit.Elts) {
		return "", ""
	}
	if c, ok := lit.Elts[index].(*ast.CompositeLit); ok {
		return id.Name, r.text(fields(c)["Name"])
	}
	return "", ""
}

// tableOf is the table whose columns stand in the variable.
func (r *reader) tableOf(columns string) (namespace, name string) {
	for _, v := range r.vars {
		typ, ok := v.value.Type.(*ast.SelectorExpr)
		if !ok || typ.Sel.Name != "Table" {
			continue
		}
		set := fields(v.value)
		if id, ok := set["Columns"].(*ast.Ident); ok && id.Name == columns {
			return r.text(set["Schema"]), r.text(set["Name"])
		}
	}
	return "", ""
}

var actions = map[string]schema.Action{
	"NoAction": schema.NoAction, "Restrict": schema.Restrict, "Cascade": schema.Cascade, "SetNull": schema.SetNull,
	"SetDefault": schema.SetDefault,
}

func (r *reader) foreignKeys(t *schema.Table, expr ast.Expr) {
	for _, lit := range literals(expr) {
		set := fields(lit)
		fk := &schema.ForeignKey{Name: r.text(set["Symbol"]), Columns: r.columnNames(set["Columns"]), Origin: t.Origin}
		if refs, ok := set["RefColumns"].(*ast.CompositeLit); ok && len(refs.Elts) > 0 {
			variable, _ := r.columnAt(refs.Elts[0])
			namespace, name := r.tableOf(variable)
			fk.RefColumns = r.columnNames(refs)
			fk.RefSchema, fk.RefTable = namespace, name
		}
		if sel, ok := set["OnDelete"].(*ast.SelectorExpr); ok {
			if action, known := actions[sel.Sel.Name]; known {
				fk.OnDelete = schema.Is(action)
			}
		}
		if len(fk.Columns) > 0 && fk.RefTable != "" {
			t.ForeignKeys = append(t.ForeignKeys, fk)
		}
	}
}

func (r *reader) indexes(t *schema.Table, expr ast.Expr) {
	for _, lit := range literals(expr) {
		set := fields(lit)
		idx := &schema.Index{Name: r.text(set["Name"]), Unique: schema.Is(truth(set["Unique"])), Origin: t.Origin}
		for _, name := range r.columnNames(set["Columns"]) {
			idx.Keys = append(idx.Keys, schema.IndexKey{Column: name})
		}
		where := ""
		if note := literal(set["Annotation"]); note != nil {
			more := fields(note)
			where = r.text(more["Where"])
			if method := r.text(more["Type"]); method != "" {
				idx.Method = schema.Is(lower(method))
			}
			if types := literal(more["Types"]); types != nil {
				for _, elt := range types.Elts {
					if kv, ok := elt.(*ast.KeyValueExpr); ok && r.text(kv.Key) == "postgres" {
						idx.Method = schema.Is(lower(r.text(kv.Value)))
					}
				}
			}
			if include := literal(more["IncludeColumns"]); include != nil {
				for _, elt := range include.Elts {
					idx.Include = append(idx.Include, r.text(elt))
				}
			}
			if truth(more["Desc"]) && len(idx.Keys) == 1 {
				idx.Keys[0].Desc = schema.Is(true)
			}
		}
		idx.Where = schema.Is(where)
		if len(idx.Keys) > 0 {
			t.Indexes = append(t.Indexes, idx)
		}
	}
}

// literals are the composite literals in a list.
func literals(expr ast.Expr) []*ast.CompositeLit {
	list, ok := expr.(*ast.CompositeLit)
	if !ok {
		return nil
	}
	var all []*ast.CompositeLit
	for _, elt := range list.Elts {
		if lit := literal(elt); lit != nil {
			all = append(all, lit)
		}
	}
	return all
}

func lower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// An entity is the generated struct of a table, with the place of its schema.
type entity struct {
	origin schema.Origin
	fields map[string]*gosrc.Field // by column
	at     map[string]schema.Origin
}

// place is where a column is declared, or else its table.
func (e *entity) place(column string) schema.Origin {
	if at, ok := e.at[column]; ok {
		return at
	}
	return e.origin
}
