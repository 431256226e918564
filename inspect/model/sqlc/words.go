package sqlc

import (
	"go/ast"
	"go/token"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/jinzhu/inflection"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
)

// words are the names in a package's queries, by what sqlc makes of them.
type words struct {
	tables map[string][]string // tables by the name of their struct
	names  map[string][]string // names by that of their field
}

var (
	mention = regexp.MustCompile(`(?i)\b(?:from|join|into|update|using)\s+(?:only\s+)?("[^"]+"|[a-z_][\w$]*)(?:\s*\.\s*("[^"]+"|[a-z_][\w$]*))?`)
	name    = regexp.MustCompile(`"[^"]+"|[A-Za-z_][\w$]*`)
)

// wordsOf reads the constants of the package.
func wordsOf(p *gosrc.Program, pkg *gosrc.Package) words {
	w := words{map[string][]string{}, map[string][]string{}}
	seen := map[string]bool{}
	for _, f := range p.Files(pkg) {
		for _, decl := range f.Syntax.Decls {
			gen, ok := decl.(*ast.GenDecl)
			if !ok || gen.Tok != token.CONST || f.Generator != "sqlc" {
				continue
			}
			for _, spec := range gen.Specs {
				for _, value := range spec.(*ast.ValueSpec).Values {
					if text, ok := f.Text(value); ok && strings.Contains(text, " ") {
						w.read(text, seen)
					}
				}
			}
		}
	}
	return w
}

func (w words) read(text string, seen map[string]bool) {
	for _, m := range mention.FindAllStringSubmatch(text, -1) {
		table := plain(m[1])
		rel := table
		if m[2] != "" {
			rel = table + "." + plain(m[2])
		}
		if seen["table "+rel] {
			continue
		}
		seen["table "+rel] = true
		under := strings.ReplaceAll(rel, ".", "_")
		for _, structName := range []string{title(inflection.Singular(under)), title(under)} {
			if !slices.Contains(w.tables[structName], rel) {
				w.tables[structName] = append(w.tables[structName], rel)
			}
		}
		if schema, bare, ok := strings.Cut(rel, "."); ok && schema == "public" {
			w.read("from "+bare, seen)
		}
	}
	for _, m := range name.FindAllString(text, -1) {
		if word := plain(m); !seen[word] {
			seen[word] = true
			w.names[title(word)] = append(w.names[title(word)], word)
		}
	}
}

func plain(word string) string {
	if quoted := strings.Trim(word, `"`); quoted != word {
		return quoted
	}
	return strings.ToLower(word)
}

// table is the one table whose struct has the name.
func (w words) table(structName string) (namespace, name string, ok bool) {
	all := w.tables[structName]
	if len(all) != 1 {
		return "", "", false
	}
	if namespace, name, ok = strings.Cut(all[0], "."); ok {
		return namespace, name, true
	}
	return "", all[0], true
}

// column is the name of a field's column.
func (w words) column(f *gosrc.Field) string {
	if tag, _ := f.Tag.Lookup("db"); tag != "" && tag != "-" {
		tag, _, _ = strings.Cut(tag, ",")
		return tag
	}
	all := slices.Sorted(slices.Values(w.names[f.Name]))
	if tag, _ := f.Tag.Lookup("json"); tag != "" {
		tag, _, _ = strings.Cut(tag, ",")
		if slices.Contains(all, tag) || title(tag) == f.Name && tag == strings.ToLower(tag) {
			return tag
		}
	}
	if len(all) == 1 {
		return all[0]
	}
	// Of address2 and address_2, both of which make Address2, either may be meant.
	if guess := snake(f.Name); !slices.Contains(all, guess) && len(all) > 0 {
		return all[0]
	}
	return snake(f.Name)
}

// title is the Go name that sqlc makes of a column or table.
func title(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '_'
	}, name)
	var b strings.Builder
	for part := range strings.SplitSeq(name, "_") {
		if part == "id" {
			b.WriteString("ID")
		} else if part != "" {
			runes := []rune(part)
			runes[0] = unicode.ToTitle(runes[0])
			b.WriteString(string(runes))
		}
	}
	out := b.String()
	if out != "" && out[0] >= '0' && out[0] <= '9' {
		return "_" + out
	}
	return out
}

// snake is the likeliest column of a field that no query names.
func snake(field string) string {
	field = strings.TrimPrefix(field, "_")
	b := make([]byte, 0, len(field)+5)
	for i := range len(field) {
		c := field[i]
		if c >= 'A' && c <= 'Z' {
			if initials := i > 0 && field[i-1] == 'I' && c == 'D'; i > 0 && !initials {
				b = append(b, '_')
			}
			c += 'a' - 'A'
		}
		b = append(b, c)
	}
	return string(b)
}

// declared are the names of the types of a file.
func declared(f gosrc.File) []string {
	names := map[string]bool{}
	for _, decl := range f.Syntax.Decls {
		if gen, ok := decl.(*ast.GenDecl); ok && gen.Tok == token.TYPE {
			for _, spec := range gen.Specs {
				names[spec.(*ast.TypeSpec).Name.Name] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(names))
}
