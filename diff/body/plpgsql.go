package body

// plpgsql reads the statements of a body in PL/pgSQL. Its expressions are read as
// what they are to PostgreSQL, the results of a SELECT.
func (r *reader) plpgsql(ts []token) {
	handler := false // inside of EXCEPTION
	for len(ts) > 0 {
		t := ts[0]
		switch {
		case t.is(";"):
			ts = ts[1:]
		case t.kind == op && t.text == "<<" && len(ts) > 2:
			ts = ts[3:]
		case t.word("declare"):
			n := find(ts, "begin")
			if n < 0 {
				r.unsure = true
				return
			}
			r.declarations(ts[1:n])
			ts = ts[n:]
		case t.word("begin"):
			handler, ts = false, ts[1:]
		case t.word("exception"):
			handler, ts = true, ts[1:]
		case t.word("else", "loop", "then"):
			ts = ts[1:]
		case t.word("end"):
			handler = false
			ts = after(ts)
		case t.word("when") && handler:
			n := find(ts, "then")
			if n < 0 {
				r.unsure = true
				return
			}
			ts = ts[n+1:]
		case t.word("if", "elsif", "elseif", "while", "when"):
			n := condition(ts[1:])
			if n < 0 {
				r.unsure = true
				return
			}
			r.value(ts[1 : n+1])
			ts = ts[n+2:]
		case t.word("case"):
			n := find(ts[1:], "when")
			if n < 0 {
				r.unsure = true
				return
			}
			r.value(ts[1 : n+1])
			ts = ts[n+1:]
		case t.word("for", "foreach"):
			n := condition(ts[1:])
			if n < 0 {
				r.unsure = true
				return
			}
			r.loop(ts[1 : n+1])
			ts = ts[n+2:]
		default:
			n := semicolon(ts)
			r.simple(ts[:n])
			ts = ts[min(n+1, len(ts)):]
		}
	}
}

// semicolon is where a statement ends.
func semicolon(ts []token) int {
	for i, t := range outside(ts) {
		if t.is(";") {
			return i
		}
	}
	return len(ts)
}

// after is what follows the statement.
func after(ts []token) []token { return ts[min(semicolon(ts)+1, len(ts)):] }

// condition is the place of the THEN or LOOP that ends a condition, which may
// have CASE in it.
func condition(ts []token) int {
	depth, cases := 0, 0
	for i, t := range ts {
		switch {
		case t.is("(") || t.is("["):
			depth++
		case t.is(")") || t.is("]"):
			depth--
		case depth > 0:
		case t.word("case"):
			cases++
		case t.word("end"):
			cases--
		case t.word("loop"), t.word("then") && cases <= 0:
			return i
		case t.is(";"):
			return -1
		}
	}
	return -1
}

// value reads an expression.
func (r *reader) value(ts []token) {
	if len(ts) > 0 {
		r.statement(append([]token{{word, "select", ts[0].line}}, ts...), nil)
	}
}

// declarations reads what a block declares: names have been taken before.
func (r *reader) declarations(ts []token) {
	for len(ts) > 0 {
		n := semicolon(ts)
		d := ts[:n]
		ts = ts[min(n+1, len(ts)):]
		if len(d) < 2 {
			continue
		}
		if c := find(d, "cursor"); c >= 0 {
			if f := find(d, "for", "is"); f >= 0 && begins(d[f+1:]) {
				r.statement(d[f+1:], nil)
			}
			continue
		}
		r.declaredType(d[1:])
		for i, t := range d {
			if t.is(":=") || t.is("=") || t.word("default") {
				r.value(d[i+1:])
				break
			}
		}
	}
}

// declaredType looks up the relation of a variable's type, as orders%rowtype or
// orders.id%type.
func (r *reader) declaredType(ts []token) {
	if len(ts) > 0 && ts[0].word("constant") {
		ts = ts[1:]
	}
	parts := chain(&ts)
	if len(parts) == 0 || len(ts) < 2 || !ts[0].is("%") {
		return
	}
	switch {
	case ts[1].word("rowtype"):
		r.named(parts, nil)
	case ts[1].word("type") && len(parts) > 1 && !r.vars[parts[0].text]:
		of, column := parts[:len(parts)-1], parts[len(parts)-1]
		if f := r.named(of, nil); f.cols != nil && !f.cols[column.text] {
			r.miss(column, "column "+text(column.text)+" of relation "+text(of[len(of)-1].text)+" does not exist")
		}
	}
}

