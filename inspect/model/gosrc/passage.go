package gosrc

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A passage is one text of SQL: a statement, or a part of one that a builder
// puts together from several strings.
type passage struct {
	// whole is true for a statement that names what it reads from.
	whole bool
	named relations
	// bare are those of them that stand there alone, as a builder's strings do.
	bare relations
	// computed are the names that the text gives to what it computes or joins, as
	// in count(*) AS total, and where.
	computed map[string]schema.Origin
	// joined are the columns that it selects by a qualified name, u.email.
	joined map[string][]qualified
	// aliases are the relations that a name before a dot may mean.
	aliases map[string]relations
}

type qualified struct {
	by string
	at schema.Origin
}

// add is for what the strings of one directory show together, but for whole
// statements, which speak for themselves.
func (p *passage) add(other *passage) {
	if other.whole {
		return
	}
	for name := range other.named {
		p.name(name)
	}
	for alias, names := range other.aliases {
		for name := range names {
			p.alias(alias, name)
		}
	}
	for name, origin := range other.computed {
		p.compute(name, origin)
	}
	for name, columns := range other.joined {
		p.join(name, columns...)
	}
}

func (p *passage) name(name string) {
	if p.named == nil {
		p.named = relations{}
	}
	p.named[name] = true
}

func (p *passage) compute(name string, at schema.Origin) {
	if p.computed == nil {
		p.computed = map[string]schema.Origin{}
	}
	if _, known := p.computed[name]; !known {
		p.computed[name] = at
	}
}

func (p *passage) join(name string, columns ...qualified) {
	if p.joined == nil {
		p.joined = map[string][]qualified{}
	}
	p.joined[name] = append(p.joined[name], columns...)
}

func (p *passage) alias(alias, name string) {
	if p.aliases == nil {
		p.aliases = map[string]relations{}
	}
	if p.aliases[alias] == nil {
		p.aliases[alias] = relations{}
	}
	p.aliases[alias][name] = true
}

// computes is where a query that reads from the table gives what it computes,
// or takes from another relation, the column's name; zero if none does.
func (q *queries) computes(table, column string) schema.Origin {
	if q.byColumn == nil {
		q.index()
	}
	var first schema.Origin
	for _, p := range q.byColumn[column] {
		if at := p.computes(table, column); !at.IsZero() && (first.IsZero() || at.Compare(first) < 0) {
			first = at
		}
	}
	return first
}

// beside finds columns that another query computes together with one of those
// that are known to be computed: what counts for given rows need not read from
// their table.
func (q *queries) beside(t *schema.Table) {
	found := map[*schema.Column]schema.Origin{}
	for _, known := range t.Columns {
		if known.Computed.IsZero() {
			continue
		}
		for _, p := range q.byColumn[known.Name] {
			if _, computed := p.computed[known.Name]; !computed || !p.whole || p.named[t.Name] {
				continue
			}
			for _, col := range t.Columns {
				at, computed := p.computed[col.Name]
				if first := found[col]; computed && col.Computed.IsZero() && (first.IsZero() || at.Compare(first) < 0) {
					found[col] = at
				}
			}
		}
	}
	for col, at := range found {
		col.Computed = at
	}
}

// index finds the passages that show anything of a column.
func (q *queries) index() {
	q.byColumn = map[string][]*passage{}
	add := func(p *passage) {
		for name := range p.computed {
			q.byColumn[name] = append(q.byColumn[name], p)
		}
		for name := range p.joined {
			if _, both := p.computed[name]; !both {
				q.byColumn[name] = append(q.byColumn[name], p)
			}
		}
	}
	for _, p := range q.passages {
		if p.whole {
			add(p)
		}
	}
	for _, p := range q.dirs {
		add(p)
	}
}

func (p *passage) computes(table, column string) schema.Origin {
	if !p.named[table] {
		return schema.Origin{}
	}
	if at, ok := p.computed[column]; ok {
		return at
	}
	for _, c := range p.joined[column] {
		if c.by != table && !p.aliases[c.by][table] {
			return c.at
		}
	}
	return schema.Origin{}
}

// A sqlToken is a word or sign of SQL and its line.
type sqlToken struct {
	text string
	line int
}

// readPassage reads a text that starts at the line of the file; nil if it shows
// nothing.
func readPassage(sql, file string, line int) *passage {
	return readTokens(sqlTokens(nil, sql, line), file)
}

