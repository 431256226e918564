package schema

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Dump writes the description as text for people: one object per line, what
// belongs to it indented below. It says what the source says; a silent claim
// leaves no text, and neither does a claim that nothing departs from what
// PostgreSQL does of itself, such as having no default. Equal descriptions give
// equal text. No name can break out of its line.
func Dump(w io.Writer, d *Database) error {
	p := &printer{out: bufio.NewWriter(w)}
	head := words("database", d.Name)
	if about := words(d.Dialect, numberOr(int64(d.Server), 0, "")); about != "" {
		head += " (" + about + ")"
	}
	p.line(0, head)
	if len(d.SearchPath) > 0 {
		p.line(0, "search path", idents(d.SearchPath))
	}
	if p.owner = commonOwner(d); p.owner != "" {
		p.line(0, "owner", QuoteIdent(p.owner))
	}
	for _, o := range d.Objects {
		if o.Kind == KindDatabase {
			p.databaseItself(o)
		}
	}
	for _, s := range d.Schemas {
		p.line(0, "schema", QuoteIdent(s.Name), comment(s.Comment))
		p.about(1, s.About)
	}
	for _, e := range d.Enums {
		p.line(0, "enum", e.Ref().Path()+":", literals(e.Labels), comment(e.Comment))
		p.about(1, e.About)
	}
	for _, dom := range d.Domains {
		p.domain(dom)
	}
	for _, s := range d.Sequences {
		p.sequenceAt(0, s)
	}
	for _, t := range d.Types {
		p.line(0, "type", t.String())
	}
	for _, t := range d.Tables {
		p.table(t)
	}
	for _, o := range d.Objects {
		if o.Kind != KindDatabase {
			p.object(o)
		}
	}
	for _, g := range d.Gaps {
		word := "gap:"
		if g.Undetermined {
			word = "undetermined:"
		}
		if !g.Origin.IsZero() {
			word = g.Origin.String() + ": " + word
		}
		p.line(0, word, g.Subject+":", g.Reason)
	}
	for _, t := range d.Tables {
		for _, f := range t.Flaws {
			word := "flaw:"
			if !f.Origin.IsZero() {
				word = f.Origin.String() + ": " + word
			}
			p.line(0, word, string(f.Kind)+":", f.Subject+":", f.Reason)
		}
	}
	if len(d.Counted) > 0 {
		counts := make([]string, len(d.Counted))
		for i, c := range d.Counted {
			counts[i] = c.String()
		}
		p.line(0, "found, not compared:", strings.Join(counts, ", "))
	}
	return cmp.Or(p.err, p.out.Flush())
}

// commonOwner is the owner of most tables and other objects, which then need
// not be told of each; empty where none is said.
func commonOwner(d *Database) string {
	counts := make(map[string]int)
	for _, t := range d.Tables {
		counts[t.Owner.Or("")]++
	}
	for _, o := range d.Objects {
		if o.Kind != KindDatabase {
			counts[o.Owner.Or("")]++
		}
	}
	for _, s := range d.Schemas {
		if s.Name != "public" { // which has an owner of its own
			counts[s.Owner.Or("")]++
		}
	}
	delete(counts, "")
	most := ""
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		if counts[name] > counts[most] {
			most = name
		}
	}
	return most
}

// String is the count with its kind: "3 functions", "1 policy".
func (c Count) String() string {
	word := string(c.Kind)
	switch {
	case c.Count == 1 || c.Kind == KindStatistics || c.Kind == KindDefaultPrivileges:
	case strings.HasSuffix(word, "cy") || strings.HasSuffix(word, "ry") || strings.HasSuffix(word, "ly"):
		word = word[:len(word)-1] + "ies"
	case strings.HasSuffix(word, "x") || strings.HasSuffix(word, "s"):
		word += "es"
	default:
		word += "s"
	}
	return strconv.Itoa(c.Count) + " " + word
}