// loop reads what a FOR runs over.
func (r *reader) loop(ts []token) {
	n := find(ts, "in")
	if n < 0 {
		return
	}
	ts = ts[n+1:]
	if len(ts) > 0 && ts[0].word("reverse", "array") {
		ts = ts[1:]
	}
	switch {
	case len(ts) == 0 || ts[0].word("execute"):
	case begins(ts):
		r.statement(ts, nil)
	default:
		var parts [][]token
		start := 0
		for i, t := range ts {
			if t.is("..") || t.word("by") {
				parts, start = append(parts, ts[start:i]), i+1
			}
		}
		if parts == nil && len(ts) == 1 {
			return // a cursor
		}
		for _, p := range append(parts, ts[start:]) {
			r.value(p)
		}
	}
}

// simple reads a statement that ends at its semicolon.
func (r *reader) simple(ts []token) {
	if len(ts) == 0 {
		return
	}
	t := ts[0]
	switch {
	case t.word("select", "with", "insert", "update", "delete", "values"):
		r.statement(withoutInto(ts), nil)
	case t.word("perform"):
		r.value(ts[1:])
	case t.word("return"):
		switch {
		case len(ts) > 1 && ts[1].word("next"):
			r.value(ts[2:])
		case len(ts) > 2 && ts[1].word("query"):
			if begins(ts[2:]) {
				r.statement(ts[2:], nil)
			}
		default:
			r.value(ts[1:])
		}
	case t.word("open"):
		if f := find(ts, "for"); f >= 0 && begins(ts[f+1:]) {
			r.statement(ts[f+1:], nil)
		}
	case t.word("raise"):
		r.raise(ts[1:])
	case t.word("assert"):
		r.value(ts[1:])
	case t.word("call"):
		if len(ts) > 2 {
			if n := closing(ts, len(ts)-1); n < 0 {
				r.value(ts[1:])
			}
		}
	case t.word("merge"):
		r.unsure = true
	default:
		for i, x := range ts {
			if x.is(":=") || x.is("=") {
				r.value(ts[i+1:])
				return
			}
			if !(x.kind == word || x.kind == quoted || x.is(".") || x.is("[") || x.is("]") || x.kind == num || x.kind == param) {
				return // SQL of another kind, or nothing with expressions
			}
		}
	}
}

// raise reads the values of a message.
func (r *reader) raise(ts []token) {
	ts, options := cut(ts, "using")
	if parts := split(ts); len(parts) > 1 {
		for _, p := range parts[1:] {
			r.value(p)
		}
	}
	for _, o := range split(options) {
		if len(o) > 2 && (o[1].is("=") || o[1].is(":=")) {
			r.value(o[2:])
		}
	}
}

// withoutInto leaves out where a statement puts its result.
func withoutInto(ts []token) []token {
	for i := 1; i < len(ts); {
		n := find(ts[i:], "into")
		if n < 0 {
			return ts
		}
		n += i
		if ts[n-1].word("insert", "merge") {
			i = n + 1
			continue
		}
		rest := ts[n+1:]
		if len(rest) > 0 && rest[0].word("strict") {
			rest = rest[1:]
		}
		for {
			if chain(&rest) == nil && !(len(rest) > 0 && rest[0].kind == param) {
				return ts
			}
			if len(rest) > 0 && rest[0].kind == param {
				rest = rest[1:]
			}
			for len(rest) > 0 && rest[0].is("[") {
				c := closing(rest, 0)
				if c < 0 {
					return ts
				}
				rest = rest[c+1:]
			}
			if len(rest) == 0 || !rest[0].is(",") {
				break
			}
			rest = rest[1:]
		}
		return append(append([]token{}, ts[:n]...), rest...)
	}
	return ts
}

// variables are the names that a body gives to what is no column: variables,
// cursors, loops, labels.
func variables(ts []token, into map[string]bool) {
	for _, w := range []string{"new", "old", "found", "sqlstate", "sqlerrm"} {
		into[w] = true
	}
	declaring := false
	fresh := false // at the beginning of a declaration
	depth := 0
	for i, t := range ts {
		switch {
		case t.is("(") || t.is("["):
			depth++
		case t.is(")") || t.is("]"):
			depth--
		case t.kind == op && t.text == "<<" && i+1 < len(ts):
			into[ts[i+1].text] = true
		case t.word("declare"):
			declaring, fresh, depth = true, true, 0
			continue
		case t.word("begin"):
			declaring = false
		case t.word("for", "foreach") && i+1 < len(ts):
			for j := i + 1; j < len(ts) && !ts[j].word("in") && j < i+12; j++ {
				if ts[j].kind == word || ts[j].kind == quoted {
					into[ts[j].text] = true
				}
			}
		case t.word("cursor") && i+1 < len(ts) && ts[i+1].is("("):
			if n := closing(ts, i+1); n > 0 {
				for _, p := range split(ts[i+2 : n]) {
					if len(p) > 0 {
						into[p[0].text] = true
					}
				}
			}
		case declaring && fresh && (t.kind == word || t.kind == quoted):
			into[t.text] = true
		}
		if declaring {
			fresh = t.is(";") && depth == 0
		}
	}
}
