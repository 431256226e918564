package gosrc

import (
	"go/ast"
	"slices"
	"strings"
)

// A Kind is the form of a type.
type Kind uint8

// The kinds of types.
const (
	Unknown Kind = iota // Type.Reason says why
	Basic
	Named
	Pointer
	Slice
	Array
	Map
	StructLit
	Interface
	Func
	Chan
)

// A Type is a Go type as far as syntax tells. Aliases are gone and type
// parameters replaced.
type Type struct {
	Kind Kind
	// Spelled is the type as the source writes it.
	Spelled string
	// Name is a basic type's name, or a named type's without its package.
	Name string
	// Path is the import path of a named type's package.
	Path   string
	Len    string  // of an array; "?" where it is not a number
	Args   []*Type // type arguments of a named type
	Elem   *Type   // of a pointer, slice, array or map
	Empty  bool    // an interface without methods
	Reason string

	decl   *decl // of a named type within the program
	fields *ast.FieldList
	scope  scope
}

// A scope gives names in a type expression their meaning.
type scope struct {
	file   *file
	params map[string]*Type
}

// Local reports whether the type is declared within the program.
func (t *Type) Local() bool { return t.decl != nil }

// Qualified is a named type's name after its import path.
func (t *Type) Qualified() string {
	if t.Path == "" {
		return t.Name
	}
	return t.Path + "." + t.Name
}

// canonical is Qualified without the major version in the path, and without the
// detour by gopkg.in. The versions of pgx are different libraries and stay.
func (t *Type) canonical() string {
	if t.Path == "" {
		return t.Name
	}
	base := t.Path
	if !strings.HasPrefix(base, "github.com/jackc/") {
		base = unversioned(base)
		parts := strings.Split(base, "/")
		base = strings.Join(slices.DeleteFunc(parts, func(part string) bool {
			return len(part) > 1 && part[0] == 'v' && strings.Trim(part[1:], "0123456789") == ""
		}), "/")
	}
	if rest, ok := strings.CutPrefix(base, "gopkg.in/"); ok && strings.Contains(rest, "/") {
		base = "github.com/" + rest
	}
	return base + "." + t.Name
}

// deref follows pointers.
func (t *Type) deref() *Type {
	for t.Kind == Pointer {
		t = t.Elem
	}
	return t
}

var basics = map[string]string{
	"bool": "bool", "string": "string",
	"int": "int", "int8": "int8", "int16": "int16", "int32": "int32", "int64": "int64",
	"uint": "uint", "uint8": "uint8", "uint16": "uint16", "uint32": "uint32", "uint64": "uint64",
	"float32": "float32", "float64": "float64",
	"complex64": "complex64", "complex128": "complex128", "uintptr": "uintptr",
	"byte": "uint8", "rune": "int32",
}
