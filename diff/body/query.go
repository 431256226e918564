package body

import "strconv"

// A giveUp ends the reading of one statement that is not understood.
type giveUp struct{}

// A Missing is what a body names and nobody has.
type Missing struct {
	Line int
	// What is as PostgreSQL says it: relation "orders" does not exist.
	What string
}

// A reader reads the statements of one body.
type reader struct {
	catalog *catalog
	// vars are the variables, parameters and labels; a name among them is never
	// said to be missing.
	vars    map[string]bool
	path    []string // as the function sets it; nil for the caller's
	missing []Missing
	unsure  bool
	depth   int
}

const deepest = 100

// statement reads one statement of SQL, and nothing of one that is not
// understood.
func (r *reader) statement(ts []token, s *scope) {
	before := len(r.missing)
	defer func() {
		if x := recover(); x != nil {
			if _, ok := x.(giveUp); !ok {
				panic(x)
			}
			r.missing, r.unsure = r.missing[:before], true
		}
	}()
	r.query(ts, s)
}

func (r *reader) miss(t token, what string) {
	r.missing = append(r.missing, Missing{t.line, what})
}

func give() { panic(giveUp{}) }

// query reads a statement or subquery and tells the columns of its result.
func (r *reader) query(ts []token, s *scope) columns {
	if r.depth++; r.depth > deepest {
		give()
	}
	defer func() { r.depth-- }()
	if len(ts) == 0 {
		give()
	}
	s = s.inner()
	if ts[0].word("with") {
		ts = r.with(ts[1:], s)
	}
	switch {
	case len(ts) == 0:
		give()
	case ts[0].word("select", "values") || ts[0].is("(") || ts[0].word("table"):
		return r.selects(ts, s)
	case ts[0].word("insert"):
		return r.insert(ts[1:], s)
	case ts[0].word("update"):
		return r.update(ts[1:], s)
	case ts[0].word("delete"):
		return r.delete(ts[1:], s)
	default:
		give()
	}
	return nil
}

// with reads the queries before a statement, and returns the statement.
func (r *reader) with(ts []token, s *scope) []token {
	s.ctes = make(map[string]columns)
	recursive := len(ts) > 0 && ts[0].word("recursive")
	if recursive {
		ts = ts[1:]
	}
	for {
		if len(ts) < 3 || !ts[0].name() {
			give()
		}
		simple := ts[0].text
		ts = ts[1:]
		var named columns
		if ts[0].is("(") {
			n := closing(ts, 0)
			if n < 0 {
				give()
			}
			named = names(ts[1:n])
			ts = ts[n+1:]
		}
		for len(ts) > 0 && !ts[0].is("(") { // as [not] materialized
			if !ts[0].word("as", "not", "materialized") {
				give()
			}
			ts = ts[1:]
		}
		n := -1
		if len(ts) > 0 {
			n = closing(ts, 0)
		}
		if n < 0 {
			give()
		}
		if recursive {
			s.ctes[simple] = named
		}
		cols := r.query(ts[1:n], s)
		if named != nil {
			cols = named
		}
		ts = ts[n+1:]
		if len(ts) > 0 && ts[0].word("search", "cycle") {
			give()
		}
		s.ctes[simple] = cols
		if len(ts) == 0 {
			give()
		}
		if !ts[0].is(",") {
			return ts
		}
		ts = ts[1:]
	}
}

// names are the names in a list of them.
func names(ts []token) columns {
	cols := make(columns)
	for _, part := range split(ts) {
		if len(part) > 0 {
			cols[part[0].text] = true
		}
	}
	return cols
}

// selects reads queries joined by UNION and the like.
func (r *reader) selects(ts []token, s *scope) columns {
	var first columns
	for i := 0; ; i++ {
		n := find(ts, "union", "intersect", "except")
		part := ts
		if n >= 0 {
			part = ts[:n]
		}
		inner := s.inner()
		cols := r.selectOne(part, inner, i > 0)
		if i == 0 {
			first = cols
		}
		if n < 0 {
			return first
		}
		ts = ts[n+1:]
		if len(ts) > 0 && ts[0].word("all", "distinct") {
			ts = ts[1:]
		}
		if len(ts) == 0 {
			give()
		}
	}
}

// clauses are the words that begin the parts of a SELECT.
var clauses = []string{"from", "where", "group", "having", "window", "order", "limit", "offset", "fetch", "for", "into"}

// clause finds the next clause outside of brackets.
func clause(ts []token, from int) int {
	for i := from; i < len(ts); {
		n := find(ts[i:], clauses...)
		if n < 0 {
			return len(ts)
		}
		n += i
		t := ts[n]
		before := token{}
		if n > 0 {
			before = ts[n-1]
		}
		switch {
		case t.text == "from" && before.word("distinct") && n > 1 && ts[n-2].word("is", "not"):
		case (t.text == "group" || t.text == "order") && (n+1 == len(ts) || !ts[n+1].word("by")):
		case before.word("as"): // a name, though it is none without the word
		default:
			return n
		}
		i = n + 1
	}
	return len(ts)
}

