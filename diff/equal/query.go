package equal

import "slices"

// Queries reports whether two queries, as servers print those of views, are the
// same but for how they are printed:
//   - since PostgreSQL 16 a query over one relation names its columns without it;
//   - an array that is cast prints as one whose elements are, once it was printed
//     and read again;
//   - the same happens to the names of columns in the later parts of a union,
//     which nobody can use.
func Queries(a, b string) bool {
	if a == b {
		return true
	}
	x, err := scan(a)
	if err != nil {
		return false
	}
	y, err := scan(b)
	if err != nil {
		return false
	}
	x, y = nameless(castElements(x)), nameless(castElements(y))
	return samePrinted(x, y, onlyRelation(x)) || samePrinted(y, x, onlyRelation(y))
}

// samePrinted compares the tokens; the first may name the relation before any of
// its columns where the other does not.
func samePrinted(x, y []token, relation token) bool {
	i, j := 0, 0
	for i < len(x) && j < len(y) {
		switch {
		case relation.text != "" && sameIdent(x[i], relation) && i+2 < len(x) && x[i+1].is(".") && x[i+2] == y[j] &&
			!(j+1 < len(y) && y[j+1].is(".")):
			i, j = i+3, j+1
		case x[i] == y[j]:
			i, j = i+1, j+1
		default:
			return false
		}
	}
	return i == len(x) && j == len(y)
}

func sameIdent(a, b token) bool { return a.text == b.text && a.named() && b.named() }

func (t token) named() bool { return t.kind == tokWord || t.kind == tokQuoted }

func (t token) is(text string) bool {
	return t.text == text && (t.kind == tokPunct || t.kind == tokWord)
}

// clauses are the words that can follow the relations of a query.
var clauses = []string{"where", "group", "having", "window", "order", "limit", "offset", "fetch", "for", "tablesample"}

// onlyRelation is the name by which a query calls the one relation that it
// selects from; nothing where there are more.
func onlyRelation(tokens []token) token {
	i := 0
	for depth := 0; ; i++ {
		if i == len(tokens) {
			return token{}
		}
		switch {
		case tokens[i].is("("), tokens[i].is("["):
			depth++
		case tokens[i].is(")"), tokens[i].is("]"):
			depth--
		case depth == 0 && (tokens[i].is("union") || tokens[i].is("intersect") || tokens[i].is("except")):
			return token{}
		}
		if depth == 0 && tokens[i].is("from") {
			i++
			break
		}
	}
	at := func() token { return tokens[min(i, len(tokens)-1)] } // the last one is the end
	for at().is("only") || at().is("lateral") {
		i++
	}
	var name token
	for at().named() && !slices.Contains(clauses, at().text) {
		name = at()
		i++
		if !at().is(".") {
			break
		}
		i++
	}
	i = beyond(tokens, i)
	if at().is("as") {
		i++
	}
	if at().kind == tokQuoted || at().kind == tokWord && !slices.Contains(clauses, at().text) {
		name = at()
		i = beyond(tokens, i+1)
	}
	if at().kind == tokEnd || at().is(";") || at().kind == tokWord && slices.Contains(clauses, at().text) {
		return name
	}
	return token{}
}

// beyond is the place after the parentheses or brackets that open at i, or i.
func beyond(tokens []token, i int) int {
	if i >= len(tokens) || !tokens[i].is("(") && !tokens[i].is("[") {
		return i
	}
	depth := 0
	for ; i < len(tokens); i++ {
		switch {
		case tokens[i].is("("), tokens[i].is("["):
			depth++
		case tokens[i].is(")"), tokens[i].is("]"):
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return i
}

// castElements writes (array[a, b])::t[] as array[(a)::t, (b)::t].
func castElements(tokens []token) []token {
	var out []token
	for i := 0; i < len(tokens); i++ {
		end := beyond(tokens, i)
		if !tokens[i].is("(") || i+2 >= len(tokens) || !tokens[i+1].is("array") || !tokens[i+2].is("[") ||
			beyond(tokens, i+2) != end-1 || end >= len(tokens) || !tokens[end].is("::") {
			out = append(out, tokens[i])
			continue
		}
		typ := end + 1
		for typ < len(tokens) && (tokens[typ].named() || tokens[typ].is(".")) {
			typ++
		}
		if typ+1 >= len(tokens) || typ == end+1 || !tokens[typ].is("[") || !tokens[typ+1].is("]") {
			out = append(out, tokens[i])
			continue
		}
		out = append(out, tokens[i+1], tokens[i+2])
		for k, first := i+3, i+3; k < end-1; {
			if next := beyond(tokens, k); next > k {
				k = next
			} else if !tokens[k].is(",") && !tokens[k].is("]") {
				k++
			}
			if tokens[k].is(",") || k == end-2 {
				out = append(out, token{tokPunct, "("})
				out = append(out, castElements(tokens[first:k])...)
				out = append(out, token{tokPunct, ")"})
				out = append(out, tokens[end:typ]...)
				out = append(out, tokens[k])
				k++
				first = k
			}
		}
		i = typ + 1
	}
	return out
}

// nameless leaves out the names of columns in the later parts of a union.
func nameless(tokens []token) []token {
	var out []token
	later := map[int]bool{} // by depth
	depth := 0
	for i := 0; i < len(tokens); i++ {
		switch t := tokens[i]; {
		case t.is("("), t.is("["):
			depth++
		case t.is(")"), t.is("]"):
			delete(later, depth)
			depth--
		case t.is("union"), t.is("intersect"), t.is("except"):
			later[depth] = true
		case t.is("from"), t.is("order"), t.is("where"):
			delete(later, depth)
		case t.is("as") && later[depth] && i+1 < len(tokens) && tokens[i+1].named():
			i++
			continue
		}
		out = append(out, tokens[i])
	}
	return out
}
