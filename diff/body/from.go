package body

// from reads a list of tables into the scope.
func (r *reader) from(ts []token, s *scope) {
	// What a join is on may name any table of the list: it is read afterwards.
	var later [][]token
	for _, item := range split(ts) {
		later = append(later, r.joined(item, s)...)
	}
	for _, e := range later {
		r.expression(e, s)
	}
}

// joined reads tables with their joins, and returns what they are joined on.
func (r *reader) joined(ts []token, s *scope) (later [][]token) {
	for len(ts) > 0 {
		later = append(later, r.table(&ts, s)...)
		for len(ts) > 0 && !joinWord(ts[0]) {
			switch {
			case ts[0].word("on"):
				n := nextJoin(ts, 1)
				later = append(later, ts[1:n])
				ts = ts[n:]
			case ts[0].word("using"):
				n := -1
				if len(ts) > 1 {
					n = closing(ts, 1)
				}
				if n < 0 {
					give()
				}
				for _, c := range split(ts[2:n]) {
					if len(c) != 1 {
						give()
					}
					if s.sharers(c[0].text) < 2 {
						r.miss(c[0], "column "+text(c[0].text)+" does not exist")
					}
				}
				ts = ts[n+1:]
				if len(ts) > 1 && ts[0].word("as") {
					s.sources = append(s.sources, source{name: ts[1].text})
					ts = ts[2:]
				}
			default:
				give()
			}
		}
		if len(ts) == 0 {
			return later
		}
		for len(ts) > 0 && joinWord(ts[0]) {
			ts = ts[1:]
		}
		if len(ts) == 0 {
			give()
		}
	}
	return later
}

func joinWord(t token) bool {
	return t.word("join", "inner", "left", "right", "full", "cross", "natural", "outer")
}

// nextJoin is where the condition of a join ends.
func nextJoin(ts []token, from int) int {
	for i := from; i < len(ts); {
		n := find(ts[i:], "join", "inner", "left", "right", "full", "cross", "natural", "on", "using")
		if n < 0 {
			return len(ts)
		}
		n += i
		if (ts[n].word("left") || ts[n].word("right")) && n+1 < len(ts) && ts[n+1].is("(") {
			i = n + 1 // the function
			continue
		}
		return n
	}
	return len(ts)
}

// table reads one table, function or subquery with its alias.
func (r *reader) table(rest *[]token, s *scope) (later [][]token) {
	ts := *rest
	for len(ts) > 0 && ts[0].word("lateral", "only") {
		ts = ts[1:]
	}
	if len(ts) == 0 {
		give()
	}
	var x source
	switch {
	case ts[0].is("("):
		n := closing(ts, 0)
		if n < 0 {
			give()
		}
		in := ts[1:n]
		ts = ts[n+1:]
		if begins(in) {
			x.cols = r.query(in, s)
		} else {
			later = r.joined(in, s)
			if len(ts) > 0 && (ts[0].word("as") || ts[0].name()) && !joinWord(ts[0]) {
				give() // a join with a name of its own
			}
			*rest = ts
			return later
		}
	case ts[0].word("rows") && len(ts) > 2 && ts[1].word("from") && ts[2].is("("):
		n := closing(ts, 2)
		if n < 0 {
			give()
		}
		later = append(later, ts[3:n])
		ts = ts[n+1:]
	default:
		parts := chain(&ts)
		if parts == nil {
			give()
		}
		last := parts[len(parts)-1]
		if len(ts) > 0 && ts[0].is("(") { // a function
			if last.word("xmltable", "json_table") {
				give()
			}
			n := closing(ts, 0)
			if n < 0 {
				give()
			}
			later = append(later, ts[1:n])
			ts = ts[n+1:]
			if len(ts) > 1 && ts[0].word("with") && ts[1].word("ordinality") {
				ts = ts[2:]
			}
			x.name = last.text
			break
		}
		f := r.named(parts, s)
		x.cols, x.name = f.cols, last.text
		if len(parts) > 1 {
			x.space = parts[len(parts)-2].text
		}
		if len(ts) > 0 && ts[0].is("*") {
			ts = ts[1:]
		}
	}
	if len(ts) > 1 && ts[0].word("as") && (ts[1].name() || ts[1].kind == word) {
		x.name, x.space, ts = ts[1].text, "", ts[2:]
	} else if len(ts) > 1 && ts[0].word("as") && ts[1].is("(") {
		ts = ts[1:]
	} else if len(ts) > 0 && ts[0].name() && !joinWord(ts[0]) {
		x.name, x.space, ts = ts[0].text, "", ts[1:]
	}
	if len(ts) > 0 && ts[0].is("(") { // names of columns, or their definitions
		n := closing(ts, 0)
		if n < 0 {
			give()
		}
		given := names(ts[1:n])
		for c := range x.cols {
			given[c] = true // the first ones are renamed: not to be told which
		}
		x.cols = given
		ts = ts[n+1:]
	}
	if len(ts) > 0 && ts[0].word("tablesample") {
		give()
	}
	s.sources = append(s.sources, x)
	*rest = ts
	return later
}

// begins reports that the tokens begin a query.
func begins(ts []token) bool {
	for len(ts) > 0 && ts[0].is("(") {
		ts = ts[1:]
	}
	return len(ts) > 0 && ts[0].word("select", "with", "values", "insert", "update", "delete")
}

// chain takes a name with its qualification off the tokens.
func chain(rest *[]token) []token {
	ts := *rest
	if len(ts) == 0 || ts[0].kind != word && ts[0].kind != quoted {
		return nil
	}
	parts := []token{ts[0]}
	ts = ts[1:]
	for len(ts) > 1 && ts[0].is(".") && (ts[1].kind == word || ts[1].kind == quoted) {
		parts = append(parts, ts[1])
		ts = ts[2:]
	}
	*rest = ts
	return parts
}

// named looks up the relation of that name, and reports one that is missing.
func (r *reader) named(parts []token, s *scope) found {
	last := parts[len(parts)-1]
	if len(parts) == 1 {
		if cols, ok := s.cte(last.text); ok {
			return found{cols: cols}
		}
		if r.vars[last.text] && len(r.catalog.bySimple[last.text]) == 0 {
			return found{} // a transition table, or put in by a variable
		}
	}
	if len(parts) > 2 {
		return found{} // of a database by name
	}
	space := ""
	if len(parts) == 2 {
		space = parts[0].text
	}
	f := r.catalog.lookup(space, last.text, r.path)
	if f.missing {
		full := last.text
		if space != "" {
			full = space + "." + full
		}
		r.miss(last, "relation "+text(full)+" does not exist")
	}
	return f
}

// relation takes the name of a relation off the tokens and looks it up.
func (r *reader) relation(rest *[]token, s *scope) source {
	ts := *rest
	if len(ts) > 0 && ts[0].word("only") {
		ts = ts[1:]
	}
	parts := chain(&ts)
	if parts == nil {
		give()
	}
	f := r.named(parts, s)
	if len(ts) > 0 && ts[0].is("*") {
		ts = ts[1:]
	}
	x := source{name: parts[len(parts)-1].text, cols: f.cols}
	if len(parts) > 1 {
		x.space = parts[0].text
	}
	*rest = ts
	return x
}
