package gosrc

import (
	"go/ast"
	"strings"
)

// spell writes a type expression on one line, as gofmt would, but for the inside
// of struct and interface types.
func spell(expr ast.Expr) string {
	var b strings.Builder
	speller{&b}.expr(expr, 0)
	return b.String()
}

type speller struct{ b *strings.Builder }

func (s speller) expr(expr ast.Expr, depth int) {
	if depth > 2*deepest || s.b.Len() > 500 {
		s.b.WriteString("…")
		return
	}
	next := func(e ast.Expr) { s.expr(e, depth+1) }
	switch x := expr.(type) {
	case *ast.Ident:
		s.b.WriteString(x.Name)
	case *ast.BasicLit:
		s.b.WriteString(x.Value)
	case *ast.ParenExpr:
		s.b.WriteByte('(')
		next(x.X)
		s.b.WriteByte(')')
	case *ast.SelectorExpr:
		next(x.X)
		s.b.WriteByte('.')
		s.b.WriteString(x.Sel.Name)
	case *ast.StarExpr:
		s.b.WriteByte('*')
		next(x.X)
	case *ast.ArrayType:
		s.b.WriteByte('[')
		if x.Len != nil {
			next(x.Len)
		}
		s.b.WriteByte(']')
		next(x.Elt)
	case *ast.Ellipsis:
		s.b.WriteString("...")
	case *ast.MapType:
		s.b.WriteString("map[")
		next(x.Key)
		s.b.WriteByte(']')
		next(x.Value)
	case *ast.IndexExpr:
		next(x.X)
		s.b.WriteByte('[')
		next(x.Index)
		s.b.WriteByte(']')
	case *ast.IndexListExpr:
		next(x.X)
		s.b.WriteByte('[')
		for i, e := range x.Indices {
			if i > 0 {
				s.b.WriteString(", ")
			}
			next(e)
		}
		s.b.WriteByte(']')
	case *ast.StructType:
		s.b.WriteString("struct")
		s.braces(x.Fields)
	case *ast.InterfaceType:
		s.b.WriteString("interface")
		s.braces(x.Methods)
	case *ast.FuncType:
		s.b.WriteString("func(…)")
	case *ast.ChanType:
		s.b.WriteString("chan ")
		next(x.Value)
	default:
		s.b.WriteString("…")
	}
}

func (s speller) braces(list *ast.FieldList) {
	if list == nil || len(list.List) == 0 {
		s.b.WriteString("{}")
		return
	}
	s.b.WriteString("{…}")
}
