package gostruct

import (
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/synapscale/synapcheck/codegen"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// A page is one file being written. What is written needs no formatting: it
// stands as gofmt would leave it.
type page struct {
	g       *generator
	b       strings.Builder
	imports map[string]bool
	aliases map[string]string
}

func (g *generator) page() *page {
	return &page{g: g, imports: map[string]bool{}, aliases: map[string]string{}}
}

func (p *page) line(parts ...string) {
	for _, s := range parts {
		p.b.WriteString(s)
	}
	p.b.WriteByte('\n')
}

// use imports a package and returns its name with a dot. Two packages of one
// name in one file do not occur but through overrides; the second gets an alias.
func (p *page) use(importPath string) string {
	name := importName(importPath)
	for other := range p.imports {
		if other != importPath && importName(other) == name && p.aliases[other] == "" && p.aliases[importPath] == "" {
			p.aliases[importPath] = "x" + name
		}
	}
	p.imports[importPath] = true
	if !isStd(importPath) {
		p.g.modules[importPath] = true
	}
	if a := p.aliases[importPath]; a != "" {
		return a + "."
	}
	return name + "."
}

func (p *page) spell(canonical string) string {
	return spell(canonical, func(importPath string) string {
		if importPath == "" {
			return ""
		}
		return p.use(importPath)
	})
}

// text is the whole file.
func (p *page) text() []byte {
	var b strings.Builder
	b.WriteString("package " + p.g.opts.Package + "\n")
	var std, other []string
	for i := range p.imports {
		line := strconv.Quote(i)
		if a := p.aliases[i]; a != "" {
			line = a + " " + line
		}
		if isStd(i) {
			std = append(std, line)
		} else {
			other = append(other, line)
		}
	}
	byPath := func(a, b string) int {
		return strings.Compare(a[strings.IndexByte(a, '"'):], b[strings.IndexByte(b, '"'):])
	}
	slices.SortFunc(std, byPath)
	slices.SortFunc(other, byPath)
	switch all := slices.Concat(std, other); {
	case len(all) == 1:
		b.WriteString("\nimport " + all[0] + "\n")
	case len(all) > 1:
		b.WriteString("\nimport (\n")
		for i, line := range all {
			if i == len(std) && i > 0 {
				b.WriteByte('\n')
			}
			b.WriteString("\t" + line + "\n")
		}
		b.WriteString(")\n")
	}
	b.WriteString(p.b.String())
	return []byte(b.String())
}

// write makes the files.
func (g *generator) write() {
	shared := g.page()
	for _, e := range g.enums {
		shared.enum(e)
	}
	for _, d := range g.domains {
		shared.domain(d)
	}
	add := func(name string, p *page) {
		if p.b.Len() > 0 {
			g.out.Files = append(g.out.Files, codegen.File{Path: path.Join(g.opts.Dir, name+".go"), After: p.text()})
		}
	}
	if g.opts.OneFile {
		for _, t := range g.tables {
			shared.table(t)
		}
		shared.help()
		add("models", shared)
	} else {
		// Names of tables come first, so that these give way.
		types := g.claimFile("types")
		for _, t := range g.tables {
			p := g.page()
			p.table(t)
			add(t.file, p)
		}
		help := g.page()
		help.help()
		add(types, shared)
		add(g.claimFile("values"), help)
	}
	slices.SortFunc(g.out.Files, func(a, b codegen.File) int { return strings.Compare(a.Path, b.Path) })
	for _, m := range sorted(g.modules) {
		g.note("the structs import %s", m)
	}
}

// table writes a struct and what belongs to it.
func (p *page) table(t *genTable) {
	what := " is a row of the " + string(t.Kind) + " "
	p.line()
	p.comment("", append([]string{t.name + what + plainText(t.Ref().Path()) + "."}, commentLines(t.Comment.Or(""))...))
	if p.g.opts.Style == StyleDB || p.g.opts.Style == StyleSQLC {
		name := p.g.tableName(t)
		if path := t.Ref().Path(); strings.Contains(path, `"`) {
			name = path // of which the name alone would be misread
		}
		p.line("//")
		if name == strings.TrimSpace(name) && name != "" && !strings.ContainsAny(name, "\n\r\x00") {
			p.line("//synapcheck:table ", name)
		}
		p.line("//synapcheck:driver ", drivers[p.g.opts.Driver])
	}
	p.line("type ", t.name, " struct {")
	if p.g.opts.Style == StyleBun {
		tag := "table:" + p.g.tableName(t)
		p.line("\t", p.use("github.com/uptrace/bun"), "BaseModel ", literal([]tagPart{{key: "bun", value: tag}}, nil))
		if len(t.fields) > 0 {
			p.line()
		}
	}
	p.fields(t)
	p.line("}")
	if p.g.opts.Style == StyleGORM {
		p.line()
		p.line("// TableName is the table's name, for gorm.")
		p.line("func (", t.name, ") TableName() string { return ", strconv.Quote(p.g.tableName(t)), " }")
	}
	for _, e := range t.enums {
		p.enum(e)
	}
	if p.g.opts.ValidateMethods {
		p.validate(t)
	}
}

// drivers are what a struct says that its rows come through, since its imports
// need not show it.
var drivers = map[Driver]string{DriverPGX: "pgx", DriverSQL: "database/sql"}

// tableName is the name of the table, with its schema unless it is found without.
func (g *generator) tableName(t *genTable) string {
	if g.inPath(t.Schema) {
		return t.Name
	}
	return t.Schema + "." + t.Name
}

// fields writes the fields, lined up as gofmt does: in runs that no comment
// interrupts.
func (p *page) fields(t *genTable) {
	type row struct{ name, typ, tag string }
	var run []row
	flush := func() {
		name, typ := 0, 0
		for _, r := range run {
			name = max(name, utf8.RuneCountInString(r.name))
		}
		for i := 0; i < len(run); {
			// Types are lined up among neighbours that have tags.
			n := i
			typ = 0
			for n < len(run) && (run[n].tag != "") == (run[i].tag != "") {
				typ = max(typ, utf8.RuneCountInString(run[n].typ))
				n++
			}
			for ; i < n; i++ {
				r := run[i]
				line := "\t" + pad(r.name, name) + " " + r.typ
				if r.tag != "" {
					line = "\t" + pad(r.name, name) + " " + pad(r.typ, typ) + " " + r.tag
				}
				p.line(line)
			}
		}
		run = nil
	}
	for _, f := range t.fields {
		if len(f.doc) > 0 {
			flush()
			p.comment("\t", f.doc)
		}
		tag := ""
		if len(f.tags) > 0 {
			tag = literal(f.tags, nil)
		}
		run = append(run, row{f.name, p.spell(f.typ), tag})
	}
	flush()
}

func pad(s string, width int) string {
	return s + strings.Repeat(" ", width-utf8.RuneCountInString(s))
}

// comment writes lines of text, broken where they are long. Above a declaration
// they run on: gofmt would take a line that stands alone for a heading.
func (p *page) comment(indent string, lines []string) {
	if indent == "" {
		lines = []string{strings.Join(lines, " ")}
	}
	for _, text := range lines {
		width := 0
		var b strings.Builder
		for _, w := range strings.Fields(text) {
			n := utf8.RuneCountInString(w)
			// gofmt takes lines that begin so for lists, headings and links.
			special := strings.ContainsAny(w[:1], "-*+#[0123456789") || strings.HasPrefix(w, "•")
			if width > 0 && width+1+n > 77 && !special {
				p.line(indent, "// ", b.String())
				b.Reset()
				width = 0
			}
			if width > 0 {
				b.WriteByte(' ')
				width++
			}
			b.WriteString(w)
			width += n
		}
		p.line(indent, "// ", b.String())
	}
}

// enum writes a string type with its constants and Valid.
func (p *page) enum(e *genEnum) {
	p.line()
	p.comment("", e.doc)
	p.line("type ", e.name, " string")
	if len(e.consts) == 0 {
		p.line()
		p.line("// Valid reports false: the type has no values.")
		p.line("func (", e.name, ") Valid() bool { return false }")
		return
	}
	p.line()
	p.line("// The values of ", e.name, ".")
	p.line("const (")
	width := 0
	for _, c := range e.consts {
		width = max(width, utf8.RuneCountInString(c))
	}
	for i, c := range e.consts {
		p.line("\t", pad(c, width), " ", e.name, " = ", strconv.Quote(e.labels[i]))
	}
	p.line(")")
	p.line()
	p.line("// Valid reports whether the value is one that the database accepts.")
	p.line("func (v ", e.name, ") Valid() bool {")
	p.line("\tswitch v {")
	list := strings.Join(e.consts, ", ")
	if utf8.RuneCountInString(list) > 90 {
		list = strings.Join(e.consts, ",\n\t\t")
	}
	p.line("\tcase ", list, ":")
	p.line("\t\treturn true")
	p.line("\t}")
	p.line("\treturn false")
	p.line("}")
}

// domain writes a named type.
func (p *page) domain(d *genDomain) {
	p.line()
	doc := []string{d.name + " is the domain " + plainText(schema.Ref{Schema: d.Schema, Name: d.Name}.Path()) + "."}
	p.comment("", append(doc, commentLines(d.Comment.Or(""))...))
	p.line("type ", d.name, " ", d.base)
	if len(d.rules) == 0 || !p.g.opts.ValidateMethods {
		return
	}
	p.line()
	p.line("// Validate reports the constraint of the domain that the value breaks.")
	p.line("func (v ", d.name, ") Validate() error {")
	for _, r := range d.rules {
		p.check("\t", "v", "domain "+d.Name, d.base, "named", r)
	}
	p.line("\treturn nil")
	p.line("}")
}

// commentLines are the lines of a comment that anybody may have written, without
// what has no place in a comment of Go.
func commentLines(comment string) []string {
	var lines []string
	for line := range strings.Lines(comment) {
		if line = plainText(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

func plainText(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		case r == utf8.RuneError || !unicode.IsPrint(r):
		default:
			b.WriteRune(r)
		}
	}
	text = strings.Join(strings.Fields(b.String()), " ")
	// gofmt would make quotes of these.
	return strings.NewReplacer("``", `"`, "''", `"`).Replace(text)
}
