package gosrc

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"
)

// A constant is one name of a const declaration with the expression that it is
// given, itself or by the one before it.
type constant struct {
	name  string
	typ   ast.Expr // nil for none
	value ast.Expr
	file  *file
	pos   token.Pos
}

func (pkg *Package) addConstants(f *file, d *ast.GenDecl) {
	var typ ast.Expr
	var values []ast.Expr
	for _, spec := range d.Specs {
		vs, ok := spec.(*ast.ValueSpec)
		if !ok {
			continue
		}
		if len(vs.Values) > 0 {
			typ, values = vs.Type, vs.Values
		}
		for i, name := range vs.Names {
			if i < len(values) && name.Name != "_" {
				pkg.consts[name.Name] = &constant{name: name.Name, typ: typ, value: values[i], file: f, pos: name.Pos()}
			}
		}
	}
}

// An evaluator finds the value of string expressions that need no running.
type evaluator struct {
	p     *Program
	local map[string]string // variables of a function body
	steps int
}

const mostSteps = 200

// text is the value of a string expression: literals, constants, conversions,
// concatenations and fmt.Sprintf of those.
func (e *evaluator) text(expr ast.Expr, f *file) (string, bool) {
	if e.steps++; e.steps > mostSteps {
		return "", false
	}
	switch x := expr.(type) {
	case *ast.BasicLit:
		if x.Kind == token.STRING {
			s, err := strconv.Unquote(x.Value)
			return s, err == nil
		}
		if x.Kind == token.INT {
			return x.Value, true
		}
	case *ast.ParenExpr:
		return e.text(x.X, f)
	case *ast.Ident:
		if s, ok := e.local[x.Name]; ok {
			return s, true
		}
		if c := f.pkg.consts[x.Name]; c != nil {
			return e.outside().text(c.value, c.file)
		}
	case *ast.SelectorExpr:
		if c := e.selected(x, f); c != nil {
			return e.outside().text(c.value, c.file)
		}
	case *ast.BinaryExpr:
		if x.Op == token.ADD {
			a, ok := e.text(x.X, f)
			if !ok {
				return "", false
			}
			b, ok := e.text(x.Y, f)
			return a + b, ok && len(a)+len(b) < 1000
		}
	case *ast.CallExpr:
		return e.call(x, f)
	}
	return "", false
}

// outside is the evaluator without the local variables, which mean nothing in
// another declaration.
func (e *evaluator) outside() *evaluator { return &evaluator{p: e.p, steps: e.steps + 1} }

func (e *evaluator) selected(x *ast.SelectorExpr, f *file) *constant {
	pkgName, ok := x.X.(*ast.Ident)
	if !ok {
		return nil
	}
	if importPath, ok := e.p.importOf(f, pkgName.Name); ok {
		if pkg := e.p.imported(f, importPath); pkg != nil {
			return pkg.consts[x.Sel.Name]
		}
	}
	return nil
}

// call evaluates conversions to a string type, and fmt.Sprintf with %s and %v.
func (e *evaluator) call(x *ast.CallExpr, f *file) (string, bool) {
	if len(x.Args) == 0 {
		return "", false
	}
	if sel, ok := x.Fun.(*ast.SelectorExpr); ok {
		if pkg, ok := sel.X.(*ast.Ident); ok && pkg.Name == "fmt" && sel.Sel.Name == "Sprintf" {
			return e.sprintf(x.Args, f)
		}
	}
	if len(x.Args) == 1 && e.p.basic(e.p.typeOf(x.Fun, scope{file: f})) == "string" {
		return e.text(x.Args[0], f)
	}
	return "", false
}

func (e *evaluator) sprintf(args []ast.Expr, f *file) (string, bool) {
	format, ok := e.text(args[0], f)
	if !ok || strings.Count(format, "%") != strings.Count(format, "%s")+strings.Count(format, "%v") ||
		strings.Count(format, "%") != len(args)-1 {
		return "", false
	}
	values := make([]any, 0, len(args)-1)
	for _, arg := range args[1:] {
		v, ok := e.text(arg, f)
		if !ok {
			return "", false
		}
		values = append(values, v)
	}
	return fmt.Sprintf(format, values...), true
}

