package gostruct_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/synapscale/synapcheck/codegen/gostruct"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/model"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// readTables reads the live tables of a test and compares them with the structs
// that it names, column by column:
//
//	table users = models/user.go User (dialect gorm, reader pgx, uncertain, partial, generator sqlc)
//	  id uuid not null default gen_random_uuid()
//	  "no tag" text -- a comment
//	enum mood = sad, happy
//	domain email = text not null
//	option uncertain
//	option table users
//	rename users: login -> username
func readTables(files fs.FS, text string) (*diff.Diff, gostruct.Options, error) {
	d := &diff.Diff{Declared: &schema.Database{Dialect: "go"}, Live: &schema.Database{Dialect: "postgres"}}
	var opts gostruct.Options
	var pair *diff.TablePair
	renames := map[string]string{}
	for i, line := range strings.Split(text, "\n") {
		word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		name, is, _ := strings.Cut(rest, " = ")
		var err error
		switch {
		case word == "" || word[0] == '#':
		case strings.HasPrefix(line, " "):
			err = readColumn(pair.Live, strings.TrimSpace(line))
		case word == "table":
			p := findPair(d, name)
			if p == nil {
				p = &diff.TablePair{Ref: schema.Ref{Kind: schema.KindTable, Schema: "public", Name: name}, Certain: true}
				p.Live = &schema.Table{Kind: schema.KindTable, Schema: "public", Name: name}
				d.Tables = append(d.Tables, p)
				d.Live.Tables = append(d.Live.Tables, p.Live)
			}
			pair = p
			err = readModel(p, is)
		case word == "enum":
			d.Live.Enums = append(d.Live.Enums, &schema.Enum{Schema: "public", Name: name, Labels: strings.Split(is, ", ")})
		case word == "domain":
			base, notNull := strings.CutSuffix(is, " not null")
			var t schema.Type
			t, err = model.ParseType(base)
			d.Live.Domains = append(d.Live.Domains, &schema.Domain{Schema: "public", Name: name, Base: t, NotNull: schema.Is(notNull)})
		case line == "option uncertain":
			opts.Uncertain = true
		case word == "option":
			opts.Tables = append(opts.Tables, strings.TrimPrefix(rest, "table "))
		case word == "rename":
			table, names, _ := strings.Cut(rest, ": ")
			declared, live, _ := strings.Cut(names, " -> ")
			renames[table+"."+live] = declared
		default:
			err = fmt.Errorf("what is %s?", word)
		}
		if err != nil {
			return nil, opts, fmt.Errorf("tables, line %d: %w", i+1, err)
		}
	}
	for _, p := range d.Tables {
		for _, m := range p.Declared {
			readFields(files, m, p.Live)
		}
		compare(d, p, renames)
	}
	return d, opts, nil
}

func findPair(d *diff.Diff, name string) *diff.TablePair {
	for _, p := range d.Tables {
		if p.Ref.Name == name {
			return p
		}
	}
	return nil
}

var modelLine = regexp.MustCompile(`^(\S+) (\S+)(?: \((.*)\))?$`)

func readModel(p *diff.TablePair, text string) error {
	m := modelLine.FindStringSubmatch(text)
	if m == nil {
		return fmt.Errorf("no model: %s", text)
	}
	t := &schema.Table{Kind: schema.KindTable, Schema: "public", Name: p.Ref.Name}
	t.Origin = schema.At(m[1], 0, 0, m[2])
	t.Binding = schema.Binding{How: "directive", Certain: true, Dialect: "db"}
	if m[3] != "" {
		for _, word := range strings.Split(m[3], ", ") {
			key, value, _ := strings.Cut(word, " ")
			switch key {
			case "dialect":
				t.Binding.Dialect = value
			case "reader":
				t.Comment = schema.Is(value) // moved to the columns later
			case "uncertain":
				t.Binding.Certain, p.Certain = false, false
			case "partial":
				t.Binding.Partial = true
			case "generator":
				t.Binding.Generator = value
			default:
				return fmt.Errorf("what is %s?", key)
			}
		}
	}
	p.Declared = append(p.Declared, t)
	return nil
}

var columnWords = regexp.MustCompile(`(?: |^)(not null|default|generated as|identity)\b`)

func readColumn(t *schema.Table, line string) error {
	name, rest, _ := strings.Cut(line, " ")
	if quoted, err := strconv.QuotedPrefix(line); err == nil {
		name, _ = strconv.Unquote(quoted)
		rest = strings.TrimSpace(line[len(quoted):])
	}
	c := &schema.Column{
		Name: name, NotNull: schema.Is(false), Default: schema.Is(""), Identity: schema.Is(schema.IdentityNone),
		Generated: schema.Is(schema.Generated{}), Comment: schema.Is(""),
	}
	t.Columns = append(t.Columns, c)
	if definition, comment, ok := strings.Cut(rest, " comment "); ok {
		c.Comment, rest = schema.Is(comment), definition
		if text, err := strconv.Unquote(comment); err == nil {
			c.Comment = schema.Is(text)
		}
	}
	at := columnWords.FindAllStringSubmatchIndex(rest, -1)
	end := len(rest)
	if len(at) > 0 {
		end = at[0][0]
	}
	typ, err := model.ParseType(rest[:end])
	if err != nil && rest[:end] != "?" {
		return err
	}
	if err == nil {
		c.Type = schema.Is(typ)
	}
	for i, m := range at {
		end := len(rest)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		value := strings.TrimSpace(rest[m[3]:end])
		switch rest[m[2]:m[3]] {
		case "not null":
			c.NotNull = schema.Is(true)
		case "default":
			c.Default = schema.Is(value)
		case "generated as":
			c.Generated = schema.Is(schema.Generated{Expr: value})
		case "identity":
			c.Identity = schema.Is(schema.IdentityAlways)
		}
	}
	return nil
}