// selectOne reads one SELECT, VALUES, TABLE or query in brackets. After a UNION,
// what ORDER BY names is the result of the whole.
func (r *reader) selectOne(ts []token, s *scope, after bool) columns {
	switch {
	case len(ts) == 0:
		give()
	case ts[0].is("("):
		n := closing(ts, 0)
		if n < 0 {
			give()
		}
		cols := r.query(ts[1:n], s)
		for _, t := range ts[n+1:] {
			if t.word("order", "limit", "offset", "fetch", "for") {
				break // by its results
			}
			if !t.word("") {
				give()
			}
		}
		return cols
	case ts[0].word("values"):
		r.expression(ts[1:clause(ts, 1)], s)
		return nil
	case ts[0].word("table"):
		rest := ts[1:]
		return r.relation(&rest, s).cols
	}
	ts = ts[1:]
	at := clause(ts, 0)
	list := ts[:at]
	type part struct {
		word token
		ts   []token
	}
	var parts []part
	for at < len(ts) {
		next := clause(ts, at+1)
		parts = append(parts, part{ts[at], ts[at+1 : next]})
		at = next
	}
	for _, p := range parts {
		if p.word.text == "from" {
			r.from(p.ts, s)
		}
	}
	cols := r.list(list, s)
	for _, p := range parts {
		body := p.ts
		switch p.word.text {
		case "group", "order":
			if after && p.word.text == "order" {
				continue
			}
			ordered := *s
			ordered.outputs = s.outputs
			r.expression(body[1:], &ordered)
		case "where", "having", "limit", "offset":
			plain := *s
			plain.outputs = nil
			r.expression(body, &plain)
		case "window":
			for _, w := range split(body) {
				if len(w) > 2 {
					r.expression(w[2:], s)
				}
			}
		case "into":
			give() // the caller has taken it out, or makes a table
		}
	}
	return cols
}

// list reads the results of a SELECT and tells their names.
func (r *reader) list(ts []token, s *scope) columns {
	if len(ts) > 0 && ts[0].word("all") {
		ts = ts[1:]
	}
	if len(ts) > 0 && ts[0].word("distinct") {
		ts = ts[1:]
		if len(ts) > 1 && ts[0].word("on") {
			n := closing(ts, 1)
			if n < 0 {
				give()
			}
			defer r.expression(ts[2:n], s)
			ts = ts[n+1:]
		}
	}
	cols := make(columns)
	outputs := make(map[string]bool)
	known := true
	for _, item := range split(ts) {
		if len(item) == 0 {
			give()
		}
		body, as := unalias(item)
		switch {
		case as != "":
			cols[as], outputs[as] = true, true
		case len(body) == 1 && body[0].kind == op && body[0].text == "*":
			for _, x := range s.sources {
				known = known && x.cols != nil
				for c := range x.cols {
					cols[c] = true
				}
			}
			continue
		case plainName(body):
			last := body[len(body)-1]
			if last.kind == op { // x.*
				x, ok := s.qualified("", body[len(body)-3].text)
				known = known && ok && x.cols != nil
				for c := range x.cols {
					cols[c] = true
				}
				break
			}
			cols[last.text] = true
		default:
			known = false
		}
		r.expression(body, s)
	}
	s.outputs = outputs
	if !known {
		return nil
	}
	return cols
}

// plainName reports that the tokens are a name with its qualification, or x.*.
func plainName(ts []token) bool {
	for i, t := range ts {
		switch {
		case i%2 == 1 && !t.is("."):
			return false
		case i%2 == 0 && !(t.kind == word || t.kind == quoted) && !(i > 0 && i == len(ts)-1 && t.is("*")):
			return false
		}
	}
	return len(ts)%2 == 1
}

// unalias takes the name off a result.
func unalias(ts []token) ([]token, string) {
	n := len(ts)
	if n >= 3 && ts[n-2].word("as") && (ts[n-1].kind == word || ts[n-1].kind == quoted) {
		return ts[:n-2], ts[n-1].text
	}
	if n < 2 || !ts[n-1].name() || ts[n-1].kind == word && special[ts[n-1].text] {
		return ts, ""
	}
	// A name after something that ends an expression.
	switch b := ts[n-2]; {
	case b.is(")"), b.is("]"), b.kind == num, b.kind == param, b.kind == str, b.name(),
		b.word("end", "null", "true", "false", "current_date", "current_timestamp", "current_user"):
		return ts[:n-1], ts[n-1].text
	}
	return ts, ""
}

// text is a name as messages have it.
func text(s string) string { return strconv.Quote(s) }
