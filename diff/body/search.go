package body

// A Search is a condition on what a column of jsonb holds.
type Search struct {
	Column string
	// Operator is the one that is asked by: @>, ?, ?|, ?&, @?, @@; or ->> where a
	// part is taken out and compared.
	Operator string
	// Path is the constant that ->> takes out, in quotes; '…' for one that is not
	// known.
	Path string

	names map[string]bool
}

// Names reports whether the statement names the table.
func (s Search) Names(table string) bool { return s.names[table] }

var searching = map[string]bool{"@>": true, "?": true, "?|": true, "?&": true, "@?": true, "@@": true}

// Searches are the conditions of the statements, or of the condition, that look
// into columns of jsonb. Whether a column is of that type is the caller's to
// know.
func Searches(text string) []Search {
	tokens, ok := scan(text)
	if !ok {
		return nil
	}
	var all []Search
	start := 0
	for i := 0; i <= len(tokens); i++ {
		if i < len(tokens) && !tokens[i].is(";") {
			continue
		}
		all = append(all, searches(tokens[start:i])...)
		start = i + 1
	}
	return all
}

func searches(ts []token) []Search {
	names := make(map[string]bool)
	for _, t := range ts {
		if t.kind == word || t.kind == quoted {
			names[t.text] = true
		}
	}
	var all []Search
	condition := []bool{true}
	at := func(i int) token {
		if i < len(ts) {
			return ts[i]
		}
		return token{}
	}
	for i, t := range ts {
		top := &condition[len(condition)-1]
		switch {
		case t.is("("):
			condition = append(condition, *top)
		case t.is(")"):
			if len(condition) > 1 {
				condition = condition[:len(condition)-1]
			}
		case t.word("where", "on"):
			*top = true
		case t.word("select", "from", "join", "group", "order", "limit", "set", "values", "returning", "having",
			"union", "begin", "declare", "if", "elsif", "while", "return", "perform", "then", "else", "loop", "execute"), t.is(":="):
			*top = false
		case *top && t.name() && at(i+1).kind == op:
			o := at(i + 1).text
			switch {
			case searching[o]:
				all = append(all, Search{Column: t.text, Operator: o, names: names})
			case o == "->>" && (at(i+2).kind == str || at(i+2).kind == param):
				path := "'…'"
				if at(i+2).kind == str {
					path = "'" + at(i+2).text + "'"
				}
				j := i + 3
				for at(j).is("::") {
					j += 2
				}
				for at(j).is(")") {
					j++
				}
				for at(j).is("::") {
					j += 2
				}
				if at(j).is("=") || at(j).word("in") || at(j).is("~~") || at(j).word("like") {
					all = append(all, Search{Column: t.text, Operator: o, Path: path, names: names})
				}
			}
		}
	}
	return all
}
