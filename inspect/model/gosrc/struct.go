package gosrc

import (
	"go/ast"
	"go/token"
	"strconv"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A Struct is a declared struct type.
type Struct struct {
	Name    string
	Package *Package
	Type    *Type
	// Generic is true for a type with parameters, which stands for no one table.
	Generic bool
	// Generator is the program that wrote the file; "" for a person.
	Generator string
	Origin    schema.Origin
	Fields    []*Field

	directives []directive
	decl       *decl
}

// String is package.Name, as people write it.
func (s *Struct) String() string { return s.Package.Name + "." + s.Name }

// copied is the type that the struct's declaration takes its fields from, as in
// type Row User; "" if it lists them.
func (s *Struct) copied() string {
	if _, lists := s.decl.spec.Type.(*ast.StructType); lists {
		return ""
	}
	return spell(s.decl.spec.Type)
}

// A Field is one field of a struct, embedded or not.
type Field struct {
	Name     string
	Embedded bool
	Type     *Type
	Tag      Tag
	Doc      string
	Origin   schema.Origin // of its name
}

// Exported reports whether libraries can see the field.
func (f *Field) Exported() bool { return token.IsExported(f.Name) }

// structOf is the struct that the declaration makes, or nil if it makes another
// type or an alias.
func (p *Program) structOf(d *decl) *Struct {
	if s, done := p.structs[d]; done {
		return s
	}
	p.structs[d] = nil
	if d.spec.Assign.IsValid() || d.name == "_" {
		return nil
	}
	t := &Type{Kind: Named, Name: d.name, Path: d.file.pkg.Path, Spelled: d.name, decl: d}
	if u := p.underlying(t); u.Kind != StructLit {
		return nil
	}
	s := &Struct{
		Name:       d.name,
		Package:    d.file.pkg,
		Type:       t,
		Generic:    d.spec.TypeParams != nil,
		Generator:  d.file.generator,
		Origin:     p.origin(d.file, d.spec.Name.Pos(), d.name),
		directives: p.directivesOf(d),
		decl:       d,
	}
	s.Fields = p.Fields(t)
	p.structs[d] = s
	return s
}

// StructOf is the struct that a type of the program declares, after pointers,
// or nil. An instance of a generic type is none.
func (p *Program) StructOf(t *Type) *Struct {
	if t = t.deref(); t.Kind != Named || t.decl == nil || t.Args != nil {
		return nil
	}
	return p.structOf(t.decl)
}

// Fields are the fields of a struct type, after pointers and declarations; nil
// for another type.
func (p *Program) Fields(t *Type) []*Field {
	u := p.underlying(t.deref())
	if u.Kind != StructLit || u.fields == nil {
		return nil
	}
	owner := ""
	if u.Name != "" {
		owner = u.Name + "."
	}
	var all []*Field
	for _, list := range u.fields.List {
		typ := p.typeOf(list.Type, u.scope)
		tag, doc := Tag{}, ""
		if list.Tag != nil {
			if text, err := strconv.Unquote(list.Tag.Value); err == nil {
				tag = ParseTag(text)
			}
		}
		if list.Doc != nil {
			doc = list.Doc.Text()
		} else if list.Comment != nil {
			doc = list.Comment.Text()
		}
		if len(list.Names) == 0 {
			name, pos := embeddedName(list.Type)
			all = append(all, &Field{
				Name: name, Embedded: true, Type: typ, Tag: tag, Doc: doc,
				Origin: p.origin(u.scope.file, pos, owner+name),
			})
			continue
		}
		for _, name := range list.Names {
			if name.Name == "_" {
				continue
			}
			all = append(all, &Field{
				Name: name.Name, Type: typ, Tag: tag, Doc: doc,
				Origin: p.origin(u.scope.file, name.Pos(), owner+name.Name),
			})
		}
	}
	return all
}

// embeddedName is the name of a field without one, and where it stands.
func embeddedName(expr ast.Expr) (string, token.Pos) {
	pos := expr.Pos()
	for {
		switch x := expr.(type) {
		case *ast.StarExpr:
			expr = x.X
		case *ast.ParenExpr:
			expr = x.X
		case *ast.IndexExpr:
			expr = x.X
		case *ast.IndexListExpr:
			expr = x.X
		case *ast.SelectorExpr:
			return x.Sel.Name, x.Sel.Pos()
		case *ast.Ident:
			return x.Name, x.Pos()
		default:
			return "", pos
		}
	}
}
