package body

// target names a column of the table that is written.
func (r *reader) target(t token, x source) {
	if x.cols != nil && !x.cols[t.text] && (t.kind == word || t.kind == quoted) {
		r.miss(t, "column "+text(t.text)+" of relation "+text(x.name)+" does not exist")
	}
}

// alias takes the name off the tokens that a statement gives its table.
func alias(rest *[]token, x *source, but ...string) {
	ts := *rest
	switch {
	case len(ts) > 1 && ts[0].word("as"):
		x.name, x.space, *rest = ts[1].text, "", ts[2:]
	case len(ts) > 0 && ts[0].name() && !ts[0].word(but...):
		x.name, x.space, *rest = ts[0].text, "", ts[1:]
	}
}

func (r *reader) insert(ts []token, s *scope) columns {
	if len(ts) == 0 || !ts[0].word("into") {
		give()
	}
	ts = ts[1:]
	x := r.relation(&ts, s)
	alias(&ts, &x, "values", "overriding", "default", "select")
	if len(ts) > 0 && ts[0].is("(") && !begins(ts) {
		n := closing(ts, 0)
		if n < 0 {
			give()
		}
		for _, c := range split(ts[1:n]) {
			if len(c) == 0 {
				give()
			}
			r.target(c[0], x)
		}
		ts = ts[n+1:]
	}
	if len(ts) > 2 && ts[0].word("overriding") {
		ts = ts[3:]
	}
	ts, returned := cut(ts, "returning")
	conflict := -1
	for i := 0; i+1 < len(ts); {
		n := find(ts[i:], "on")
		if n < 0 {
			break
		}
		if n+i+1 < len(ts) && ts[n+i+1].word("conflict") {
			conflict = n + i
			break
		}
		i += n + 1
	}
	var rest []token
	if conflict >= 0 {
		rest = ts[conflict+2:]
		ts = ts[:conflict]
	}
	if !(len(ts) == 2 && ts[0].word("default")) {
		if len(ts) == 0 {
			give()
		}
		r.query(ts, s)
	}
	own := s.inner()
	own.sources = []source{x}
	if rest != nil {
		r.conflict(rest, x, own)
	}
	return r.returning(returned, own)
}

func (r *reader) conflict(ts []token, x source, s *scope) {
	if len(ts) > 2 && ts[0].word("on") && ts[1].word("constraint") {
		ts = ts[3:]
	} else if len(ts) > 0 && ts[0].is("(") {
		n := closing(ts, 0)
		if n < 0 {
			give()
		}
		r.expression(ts[1:n], s)
		ts = ts[n+1:]
	}
	n := find(ts, "do")
	if n < 0 {
		give()
	}
	if n > 0 && ts[0].word("where") {
		r.expression(ts[1:n], s)
	}
	ts = ts[n+1:]
	if len(ts) == 1 && ts[0].word("nothing") {
		return
	}
	if len(ts) < 2 || !ts[0].word("update") || !ts[1].word("set") {
		give()
	}
	both := s.inner()
	both.sources = append([]source{{name: "excluded", cols: x.cols}}, s.sources...)
	r.set(ts[2:], x, both)
}

// set reads assignments, with the condition behind them.
func (r *reader) set(ts []token, x source, s *scope) {
	n := find(ts, "where")
	if n >= 0 {
		if !(n+1 < len(ts) && ts[n+1].word("current")) {
			r.expression(ts[n+1:], s)
		}
		ts = ts[:n]
	}
	for _, a := range split(ts) {
		if len(a) == 0 {
			give()
		}
		if a[0].is("(") {
			n := closing(a, 0)
			if n < 0 {
				give()
			}
			for _, c := range split(a[1:n]) {
				if len(c) == 0 {
					give()
				}
				r.target(c[0], x)
			}
			a = a[n+1:]
		} else {
			r.target(a[0], x)
			a = a[1:]
			for len(a) > 0 && !a[0].is("=") { // a field or an element
				a = a[1:]
			}
		}
		if len(a) == 0 || !a[0].is("=") {
			give()
		}
		r.expression(a[1:], s)
	}
}

func (r *reader) update(ts []token, s *scope) columns {
	x := r.relation(&ts, s)
	alias(&ts, &x, "set")
	if len(ts) == 0 || !ts[0].word("set") {
		give()
	}
	ts, returned := cut(ts[1:], "returning")
	own := s.inner()
	own.sources = []source{x}
	at := clause(ts, 0)
	if at < len(ts) && ts[at].word("from") {
		end := clause(ts, at+1)
		from := ts[at+1 : end]
		ts = append(append([]token{}, ts[:at]...), ts[end:]...)
		r.from(from, own)
	}
	r.set(ts, x, own)
	return r.returning(returned, own)
}

func (r *reader) delete(ts []token, s *scope) columns {
	if len(ts) == 0 || !ts[0].word("from") {
		give()
	}
	ts = ts[1:]
	x := r.relation(&ts, s)
	alias(&ts, &x, "using", "where", "returning")
	ts, returned := cut(ts, "returning")
	own := s.inner()
	own.sources = []source{x}
	ts, where := cut(ts, "where")
	if len(ts) > 0 {
		if !ts[0].word("using") {
			give()
		}
		r.from(ts[1:], own)
	}
	if !(len(where) > 0 && where[0].word("current")) {
		r.expression(where, own)
	}
	return r.returning(returned, own)
}

// cut divides the tokens at a word outside of brackets.
func cut(ts []token, at string) (before, after []token) {
	n := find(ts, at)
	if n < 0 {
		return ts, nil
	}
	return ts[:n], ts[n+1:]
}

func (r *reader) returning(ts []token, s *scope) columns {
	if len(ts) == 0 {
		return nil
	}
	if ts[0].word("with") {
		give()
	}
	// A column of old and new rows, since PostgreSQL 18.
	s.sources = append(s.sources, source{name: "old", cols: s.sources[0].cols}, source{name: "new", cols: s.sources[0].cols})
	return r.list(ts, s)
}
