package gostruct

import (
	"slices"
	"strconv"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A genEnum is a string type with constants: of an enum, or of a CHECK that
// lists what a column may hold.
type genEnum struct {
	name   string
	doc    []string
	labels []string
	consts []string // by label
	column string   // of a CHECK
	check  string   // the constraint's name
}

// A genDomain is a named type of a domain.
type genDomain struct {
	*schema.Domain
	name  string
	base  string // predeclared
	rules []demand
}

// types names the enums, and the domains over types that Go declares itself.
func (g *generator) types() {
	used := g.usedTypes()
	for _, e := range g.db.Enums {
		t := schema.Type{Schema: e.Schema, Name: e.Name}
		if !used[t] || g.opts.Types[e.Name] != "" || g.opts.Types[e.Schema+"."+e.Name] != "" {
			continue
		}
		x := &genEnum{name: g.claim(g.typeName(e.Schema, e.Name)), labels: e.Labels}
		x.doc = append([]string{x.name + " is the enum " + plainText(schema.Ref{Schema: e.Schema, Name: e.Name}.Path()) + "."}, commentLines(e.Comment.Or(""))...)
		g.constants(x)
		g.enums = append(g.enums, x)
		g.byType[t] = x.name
	}
	// A domain may be over another one, which then comes first.
	for range len(g.db.Domains) + 1 {
		for _, d := range g.db.Domains {
			t := schema.Type{Schema: d.Schema, Name: d.Name}
			if !used[t] || g.byType[t] != "" || g.opts.Types[d.Name] != "" || g.opts.Types[d.Schema+"."+d.Name] != "" || d.Base.Array {
				continue
			}
			if over := g.domain(d.Base); over != nil && used[schema.Type{Schema: over.Schema, Name: over.Name}] && g.byType[d.Base.Bare()] == "" {
				continue
			}
			base, _ := g.base(d.Base)
			if strings.HasPrefix(base, ".") {
				base, _ = (&generator{db: g.db, env: g.env, opts: g.opts}).base(d.Base)
			}
			if !isPredeclared(base) || g.env.Enum(d.Base) != nil || isSecret(d.Name, g.env.Resolve(d.Base)) {
				continue // the type below will do
			}
			x := &genDomain{Domain: d, name: g.claim(g.typeName(d.Schema, d.Name)), base: base}
			x.rules = g.domainRules(d, base)
			g.domains = append(g.domains, x)
			g.byType[t] = x.name
		}
	}
}

// usedTypes are the types that columns of the chosen tables have, and those below
// them.
func (g *generator) usedTypes() map[schema.Type]bool {
	used := map[schema.Type]bool{}
	for _, t := range g.tables {
		for _, c := range t.Columns {
			for x, n := c.Type.Or(schema.Type{}).Elem().Bare(), 0; n < 32; n++ {
				if e := g.env.Enum(x); e != nil && e.Name == x.Name {
					x = schema.Type{Schema: e.Schema, Name: e.Name}
				}
				used[x] = true
				d := g.domain(x)
				if d == nil {
					break
				}
				x = d.Base.Elem().Bare()
			}
		}
	}
	return used
}

func (g *generator) typeName(namespace, name string) string {
	n := camelWith(words(name), g.initial)
	if !isExported(n) {
		n = "Type" + n
	}
	if g.names[n] && !g.inPath(namespace) {
		n = camelWith(words(namespace), g.initial) + n
	}
	if g.names[n] && !g.names[n+"Type"] {
		n += "Type"
	}
	return n
}

// constants names the constants of an enum.
func (g *generator) constants(e *genEnum) {
	for _, label := range e.labels {
		name := camelWith(words(label), g.initial)
		if name == "" {
			name = "Value"
			if label == "" {
				name = "Empty"
			}
		}
		e.consts = append(e.consts, g.claim(e.name+name))
	}
}

// checks makes types of the CHECK constraints that list what a text may be.
func (g *generator) checks(t *genTable) {
	for _, c := range t.Checks {
		column, labels, ok := listed(c.Expr)
		if !ok || slices.Contains(labels, "") && len(labels) == 1 {
			continue
		}
		col := t.Column(column)
		if col == nil || t.enumOf(column) != nil {
			continue
		}
		typ := col.Type.Or(schema.Type{})
		if typ.Array || !slices.Contains([]string{"text", "varchar", "bpchar", "citext"}, typ.Name) || g.opts.Types[typ.Name] != "" {
			continue
		}
		name := camelWith(words(column), g.initial)
		e := &genEnum{column: column, check: c.Name, labels: labels}
		e.name = g.claim(t.name + name)
		e.doc = []string{e.name + " is what " + plainText(c.Name) + " lets " + plainText(t.Name+"."+column) + " be."}
		g.constants(e)
		t.enums = append(t.enums, e)
	}
}

func (t *genTable) enumOf(column string) *genEnum {
	for _, e := range t.enums {
		if e.column == column {
			return e
		}
	}
	return nil
}

// listed reads a condition that restricts one column to a list of texts, as
// PostgreSQL prints it: (status = ANY (ARRAY['a'::text, 'b'::text])).
func listed(expr string) (column string, labels []string, ok bool) {
	c := &condition{text: expr}
	if !c.operand(&column) || !c.word("=") {
		return "", nil, false
	}
	if !c.word("any") {
		return "", nil, false
	}
	rest := strings.TrimSpace(c.text)
	for rest != "" {
		switch {
		case rest[0] == '\'':
			end := 1
			for end < len(rest) && (rest[end] != '\'' || end+1 < len(rest) && rest[end+1] == '\'') {
				if rest[end] == '\'' {
					end++
				}
				end++
			}
			if end >= len(rest) {
				return "", nil, false
			}
			if label := strings.ReplaceAll(rest[1:end], "''", "'"); !slices.Contains(labels, label) {
				labels = append(labels, label)
			}
			rest = rest[end+1:]
		case strings.HasPrefix(rest, "::"):
			rest = strings.TrimLeft(rest[2:], "abcdefghijklmnopqrstuvwxyz_.\" ")
		case strings.HasPrefix(rest, "ARRAY["):
			rest = rest[len("ARRAY["):]
		case strings.IndexByte("()[], ", rest[0]) >= 0:
			rest = rest[1:]
		default:
			return "", nil, false
		}
	}
	return column, labels, len(labels) > 0
}

// A condition is the text of a condition that is still to be read.
type condition struct{ text string }

// skip passes over parentheses, space and casts.
func (c *condition) skip() {
	for {
		before := c.text
		c.text = strings.TrimLeft(c.text, "() ")
		if cast, ok := strings.CutPrefix(c.text, "::"); ok {
			c.text = strings.TrimLeft(cast, "abcdefghijklmnopqrstuvwxyz_.\"0123456789[]")
			for _, more := range []string{" varying", " precision", " without time zone", " with time zone"} {
				c.text = strings.TrimPrefix(c.text, more)
			}
		}
		if c.text == before {
			return
		}
	}
}

// word passes over a word or operator, if it is the next.
func (c *condition) word(w string) bool {
	c.skip()
	if len(c.text) < len(w) || !strings.EqualFold(c.text[:len(w)], w) {
		return false
	}
	c.text = c.text[len(w):]
	return true
}

// operand reads the name of a column.
func (c *condition) operand(column *string) bool {
	c.skip()
	if quoted, ok := strings.CutPrefix(c.text, `"`); ok {
		for i := 0; i < len(quoted); i++ {
			if quoted[i] != '"' {
				continue
			}
			if i+1 < len(quoted) && quoted[i+1] == '"' {
				i++
				continue
			}
			*column, c.text = strings.ReplaceAll(quoted[:i], `""`, `"`), quoted[i+1:]
			return true
		}
		return false
	}
	end := 0
	for end < len(c.text) && (c.text[end] == '_' || c.text[end] >= 'a' && c.text[end] <= 'z' || c.text[end] >= '0' && c.text[end] <= '9' || c.text[end] >= 0x80) {
		end++
	}
	if end == 0 || c.text[0] <= '9' {
		return false
	}
	*column, c.text = c.text[:end], c.text[end:]
	return true
}

// number reads a number, which PostgreSQL may have put between quotes.
func (c *condition) number(n *string) bool {
	c.skip()
	text := strings.TrimPrefix(c.text, "'")
	end := 0
	for end < len(text) && (text[end] >= '0' && text[end] <= '9' || text[end] == '.' || text[end] == '-' && end == 0) {
		end++
	}
	if _, err := strconv.ParseFloat(text[:end], 64); err != nil {
		return false
	}
	*n = text[:end]
	c.text = strings.TrimPrefix(text[end:], "'")
	return true
}