// sqlTokens appends the tokens of a text that starts at the line.
func sqlTokens(tokens []sqlToken, sql string, line int) []sqlToken {
	l := sqlLexer{text: sql, line: line}
	for {
		tok, at := l.next()
		if tok == "" {
			return tokens
		}
		tokens = append(tokens, sqlToken{tok, at})
	}
}

func readTokens(tokens []sqlToken, file string) *passage {
	if len(tokens) == 0 {
		return nil
	}
	p := &passage{named: relationsOf(tokens, true)}
	p.whole = verbs[strings.ToLower(tokens[0].text)] && len(p.named) > 0
	p.sources(tokens)
	p.lists(tokens, file)
	if len(p.named)+len(p.computed)+len(p.joined) == 0 {
		return nil
	}
	return p
}

// sources finds the names that relations are given: FROM users AS u, JOIN
// public.users u; or a builder's string of the like, users u.
func (p *passage) sources(tokens []sqlToken) {
	for i := 0; i < len(tokens); i++ {
		word := strings.ToLower(tokens[i].text)
		if i == 0 && !verbs[word] && len(tokens) <= 5 {
			p.source(tokens, true)
		}
		if word == "from" || word == "join" || word == "," || word == "update" || word == "into" {
			p.source(tokens[i+1:], false)
		}
	}
}

func (p *passage) source(tokens []sqlToken, alone bool) {
	name := ""
	i := 0
	for ; i < len(tokens) && isName(tokens[i].text); i += 2 {
		name = unquoteName(tokens[i].text)
		if i+1 >= len(tokens) || tokens[i+1].text != "." {
			i++
			break
		}
	}
	if name == "" {
		return
	}
	if i < len(tokens) && strings.EqualFold(tokens[i].text, "as") {
		i++
	}
	alias := ""
	if i < len(tokens) && isName(tokens[i].text) {
		alias = unquoteName(tokens[i].text)
		i++
	}
	switch {
	case alone && i < len(tokens) && !strings.EqualFold(tokens[i].text, "on"):
		return
	case alone:
		p.bare = relations{}
		if !p.named[name] {
			p.bare[name] = true
		}
		p.name(name)
	}
	if alias != "" && !verbs[alias] {
		p.alias(alias, name)
	}
}

// lists reads the items of select lists: those between SELECT and FROM, RETURNING
// and the end, and a builder's string that is nothing but items.
func (p *passage) lists(tokens []sqlToken, file string) {
	depth := 0
	var item []sqlToken
	within := append(make([]bool, 0, 8), !verbs[strings.ToLower(tokens[0].text)])
	end := func() {
		if within[depth] {
			p.item(item, file)
		}
		item = item[:0]
	}
	for _, tok := range tokens {
		switch word := strings.ToLower(tok.text); {
		case word == "(":
			item = append(item, tok)
			depth++
			within = append(within, false)
			continue
		case word == ")" && depth > 0:
			if within[depth] {
				end()
			}
			depth--
			within = within[:depth+1]
			item = append(item, tok)
		case word == "select" || word == "returning":
			within[depth] = true
			item = item[:0]
		case clause[word]:
			end()
			within[depth] = false
		case word == "," && within[depth]:
			end()
		default:
			item = append(item, tok)
		}
	}
	end()
}

// clause are the words that end a select list.
var clause = map[string]bool{
	"from": true, "where": true, "join": true, "left": true, "inner": true, "on": true, "group": true, "order": true,
	"limit": true, "union": true, "having": true, "set": true, "values": true,
}

// item reads one item of a select list: an expression, perhaps with a name.
func (p *passage) item(item []sqlToken, file string) {
	n := len(item)
	if n < 2 || !isName(item[n-1].text) {
		return
	}
	last, before := item[n-1], strings.ToLower(item[n-2].text)
	name := unquoteName(last.text)
	at := func() schema.Origin { return schema.At(file, last.line, 0, "") }
	switch {
	case before == "." && n == 3 && isName(item[0].text):
		p.join(name, qualified{unquoteName(item[0].text), at()})
	case before == "as":
		if n > 2 && unquoteName(item[n-3].text) == name && n > 4 && item[n-4].text == "." {
			p.join(name, qualified{unquoteName(item[n-5].text), at()})
			return
		}
		if n > 2 && unquoteName(item[n-3].text) == name {
			return // it computes nothing
		}
		p.compute(name, at())
	case before == ")" || n == 4 && item[1].text == "." && isName(before):
		p.compute(name, at())
	}
}
