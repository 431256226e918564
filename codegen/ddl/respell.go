package ddl

import "strings"

// respell makes an expression that PostgreSQL spelt mean to it what it was. It
// writes (ARRAY['a'::character varying])::text[] for an array of one type made
// into one of another, and reads that as an array whose elements are cast one by
// one. A cast of the array to its own type between the two stops it.
func respell(expr string) string {
	const opening = "(ARRAY["
	if !strings.Contains(expr, opening) {
		return expr
	}
	var b strings.Builder
	for i := 0; i < len(expr); {
		if end := skipQuoted(expr, i); end > i {
			b.WriteString(expr[i:end])
			i = end
			continue
		}
		if strings.HasPrefix(expr[i:], opening) {
			end := closing(expr, i+len(opening)-1)
			if end > 0 && strings.HasPrefix(expr[end:], "])::") {
				inner := expr[i+len(opening) : end]
				if typ := elementType(inner); typ != "" && !strings.HasPrefix(expr[end+len("])::"):], typ+"[]") {
					b.WriteString(opening + respell(inner) + "]::" + typ + "[]")
					i = end + 1
					continue
				}
			}
		}
		b.WriteByte(expr[i])
		i++
	}
	return b.String()
}

// skipQuoted is the end of the literal or quoted name that begins at i, or i.
func skipQuoted(text string, i int) int {
	quote := text[i]
	if quote != '\'' && quote != '"' {
		return i
	}
	escaped := quote == '\'' && i > 0 && text[i-1] == 'E' && (i == 1 || !nameByte(text[i-2]))
	for j := i + 1; j < len(text); j++ {
		switch {
		case escaped && text[j] == '\\':
			j++
		case text[j] == quote:
			if j+1 < len(text) && text[j+1] == quote {
				j++
				continue
			}
			return j + 1
		}
	}
	return len(text)
}

func nameByte(c byte) bool {
	return c == '_' || c == '$' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

// closing is the place of the bracket that closes the one at i, or -1.
func closing(text string, i int) int {
	depth := 0
	for j := i; j < len(text); {
		if end := skipQuoted(text, j); end > j {
			j = end
			continue
		}
		switch text[j] {
		case '(', '[':
			depth++
		case ')', ']':
			if depth--; depth == 0 {
				return j
			}
		}
		j++
	}
	return -1
}

// elementType is the type that every element of a list is cast to, or nothing.
func elementType(list string) string {
	var typ string
	for _, element := range splitList(list) {
		cast := lastCast(element)
		if cast == "" || typ != "" && cast != typ {
			return ""
		}
		typ = cast
	}
	return typ
}

// splitList parts a list at its commas.
func splitList(list string) []string {
	var parts []string
	depth, from := 0, 0
	for i := 0; i < len(list); {
		if end := skipQuoted(list, i); end > i {
			i = end
			continue
		}
		switch list[i] {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case ',':
			if depth == 0 {
				parts = append(parts, strings.TrimSpace(list[from:i]))
				from = i + 1
			}
		}
		i++
	}
	return append(parts, strings.TrimSpace(list[from:]))
}

// lastCast is the type at the end of a literal or of an expression in
// parentheses.
func lastCast(element string) string {
	i := 0
	if strings.HasPrefix(element, "E'") {
		i = 1
	}
	if i < len(element) && element[i] == '\'' {
		i = skipQuoted(element, i)
	} else if strings.HasPrefix(element, "(") {
		i = closing(element, 0) + 1
	}
	typ, ok := strings.CutPrefix(element[i:], "::")
	if !ok || i == 0 || strings.ContainsAny(typ, "'") || strings.Contains(typ, "::") {
		return ""
	}
	return typ
}