// returned is the string that a function always returns: its body does nothing
// but define variables and return. What a field of the receiver may hold instead
// is a choice of those who set it, and not the rule.
func (e *evaluator) returned(d *ast.FuncDecl, f *file) (string, bool) {
	if d.Body == nil {
		return "", false
	}
	e.local = map[string]string{}
	var under []ast.Expr // what is returned under conditions
	for _, stmt := range d.Body.List {
		switch s := stmt.(type) {
		case *ast.IfStmt:
			results, ok := onlyReturns(s)
			if !ok {
				return "", false
			}
			under = append(under, results...)
		case *ast.ReturnStmt:
			if len(s.Results) != 1 {
				return "", false
			}
			return e.agreed(append(under, s.Results[0]), d, f)
		case *ast.AssignStmt:
			if len(s.Lhs) != len(s.Rhs) || s.Tok != token.DEFINE && s.Tok != token.ASSIGN {
				return "", false
			}
			for i := range s.Lhs {
				if !e.define(s.Lhs[i], s.Rhs[i], f) {
					return "", false
				}
			}
		case *ast.DeclStmt:
			gen, ok := s.Decl.(*ast.GenDecl)
			if !ok {
				return "", false
			}
			for _, spec := range gen.Specs {
				vs, ok := spec.(*ast.ValueSpec)
				if !ok || len(vs.Names) != len(vs.Values) {
					return "", false
				}
				for i := range vs.Names {
					if !e.define(vs.Names[i], vs.Values[i], f) {
						return "", false
					}
				}
			}
		default:
			return "", false
		}
	}
	return "", false
}

// agreed is the one string that all results are which are no field of the
// receiver.
func (e *evaluator) agreed(results []ast.Expr, d *ast.FuncDecl, f *file) (text string, ok bool) {
	for _, result := range results {
		if ofReceiver(result, d) {
			continue
		}
		s, evaluated := e.text(result, f)
		if !evaluated || ok && s != text {
			return "", false
		}
		text, ok = s, true
	}
	return text, ok
}

// ofReceiver reports whether the expression is a field of the method's receiver,
// or a pointer to one followed.
func ofReceiver(expr ast.Expr, d *ast.FuncDecl) bool {
	if star, ok := expr.(*ast.StarExpr); ok {
		expr = star.X
	}
	sel, ok := expr.(*ast.SelectorExpr)
	if !ok || d.Recv == nil || len(d.Recv.List) != 1 || len(d.Recv.List[0].Names) != 1 {
		return false
	}
	id, ok := sel.X.(*ast.Ident)
	return ok && id.Name == d.Recv.List[0].Names[0].Name
}

// onlyReturns are the results of an if statement all of whose branches do
// nothing but return one.
func onlyReturns(s *ast.IfStmt) (results []ast.Expr, ok bool) {
	for {
		if s.Init != nil || len(s.Body.List) != 1 {
			return nil, false
		}
		ret, ok := s.Body.List[0].(*ast.ReturnStmt)
		if !ok || len(ret.Results) != 1 {
			return nil, false
		}
		results = append(results, ret.Results[0])
		switch next := s.Else.(type) {
		case nil:
			return results, true
		case *ast.IfStmt:
			s = next
		case *ast.BlockStmt:
			// The rest of the function is out of reach.
			return nil, false
		}
	}
}

func (e *evaluator) define(name, value ast.Expr, f *file) bool {
	id, ok := name.(*ast.Ident)
	if !ok {
		return false
	}
	s, ok := e.text(value, f)
	if ok {
		e.local[id.Name] = s
	}
	return ok
}

// labels are the constants of a named string type in source order.
func (p *Program) labels(d *decl) []string {
	if d.file == nil || d.file.pkg == nil {
		return nil
	}
	var labels []string
	seen := map[string]bool{}
	for _, c := range d.file.pkg.constantsOf(d) {
		e := &evaluator{p: p}
		s, ok := e.text(c.value, c.file)
		if ok && !seen[s] {
			seen[s] = true
			labels = append(labels, s)
		}
	}
	return labels
}

// constantsOf are the package's constants of the type, by file and place.
func (pkg *Package) constantsOf(d *decl) []*constant {
	var found []*constant
	for _, c := range pkg.consts {
		typ := c.typ
		if call, ok := c.value.(*ast.CallExpr); ok && typ == nil {
			typ = call.Fun
		}
		if id, ok := typ.(*ast.Ident); ok && pkg.decls[id.Name] == d {
			found = append(found, c)
		}
	}
	slices.SortFunc(found, func(a, b *constant) int {
		return cmp.Or(cmp.Compare(a.file.name, b.file.name), cmp.Compare(a.pos, b.pos))
	})
	return found
}