// readFields gives the model the columns that the fields of its struct declare.
// It is a small reader of its own, so that a mistake of the real one and one of
// the repair cannot agree.
func readFields(files fs.FS, m *schema.Table, live *schema.Table) {
	reader := m.Comment.Or("")
	m.Comment = schema.Claim[string]{}
	fset := token.NewFileSet()
	structs := map[string]*ast.StructType{}
	paths := map[*ast.StructType]string{}
	for _, name := range goFiles(files, path.Dir(m.Origin.File())) {
		src, _ := fs.ReadFile(files, name)
		f, _ := parser.ParseFile(fset, name, src, parser.SkipObjectResolution)
		if f == nil {
			continue
		}
		for _, decl := range f.Decls {
			g, ok := decl.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, spec := range g.Specs {
				ts, ok := spec.(*ast.TypeSpec)
				if !ok {
					continue
				}
				if ts.Name.Name == m.Origin.Symbol() && name == m.Origin.File() {
					at := fset.PositionFor(ts.Name.Pos(), false)
					m.Origin = schema.At(name, at.Line, at.Column, m.Origin.Symbol())
				}
				if st, ok := ts.Type.(*ast.StructType); ok && structs[ts.Name.Name] == nil {
					structs[ts.Name.Name], paths[st] = st, name
				}
			}
		}
	}
	var add func(name string)
	add = func(owner string) {
		st := structs[owner]
		if st == nil {
			return
		}
		structs[owner] = nil // a struct may embed itself
		for _, f := range st.Fields.List {
			tag := ""
			if f.Tag != nil {
				tag, _ = strconv.Unquote(f.Tag.Value)
			}
			if len(f.Names) == 0 {
				switch x := f.Type.(type) {
				case *ast.Ident:
					add(x.Name)
				case *ast.SelectorExpr:
					if x.Sel.Name == "Model" { // gorm's
						for _, name := range []string{"id", "created_at", "updated_at", "deleted_at"} {
							m.Columns = append(m.Columns, &schema.Column{Name: name, Host: &schema.Host{Language: "go", Reader: reader}})
						}
					}
				}
				continue
			}
			for _, n := range f.Names {
				column := columnOf(tag, n.Name, live)
				if _, relation := f.Type.(*ast.StarExpr); tag == "" && (reader == "pop" || relation && structs[types.ExprString(f.Type)[1:]] != nil) {
					continue // neither is a column
				}
				if column == "" || m.Column(column) != nil {
					continue
				}
				at := fset.PositionFor(n.Pos(), false)
				m.Columns = append(m.Columns, &schema.Column{
					Name:   column,
					Host:   &schema.Host{Language: "go", Reader: reader},
					Origin: schema.At(paths[st], at.Line, at.Column, owner+"."+n.Name),
				})
			}
		}
	}
	add(m.Origin.Symbol())
}

var (
	quotedName = regexp.MustCompile(`'([^']+)'`)
	columnCall = regexp.MustCompile(`column\(([^)]+)\)`)
	gormColumn = regexp.MustCompile(`(?:^|;)column:((?:[^;\\]|\\.)+)`)
)

func columnOf(text, field string, live *schema.Table) string {
	tag := reflect.StructTag(text)
	for _, key := range []string{"db", "bun", "pg", "gorm", "xorm", "orm"} {
		value := tag.Get(key)
		name, _, _ := strings.Cut(value, ",")
		switch key {
		case "gorm":
			name = strings.ReplaceAll(first(gormColumn, value), `\;`, ";")
		case "xorm":
			name = first(quotedName, value)
		case "orm":
			name = first(columnCall, value)
		}
		if value == "-" {
			return ""
		}
		if name != "" {
			return name
		}
	}
	if !token.IsExported(field) {
		return ""
	}
	for _, c := range live.Columns {
		if schema.FoldName(c.Name) == schema.FoldName(field) {
			return c.Name
		}
	}
	return ""
}

func first(r *regexp.Regexp, s string) string {
	if m := r.FindStringSubmatch(s); m != nil {
		return m[1]
	}
	return ""
}

// compare finds the live columns that no model declares.
func compare(d *diff.Diff, p *diff.TablePair, renames map[string]string) {
	for _, c := range p.Live.Columns {
		if slices.ContainsFunc(p.Declared, func(m *schema.Table) bool { return m.Column(c.Name) != nil }) {
			continue
		}
		x := &diff.Difference{
			Object: p.Live.Child(schema.KindColumn, c.Name), Property: diff.Undeclared, Verdict: diff.Differ,
			Table: p, Model: p.Model(), LiveColumn: c, Origin: p.Model().Origin,
		}
		if declared := renames[p.Ref.Name+"."+c.Name]; strings.HasPrefix(declared, "=") {
			declared = declared[1:]
			x.Property, x.Declared, x.Live = diff.Name, declared, c.Name
			x.DeclaredColumn = p.Model().Column(declared)
			x.Origin = x.DeclaredColumn.Origin
		} else if declared != "" {
			x.Candidates = []diff.Candidate{{Object: p.Live.Child(schema.KindColumn, declared), Confidence: 0.5}}
		}
		d.Differences = append(d.Differences, x)
	}
	slices.SortStableFunc(d.Differences, func(a, b *diff.Difference) int { return a.Object.Compare(b.Object) })
}
