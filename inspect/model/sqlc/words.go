package sqlc

import (
	"go/ast"
	"go/token"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
)

// words are the names in a package's queries and its schema, by what sqlc makes
// of them.
type words struct {
	options
	defined bool                // the schema's tables were read
	tables  map[string][]string // tables by the name of their struct
	names   map[string][]string // names in queries by that of their field
	schema  map[string][]string // names in the schema by that of their field
	literal bool                // json tags are names of columns
}

var (
	mention = regexp.MustCompile(`(?i)\b(?:from|join|into|update|using)\s+(?:only\s+)?("[^"]+"|[a-z_][\w$]*)(?:\s*\.\s*("[^"]+"|[a-z_][\w$]*))?`)
	name    = regexp.MustCompile(`"[^"]+"|[A-Za-z_][\w$]*`)
)

// wordsOf reads the constants of the package, and the files of DDL that sqlc's
// configuration names.
func wordsOf(p *gosrc.Program, pkg *gosrc.Package) *words {
	return p.Keep(kept{pkg}, func() any { return collect(p, pkg) }).(*words)
}

// kept is the key of a package's words.
type kept struct{ pkg *gosrc.Package }

func collect(p *gosrc.Program, pkg *gosrc.Package) *words {
	w := &words{
		options: optionsOf(p.FS(), pkg.Dir),
		tables:  map[string][]string{}, names: map[string][]string{}, schema: map[string][]string{},
	}
	w.fill(p)
	w.literal = w.found && !w.cased
	seen := map[string]bool{}
	for _, f := range p.Files(pkg) {
		for _, decl := range f.Syntax.Decls {
			gen, ok := decl.(*ast.GenDecl)
			if !ok || f.Generator != "sqlc" {
				continue
			}
			for _, spec := range gen.Specs {
				switch spec := spec.(type) {
				case *ast.ValueSpec:
					for _, value := range spec.Values {
						if text, ok := f.Text(value); ok && gen.Tok == token.CONST && strings.Contains(text, " ") {
							w.read(text, seen)
						}
					}
				case *ast.TypeSpec:
					w.literal = w.literal || !w.found && underscored(spec)
				}
			}
		}
	}
	return w
}

// underscored reports whether a struct has a json tag that only a column's own
// name gives: with another style of tags none has an underscore in it.
func underscored(spec *ast.TypeSpec) bool {
	s, ok := spec.Type.(*ast.StructType)
	return ok && slices.ContainsFunc(s.Fields.List, func(f *ast.Field) bool {
		if f.Tag == nil {
			return false
		}
		_, tag, _ := strings.Cut(f.Tag.Value, `json:"`)
		tag, _, _ = strings.Cut(tag, `"`)
		return strings.Contains(strings.TrimLeft(tag, "_"), "_")
	})
}

func (w *words) read(text string, seen map[string]bool) {
	for _, m := range mention.FindAllStringSubmatch(text, -1) {
		if !w.defined {
			w.relation(m[1], m[2], seen, w.tables)
		}
	}
	for _, m := range name.FindAllString(text, -1) {
		if word := plain(m); !seen[word] {
			seen[word] = true
			w.names[w.title(word)] = append(w.names[w.title(word)], word)
		}
	}
}

// relation notes a table, and the names that its struct may have. What is in the
// schema public goes by its name alone.
func (w *words) relation(first, second string, seen map[string]bool, into map[string][]string) {
	rel := plain(first)
	if second != "" {
		rel += "." + plain(second)
	}
	if seen["table "+rel] {
		return
	}
	seen["table "+rel] = true
	namespace, bare, qualified := strings.Cut(rel, ".")
	if qualified && namespace == "public" {
		w.relation(`"`+bare+`"`, "", seen, into)
		if w.defined {
			return
		}
	}
	for _, structName := range w.structNames(strings.ReplaceAll(rel, ".", "_")) {
		if !slices.Contains(into[structName], rel) {
			into[structName] = append(into[structName], rel)
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
func (w *words) table(structName string) (namespace, name string, ok bool) {
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
func (w *words) column(f *gosrc.Field) string {
	if tag, _ := f.Tag.Lookup("db"); tag != "" && tag != "-" {
		tag, _, _ = strings.Cut(tag, ",")
		return tag
	}
	all := slices.Sorted(slices.Values(w.names[f.Name]))
	if tag, _ := f.Tag.Lookup("json"); tag != "" {
		tag, _, _ = strings.Cut(tag, ",")
		if slices.Contains(all, tag) || w.title(tag) == f.Name && (w.literal || tag == strings.ToLower(tag)) {
			return tag
		}
	}
	if len(all) == 0 {
		all = slices.Sorted(slices.Values(w.schema[f.Name]))
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
func (o options) title(name string) string {
	if to := o.rename[name]; to != "" {
		return to
	}
	name = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '_'
	}, name)
	var b strings.Builder
	for part := range strings.SplitSeq(name, "_") {
		if o.initialisms[part] {
			b.WriteString(strings.ToUpper(part))
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
