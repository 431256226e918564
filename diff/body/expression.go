package body

// expression reads expressions, however many and whatever stands between them,
// and looks up every name of a column.
func (r *reader) expression(ts []token, s *scope) {
	if r.depth++; r.depth > deepest {
		give()
	}
	defer func() { r.depth-- }()
	for len(ts) > 0 {
		t := ts[0]
		switch {
		case t.is("("):
			n := closing(ts, 0)
			if n < 0 {
				give()
			}
			r.bracket(ts[1:n], s)
			ts = ts[n+1:]
			for len(ts) > 1 && ts[0].is(".") { // a field of what is in the brackets
				ts = ts[2:]
			}
		case t.is(".") && len(ts) > 1: // a field of an element
			ts = ts[2:]
		case t.word("cast") && len(ts) > 1 && ts[1].is("("):
			ts = r.call(t, ts[1:], s)
		case t.is("::"):
			ts = typeName(ts[1:])
		case t.word("collate"):
			ts = ts[1:]
			chain(&ts)
		case t.word("operator") && len(ts) > 1 && ts[1].is("("):
			n := closing(ts, 1)
			if n < 0 {
				give()
			}
			ts = ts[n+1:]
		case t.word("over") && len(ts) > 1 && ts[1].name():
			ts = ts[2:] // a window by name
		case t.word("as") && len(ts) > 1:
			give() // outside of lists and casts there is none
		case t.kind == word && reserved[t.text] && !(len(ts) > 1 && ts[1].is(".")):
			if (t.text == "left" || t.text == "right") && len(ts) > 1 && ts[1].is("(") {
				ts = ts[1:]
				continue
			}
			ts = ts[1:]
		case t.kind == word || t.kind == quoted:
			ts = r.nameIn(ts, s)
		default:
			ts = ts[1:]
		}
	}
}

// bracket reads what stands in brackets.
func (r *reader) bracket(ts []token, s *scope) {
	if begins(ts) {
		r.query(ts, s)
		return
	}
	r.expression(ts, s)
}

// nameIn reads a name that an expression begins with: a column, a function, a type
// before its constant.
func (r *reader) nameIn(ts []token, s *scope) []token {
	parts := chain(&ts)
	at := func(i int) token {
		if i < len(ts) {
			return ts[i]
		}
		return token{}
	}
	first, last := parts[0], parts[len(parts)-1]
	switch {
	case at(0).is("("):
		return r.call(last, ts, s)
	case at(0).kind == str:
		return ts[1:] // date '2020-01-01'
	case at(0).is("=>"), at(0).is(":=") && len(parts) == 1:
		return ts[1:]
	}
	if at(0).is(".") && at(1).is("*") {
		return ts[2:]
	}
	switch len(parts) {
	case 1:
		if first.kind == word && (special[first.text] || reserved[first.text]) || r.vars[first.text] || s.has(first.text) {
			return ts
		}
		if !s.any() {
			// An expression without any table: perhaps a variable that was missed.
			r.unsure = true
			return ts
		}
		r.miss(first, "column "+text(first.text)+" does not exist")
	case 2:
		r.field("", parts[0], parts[1], s)
	case 3:
		if !r.vars[first.text] {
			r.field(parts[0].text, parts[1], parts[2], s)
		}
	}
	return ts
}

// field looks up a column that is qualified.
func (r *reader) field(space string, of, column token, s *scope) {
	x, ok := s.qualified(space, of.text)
	if !ok {
		if !r.vars[of.text] {
			r.unsure = true // a composite column, or a record that was missed
		}
		return
	}
	if x.cols == nil || x.cols[column.text] || hidden[column.text] || r.catalog.functions[column.text] {
		return
	}
	if r.vars[of.text] {
		return // the alias may be that of a variable
	}
	r.miss(column, "column "+of.text+"."+column.text+" does not exist")
}

// call reads the arguments of a function.
func (r *reader) call(f token, ts []token, s *scope) []token {
	n := closing(ts, 0)
	if n < 0 {
		give()
	}
	in := ts[1:n]
	switch {
	case f.word("extract") && len(in) > 1 && in[1].word("from"):
		in = in[2:]
	case f.word("cast"):
		if as := find(in, "as"); as >= 0 {
			in = in[:as]
		}
	case f.word("grouping") && f.kind == word:
	case f.word("xmlelement", "xmlforest", "xmlattributes", "xmlparse", "xmlserialize", "xmlpi", "xmlroot", "xmlexists", "xmltable", "json_table",
		"json_query", "json_value", "json_exists", "json_object", "json_array", "json_serialize", "json_scalar", "json_objectagg", "json_arrayagg", "treat"):
		give()
	}
	r.bracket(in, s)
	return ts[n+1:]
}

// typeName takes the name of a type off the tokens.
func typeName(ts []token) []token {
	first := token{}
	if len(ts) > 0 {
		first = ts[0]
	}
	if chain(&ts) == nil {
		return ts
	}
	for len(ts) > 0 {
		switch {
		case first.word("double") && ts[0].word("precision"), first.word("character", "bit", "char", "national") && ts[0].word("varying", "character"):
			ts = ts[1:]
		case first.word("timestamp", "time") && (ts[0].word("with") || ts[0].word("without")) && len(ts) > 2:
			ts = ts[3:]
		case first.word("interval") && ts[0].word("year", "month", "day", "hour", "minute", "second"):
			ts = ts[1:]
		case ts[0].is("("), ts[0].is("["):
			n := closing(ts, 0)
			if n < 0 {
				give()
			}
			ts = ts[n+1:]
		case ts[0].word("array"):
			ts = ts[1:]
		case ts[0].is("%") && len(ts) > 1 && ts[1].word("type", "rowtype"):
			ts = ts[2:]
		default:
			return ts
		}
	}
	return ts
}
