package gostruct

import (
	"fmt"
	"go/ast"
	"go/token"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// more stands at the end of a list of places that was cut off.
const more = "…"

// uses are places in the code of the module that may mean the field, at most as
// many as the limit: whatever has its name, in whichever package, through
// whichever struct that embeds this one, but for what can be no use of a field.
func (r *repairer) uses(f *field, limit int) []string {
	return r.search(limit, func(s *source, found func(token.Pos)) {
		skip := map[*ast.Ident]bool{f.ident: true}
		ast.Inspect(s.file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.StructType: // other fields of the name
				for _, x := range n.Fields.List {
					for _, id := range x.Names {
						skip[id] = true
					}
				}
			case *ast.FuncDecl:
				skip[n.Name] = true
			case *ast.TypeSpec:
				skip[n.Name] = true
			case *ast.SelectorExpr: // of a package that is none of the module's
				if q, ok := n.X.(*ast.Ident); ok && s.imported(q.Name) != "" {
					skip[n.Sel] = true
				}
			case *ast.CompositeLit:
				// A key of a struct that has such a field itself.
				if !r.keyed(s, n, f) {
					for _, x := range n.Elts {
						if kv, ok := x.(*ast.KeyValueExpr); ok {
							if id, ok := kv.Key.(*ast.Ident); ok {
								skip[id] = true
							}
						}
					}
				} else if r.positional(s, n, f) {
					found(n.Pos())
				}
			case *ast.Ident:
				if n.Name == f.name && !skip[n] {
					found(n.Pos())
				}
			}
			return true
		})
	}, func(text string) bool { return strings.Contains(text, "."+f.name) })
}

// keyed reports whether keys of the literal may be fields of the struct: false
// for one of another struct that is declared beside it.
func (r *repairer) keyed(s *source, lit *ast.CompositeLit, f *field) bool {
	name, local := baseName(lit.Type)
	if lit.Type == nil || !local {
		return true
	}
	d := r.packages.of(s).types[name]
	if d == nil {
		return true
	}
	_, isStruct := d.spec.Type.(*ast.StructType)
	return !isStruct || d == f.decl
}

// positional reports a literal of the struct that names no fields.
func (r *repairer) positional(s *source, lit *ast.CompositeLit, f *field) bool {
	name, local := baseName(lit.Type)
	if name != f.decl.spec.Name.Name || len(lit.Elts) == 0 || local && r.packages.of(s) != r.packages.of(f.decl.src) {
		return false
	}
	if _, ok := lit.Type.(*ast.ArrayType); ok {
		return false
	}
	_, keyed := lit.Elts[0].(*ast.KeyValueExpr)
	return !keyed
}

// statement is a word of SQL; a text with one is likely a statement.
var statement = regexp.MustCompile(`(?i)\b(select|insert|update|delete|where|returning|order by|set|join|from)\b`)

// mentions are texts in the code that name the column, or the field: statements,
// and arguments that are nothing but the name.
func (r *repairer) mentions(f *field, column string, limit int) []string {
	word := regexp.MustCompile(`(?:^|[^\pL\pN_])` + regexp.QuoteMeta(column) + `(?:$|[^\pL\pN_])`)
	return r.search(limit, func(s *source, found func(token.Pos)) {
		skip := map[*ast.BasicLit]bool{}
		ast.Inspect(s.file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Field:
				if n.Tag != nil {
					skip[n.Tag] = true
				}
			case *ast.ImportSpec:
				return false
			case *ast.BasicLit:
				text, err := strconv.Unquote(n.Value)
				if n.Kind != token.STRING || skip[n] || err != nil {
					return true
				}
				if text == column || text == f.name || word.MatchString(text) && (statement.MatchString(text) || strings.Contains(text, ":"+column)) {
					found(n.Pos())
				}
			}
			return true
		})
	}, func(text string) bool { return word.MatchString(text) && statement.MatchString(text) })
}

// templates are files beside the code that may name fields or columns.
var templates = []string{".tmpl", ".gotmpl", ".gohtml", ".html", ".tpl", ".sql.tmpl", ".gosql"}

// search goes through the files of the module.
func (r *repairer) search(limit int, look func(*source, func(token.Pos)), other func(text string) bool) (where []string) {
	_ = fs.WalkDir(r.packages.fsys, ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case len(where) > limit:
			return fs.SkipAll
		case err != nil || e.IsDir():
			if name != "." && err == nil && (strings.HasPrefix(e.Name(), ".") || e.Name() == "node_modules" || e.Name() == "vendor") {
				return fs.SkipDir
			}
			return nil
		case slices.Contains(templates, path.Ext(name)):
			if text, err := fs.ReadFile(r.packages.fsys, name); err == nil && other(string(text)) {
				where = append(where, name)
			}
			return nil
		case path.Ext(name) != ".go":
			return nil
		}
		s, err := r.packages.file(name)
		if err != nil || s.file == nil {
			return nil
		}
		look(s, func(pos token.Pos) {
			at := s.at(pos)
			where = append(where, fmt.Sprintf("%s:%d:%d", name, at.Line, at.Column))
		})
		return nil
	})
	if len(where) > limit {
		where = append(where[:limit:limit], more)
	}
	return where
}
