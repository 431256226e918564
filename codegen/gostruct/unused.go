package gostruct

import (
	"go/ast"
	"go/token"
	"strconv"
)

// withoutUnused takes away the imports that the file had a use for and the
// changed text has not.
func withoutUnused(src *source, text []byte) []byte {
	changed := newSource(src.path, text)
	if changed.err != nil {
		return text // which is told elsewhere
	}
	had, has := qualifiers(src.file), qualifiers(changed.file)
	var edits []edit
	for _, d := range changed.file.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.IMPORT {
			continue
		}
		var gone []*ast.ImportSpec
		for _, s := range g.Specs {
			if spec := s.(*ast.ImportSpec); had[nameOf(spec)] && !has[nameOf(spec)] {
				gone = append(gone, spec)
			}
		}
		switch {
		case len(gone) == 0:
		case len(gone) == len(g.Specs):
			edits = append(edits, changed.cutDecl(g))
		default:
			for _, spec := range gone {
				edits = append(edits, changed.cutImport(g, spec))
			}
		}
	}
	return insert(text, edits)
}

// nameOf is the name by which a file knows an import.
func nameOf(spec *ast.ImportSpec) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	p, _ := strconv.Unquote(spec.Path.Value)
	return importName(p)
}

// qualifiers are the names that stand before a dot anywhere in the file.
func qualifiers(f *ast.File) map[string]bool {
	names := map[string]bool{}
	ast.Inspect(f, func(n ast.Node) bool {
		if x, ok := n.(*ast.SelectorExpr); ok {
			if q, ok := x.X.(*ast.Ident); ok {
				names[q.Name] = true
			}
		}
		return true
	})
	return names
}

// cutDecl takes a whole declaration away, with the empty line after it.
func (s *source) cutDecl(g *ast.GenDecl) edit {
	first := g.Pos()
	if g.Doc != nil {
		first = g.Doc.Pos()
	}
	start, alone := lineStart(s.text, s.offset(first))
	end, whole := after(s.text, s.offset(g.End()))
	if alone && whole && end < len(s.text) && s.text[end] == '\n' {
		end++
	}
	return edit{at: start, cut: end - start}
}

// cutImport takes one import out of a block, and the empty line that would be
// left over with it.
func (s *source) cutImport(g *ast.GenDecl, spec *ast.ImportSpec) edit {
	start, alone := lineStart(s.text, s.offset(specStart(spec)))
	end, whole := after(s.text, s.offset(spec.End()))
	if !alone || !whole {
		return edit{at: start, cut: end - start}
	}
	before := start >= 2 && s.text[start-2] == '\n' || start == s.offset(g.Lparen)+2
	behind := end < len(s.text) && (s.text[end] == '\n' || s.text[end] == ')')
	switch {
	case before && behind && s.text[end] == '\n':
		end++
	case before && behind && s.text[start-2] == '\n':
		start--
	}
	return edit{at: start, cut: end - start}
}