// A printer writes lines and keeps the first error.
type printer struct {
	out   *bufio.Writer
	err   error
	owner string // of most objects
}

// line writes the words that are not empty, indented.
func (p *printer) line(indent int, parts ...string) {
	text := strings.Repeat("  ", indent) + strings.TrimRight(visible(words(parts...)), " ") + "\n"
	if _, err := p.out.WriteString(text); err != nil && p.err == nil {
		p.err = err
	}
}

func words(parts ...string) string {
	var b strings.Builder
	for _, part := range parts {
		if part == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(part)
	}
	return b.String()
}

// visible spells out what would break the line, hide or reorder text: line
// ends, control characters, spaces other than the plain one, marks of writing
// direction, bytes that are no UTF-8.
func visible(text string) string {
	var b strings.Builder
	for i, r := range text {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(text[i:], string(utf8.RuneError)):
			fmt.Fprintf(&b, `\x{%x}`, text[i])
		case !unicode.IsPrint(r):
			fmt.Fprintf(&b, `\u{%x}`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func (p *printer) domain(d *Domain) {
	p.line(0, "domain", d.Ref().Path(), d.Base.String(),
		said(d.NotNull, "", flag("not null")),
		said(d.Default, "default", plain),
		said(d.Collation, "collate", plain),
		comment(d.Comment),
	)
	p.about(1, d.About)
	for _, c := range d.Checks {
		p.check(c)
	}
}

// sequenceAt writes a sequence, or that of an identity column below the column.
func (p *printer) sequenceAt(indent int, s *Sequence) {
	var owner string
	if s.OwnedBy.Name != "" {
		owner = "owned by " + s.OwnedBy.Path()
	}
	most := int64(math.MaxInt64)
	switch s.Type.Or(Type{}).Name {
	case "int2":
		most = math.MaxInt16
	case "int4":
		most = math.MaxInt32
	}
	p.line(indent, "sequence", s.Ref().Path(),
		said(s.Type, "", Type.String),
		said(s.Start, "start", numberBut(1)),
		said(s.Increment, "increment", numberBut(1)),
		said(s.Min, "min", numberBut(1)),
		said(s.Max, "max", numberBut(most)),
		said(s.Cache, "cache", numberBut(1)),
		said(s.Cycle, "", flag("cycle")),
		said(s.Unlogged, "", flag("unlogged")),
		owner,
		comment(s.Comment),
	)
	p.about(indent+1, s.About)
}

// said spells a claim: nothing if it is silent or its only value has no words,
// and alternatives with "or" between them.
func said[T any](c Claim[T], prefix string, spell func(T) string) string {
	values := c.Values()
	if len(values) == 0 {
		return ""
	}
	if len(values) == 1 {
		text := spell(values[0])
		if text == "" {
			return ""
		}
		return words(prefix, text)
	}
	spelt := make([]string, len(values))
	for i, v := range values {
		spelt[i] = cmp.Or(spell(v), "none")
	}
	return words(prefix, strings.Join(spelt, " or "))
}

func plain(s string) string { return s }

func flag(word string) func(bool) string {
	return func(set bool) string {
		if set {
			return word
		}
		return ""
	}
}

func numberBut(usual int64) func(int64) string {
	return func(n int64) string { return numberOr(n, usual, "") }
}

func numberOr(n, unless int64, otherwise string) string {
	if n == unless {
		return otherwise
	}
	return strconv.FormatInt(n, 10)
}

func comment(c Claim[string]) string {
	return said(c, "", commentWords)
}

func commentWords(text string) string {
	if text == "" {
		return ""
	}
	return "comment " + literal(text)
}

func literal(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }

func literals(texts []string) string {
	quoted := make([]string, len(texts))
	for i, t := range texts {
		quoted[i] = literal(t)
	}
	return strings.Join(quoted, ", ")
}

func idents(names []string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = QuoteIdent(n)
	}
	return strings.Join(quoted, ", ")
}
