package gosrc

import (
	"go/ast"
	"go/token"
	"strconv"
	"strings"
)

// deepest bounds how far type expressions and declarations are followed.
const deepest = 50

// typeOf resolves a type expression.
func (p *Program) typeOf(expr ast.Expr, sc scope) *Type {
	t := p.resolveType(expr, sc, 0)
	t.Spelled = spell(expr)
	return t
}

func (p *Program) resolveType(expr ast.Expr, sc scope, depth int) *Type {
	if depth > deepest {
		return &Type{Reason: "its declaration goes round in a circle", Spelled: spell(expr)}
	}
	elem := func(e ast.Expr) *Type {
		t := p.resolveType(e, sc, depth+1)
		t.Spelled = spell(e)
		return t
	}
	switch x := expr.(type) {
	case *ast.ParenExpr:
		return p.resolveType(x.X, sc, depth+1)
	case *ast.Ident:
		return p.ident(x.Name, sc, depth)
	case *ast.SelectorExpr:
		return p.selector(x, sc, nil, depth)
	case *ast.StarExpr:
		return &Type{Kind: Pointer, Elem: elem(x.X)}
	case *ast.ArrayType:
		if x.Len == nil {
			return &Type{Kind: Slice, Elem: elem(x.Elt)}
		}
		return &Type{Kind: Array, Elem: elem(x.Elt), Len: p.length(x.Len, sc)}
	case *ast.MapType:
		return &Type{Kind: Map, Elem: elem(x.Value)}
	case *ast.StructType:
		return &Type{Kind: StructLit, fields: x.Fields, scope: sc}
	case *ast.InterfaceType:
		return &Type{Kind: Interface, Empty: x.Methods == nil || len(x.Methods.List) == 0}
	case *ast.FuncType:
		return &Type{Kind: Func}
	case *ast.ChanType:
		return &Type{Kind: Chan}
	case *ast.IndexExpr:
		return p.instance(x.X, []ast.Expr{x.Index}, sc, depth)
	case *ast.IndexListExpr:
		return p.instance(x.X, x.Indices, sc, depth)
	}
	return &Type{Reason: "it is not a type"}
}

// ident resolves a name without a package: a type parameter, a type of the
// package, or a predeclared one.
func (p *Program) ident(name string, sc scope, depth int) *Type {
	if t, ok := sc.params[name]; ok {
		c := *t
		return &c
	}
	if d := sc.file.pkg.decls[name]; d != nil {
		return p.declared(d, nil, depth)
	}
	if basic, ok := basics[name]; ok {
		return &Type{Kind: Basic, Name: basic}
	}
	switch name {
	case "any":
		return &Type{Kind: Interface, Empty: true}
	case "error":
		return &Type{Kind: Interface}
	}
	for _, i := range sc.file.imports {
		if i.name != "." {
			continue
		}
		if pkg := p.imported(sc.file, i.path); pkg != nil {
			if d := pkg.decls[name]; d != nil {
				return p.declared(d, nil, depth)
			}
		}
	}
	if d := p.typeNamed(sc.file.pkg, name); d != nil {
		return p.declared(d, nil, depth)
	}
	why := "its package declares no type " + name
	if sc.file.pkg.broken != nil {
		why += " in the files that parse"
	}
	return &Type{Name: name, Reason: why}
}

// selector resolves package.Name.
func (p *Program) selector(x *ast.SelectorExpr, sc scope, args []*Type, depth int) *Type {
	pkgName, ok := x.X.(*ast.Ident)
	if !ok {
		return &Type{Reason: "it is not a type"}
	}
	importPath, ok := p.importOf(sc.file, pkgName.Name)
	if !ok {
		return &Type{Name: x.Sel.Name, Reason: "no import of the file is called " + pkgName.Name}
	}
	t := &Type{Kind: Named, Name: x.Sel.Name, Path: importPath, Args: args}
	if _, ok := hostTypes[t.canonical()]; ok {
		return t
	}
	pkg := p.imported(sc.file, importPath)
	if pkg == nil {
		return t
	}
	d := p.typeNamed(pkg, x.Sel.Name)
	if d == nil {
		return &Type{Name: x.Sel.Name, Path: importPath, Reason: "package " + importPath + " declares no type " + x.Sel.Name}
	}
	return p.declared(d, args, depth)
}

// declared is the type that a declaration makes; an alias is what it stands for.
func (p *Program) declared(d *decl, args []*Type, depth int) *Type {
	if !d.spec.Assign.IsValid() {
		return &Type{Kind: Named, Name: d.name, Path: d.file.pkg.Path, Args: args, decl: d}
	}
	return p.resolveType(d.spec.Type, scope{file: d.file, params: params(d, args)}, depth+1)
}

// instance resolves a generic type with its arguments.
func (p *Program) instance(base ast.Expr, indices []ast.Expr, sc scope, depth int) *Type {
	args := make([]*Type, len(indices))
	for i, index := range indices {
		args[i] = p.resolveType(index, sc, depth+1)
		args[i].Spelled = spell(index)
	}
	switch x := base.(type) {
	case *ast.SelectorExpr:
		return p.selector(x, sc, args, depth)
	case *ast.Ident:
		if d := sc.file.pkg.decls[x.Name]; d != nil {
			return p.declared(d, args, depth)
		}
		return p.ident(x.Name, sc, depth)
	case *ast.ParenExpr:
		return p.instance(x.X, indices, sc, depth+1)
	}
	return &Type{Reason: "it is not a type"}
}

// params binds the parameters of a generic declaration to arguments.
func params(d *decl, args []*Type) map[string]*Type {
	if d.spec.TypeParams == nil {
		return nil
	}
	bound := map[string]*Type{}
	i := 0
	for _, field := range d.spec.TypeParams.List {
		for _, name := range field.Names {
			if i < len(args) {
				bound[name.Name] = args[i]
			} else {
				bound[name.Name] = &Type{Name: name.Name, Reason: "it is a type parameter"}
			}
			i++
		}
	}
	return bound
}

// underlying follows declarations down to a type that is not a named one of the
// program. A struct has the name of the declaration that it stands in.
func (p *Program) underlying(t *Type) *Type {
	owner := ""
	for range deepest {
		if t.Kind != Named || t.decl == nil {
			if t.Kind == StructLit && owner != "" {
				t.Name = owner
			}
			return t
		}
		d := t.decl
		owner = d.name
		t = p.resolveType(d.spec.Type, scope{file: d.file, params: params(d, t.Args)}, 0)
	}
	return &Type{Reason: "its declaration goes round in a circle"}
}

// basic is the name of the basic type below t, or "".
func (p *Program) basic(t *Type) string {
	if u := p.underlying(t); u.Kind == Basic {
		return u.Name
	}
	return ""
}

// length is the number of an array type's elements where it stands there.
func (p *Program) length(expr ast.Expr, sc scope) string {
	for range deepest {
		switch x := expr.(type) {
		case *ast.BasicLit:
			if n, err := strconv.ParseInt(strings.ReplaceAll(x.Value, "_", ""), 0, 32); x.Kind == token.INT && err == nil {
				return strconv.FormatInt(n, 10)
			}
			return "?"
		case *ast.ParenExpr:
			expr = x.X
		case *ast.Ident:
			c := sc.file.pkg.consts[x.Name]
			if c == nil {
				return "?"
			}
			expr, sc = c.value, scope{file: c.file}
		default:
			return "?"
		}
	}
	return "?"
}
