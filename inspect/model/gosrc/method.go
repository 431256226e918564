package gosrc

import "go/ast"

// A method is one that a type has, itself or by embedding.
type method struct {
	decl     *ast.FuncDecl // nil for a type outside of the program
	file     *file
	receiver *Type // the type that declares it
	promoted bool
}

// method finds a method of a type by name, whether its receiver is a pointer or
// not. An embedded field's is the type's own unless a nearer one hides it.
func (p *Program) method(t *Type, names ...string) *method {
	level := []*Type{t.deref()}
	seen := map[*decl]bool{}
	for depth := 0; len(level) > 0 && depth < deepest; depth++ {
		var next []*Type
		var found []*method
		for _, at := range level {
			if m := p.ownMethod(at, names); m != nil {
				m.promoted = depth > 0
				found = append(found, m)
				continue
			}
			if at.decl != nil {
				if seen[at.decl] {
					continue
				}
				seen[at.decl] = true
			}
			for _, f := range p.Fields(at) {
				if f.Embedded {
					next = append(next, f.Type.deref())
				}
			}
		}
		switch len(found) {
		case 0:
			level = next
		case 1:
			return found[0]
		default:
			return nil // two of the same depth hide each other
		}
	}
	return nil
}

func (p *Program) ownMethod(t *Type, names []string) *method {
	if t.Kind != Named {
		return nil
	}
	for _, name := range names {
		switch {
		case t.decl != nil:
			pkg := t.decl.file.pkg
			if d := pkg.methods[t.decl.name][name]; d != nil && (name != "Scan" || p.scans(d, pkg.homes[d])) {
				return &method{decl: d, file: pkg.homes[d], receiver: t}
			}
		case hostTypes[t.canonical()].has(name):
			return &method{receiver: t}
		}
	}
	return nil
}

// scans reports whether a method called Scan is that of sql.Scanner, which takes
// one value of any type and returns an error.
func (p *Program) scans(d *ast.FuncDecl, f *file) bool {
	params, results := d.Type.Params, d.Type.Results
	if params.NumFields() != 1 || results.NumFields() != 1 {
		return false
	}
	t := p.underlying(p.typeOf(params.List[0].Type, scope{file: f}))
	id, ok := results.List[0].Type.(*ast.Ident)
	return t.Kind == Interface && t.Empty && ok && id.Name == "error"
}

// HasMethod reports whether the type or a pointer to it has one of the methods,
// by its own declaration or an embedded one.
func (p *Program) HasMethod(t *Type, names ...string) bool { return p.method(t, names...) != nil }

// scanners are the methods by which a type tells database/sql or pgx itself what
// becomes of a value.
var scanners = []string{
	"Scan", "DecodeText", "DecodeBinary", "ScanText", "ScanBytes", "ScanBool", "ScanInt64", "ScanFloat64",
	"ScanNumeric", "ScanDate", "ScanTime", "ScanTimestamp", "ScanTimestamptz", "ScanInterval", "ScanUUID",
	"ScanNetipPrefix", "ScanHstore", "ScanRange", "ScanNull", "ScanIndex", "SetDimensions",
}
