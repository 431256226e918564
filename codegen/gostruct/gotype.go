package gostruct

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// A type is handled by its canonical spelling: a name is qualified by its import
// path ("encoding/json.RawMessage"), by a dot alone if the struct's own package
// declares it (".Role"), and by nothing if Go does ("string"). Around names stand
// "*", "[]", "[16]", "map[string]" and type arguments in brackets.

// canonical spells the type; "" if it is one that is never taken over.
func (p *pkg) canonical(s *source, expr ast.Expr, params map[string]bool) string {
	of := func(expr ast.Expr) string { return p.canonical(s, expr, params) }
	around := func(before string, inner ast.Expr) string {
		if c := of(inner); c != "" {
			return before + c
		}
		return ""
	}
	switch x := expr.(type) {
	case *ast.Ident:
		switch {
		case params[x.Name]:
			return ""
		case p.names[x.Name]:
			return "." + x.Name
		case x.Name == "byte" || x.Name == "uint8":
			return "byte"
		case isPredeclared(x.Name):
			return x.Name
		}
	case *ast.SelectorExpr:
		if q, ok := x.X.(*ast.Ident); ok && !params[q.Name] {
			if importPath := s.imported(q.Name); importPath != "" {
				return importPath + "." + x.Sel.Name
			}
		}
	case *ast.ParenExpr:
		return of(x.X)
	case *ast.StarExpr:
		return around("*", x.X)
	case *ast.ArrayType:
		if x.Len == nil {
			return around("[]", x.Elt)
		}
		if n, ok := x.Len.(*ast.BasicLit); ok && n.Kind == token.INT {
			return around("["+n.Value+"]", x.Elt)
		}
	case *ast.MapType:
		if key := of(x.Key); key != "" {
			return around("map["+key+"]", x.Value)
		}
	case *ast.IndexExpr:
		base, arg := of(x.X), of(x.Index)
		if base != "" && arg != "" {
			return base + "[" + arg + "]"
		}
	case *ast.InterfaceType:
		if x.Methods == nil || len(x.Methods.List) == 0 {
			return "any"
		}
	}
	return ""
}

// isPredeclared reports whether the name is that of a type that Go declares.
func isPredeclared(name string) bool {
	_, ok := types.Universe.Lookup(name).(*types.TypeName)
	return ok
}

// spell turns a canonical type into Go. qualify gives the name, with its dot, by
// which the file knows an import path; it is called in the order of the text.
func spell(canonical string, qualify func(importPath string) string) string {
	switch {
	case strings.HasPrefix(canonical, "*"):
		return "*" + spell(canonical[1:], qualify)
	case strings.HasPrefix(canonical, "["), strings.HasPrefix(canonical, "map["):
		open := strings.IndexByte(canonical, '[')
		end := closing(canonical, open)
		key := canonical[open+1 : end]
		if open > 0 {
			key = spell(key, qualify)
		}
		return canonical[:open+1] + key + "]" + spell(canonical[end+1:], qualify)
	}
	base, arg := cutArg(canonical)
	importPath, name := cutName(base)
	text := name
	if importPath != "" {
		text = qualify(importPath) + name
	}
	if arg != "" {
		text += "[" + spell(arg, qualify) + "]"
	}
	return text
}

// closing is the index of the bracket that closes the one at open.
func closing(s string, open int) int {
	depth := 0
	for i := open; i < len(s); i++ {
		switch s[i] {
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return len(s) - 1
}

// cutArg splits a type from its type argument.
func cutArg(canonical string) (base, arg string) {
	if open := strings.IndexByte(canonical, '['); open > 0 && strings.HasSuffix(canonical, "]") {
		return canonical[:open], canonical[open+1 : len(canonical)-1]
	}
	return canonical, ""
}

// cutName splits a named type into its import path and name.
func cutName(canonical string) (importPath, name string) {
	dot := strings.LastIndexByte(canonical, '.')
	return canonical[:max(dot, 0)], canonical[dot+1:]
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}
