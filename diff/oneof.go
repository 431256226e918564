package diff

import "strings"

// oneOf reads a condition that restricts one column to a list of text literals,
// as code writes it, status in ('a', 'b'), and as PostgreSQL prints it back:
//
//	((status)::text = ANY ((ARRAY['a'::character varying])::text[]))
//
// Any other condition is not ok.
func oneOf(expr string) (column string, labels []string, ok bool) {
	rest := strings.TrimLeft(expr, "( \t\n")
	column, rest, ok = cutIdent(rest)
	if !ok {
		return "", nil, false
	}
	rest = strings.TrimLeft(rest, ") ")
	if cast, found := strings.CutPrefix(rest, "::"); found {
		rest = strings.TrimLeft(cast, "abcdefghijklmnopqrstuvwxyz_.\" ")
		rest = strings.TrimLeft(rest, ") ")
	}
	switch head := strings.ToLower(rest); {
	case strings.HasPrefix(head, "= any "):
		rest = rest[len("= any "):]
	case strings.HasPrefix(head, "in "):
		rest = rest[len("in "):]
	case strings.HasPrefix(head, "in("):
		rest = rest[len("in"):]
	case strings.HasPrefix(head, "= '"):
		rest = rest[len("= "):]
	default:
		return "", nil, false
	}
	labels, ok = literals(rest)
	return column, labels, ok
}

// cutIdent takes an identifier, quoted or not, off the front.
func cutIdent(s string) (name, rest string, ok bool) {
	if quoted, found := strings.CutPrefix(s, `"`); found {
		for i := 0; i < len(quoted); i++ {
			if quoted[i] != '"' {
				continue
			}
			if i+1 < len(quoted) && quoted[i+1] == '"' {
				i++
				continue
			}
			return strings.ReplaceAll(quoted[:i], `""`, `"`), quoted[i+1:], true
		}
		return "", "", false
	}
	end := strings.IndexFunc(s, func(r rune) bool { return !identRune(r) })
	if end <= 0 {
		return "", "", false
	}
	return strings.ToLower(s[:end]), s[end:], true
}

func identRune(r rune) bool {
	return r == '_' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r > 0x7f
}

// literals collects the string literals of a list in which there is nothing
// else but brackets, commas and casts.
func literals(s string) (labels []string, ok bool) {
	for len(s) > 0 {
		switch c := s[0]; {
		case c == '\'':
			label, rest, closed := cutLiteral(s[1:])
			if !closed {
				return nil, false
			}
			labels, s = append(labels, label), rest
		case strings.HasPrefix(s, "::"):
			s = strings.TrimLeft(s[2:], "abcdefghijklmnopqrstuvwxyz_.\" ")
		case strings.HasPrefix(strings.ToLower(s), "array["):
			s = s[len("array["):]
		case strings.IndexByte("()[], ", c) >= 0:
			s = s[1:]
		default:
			return nil, false
		}
	}
	return labels, len(labels) > 0
}

func cutLiteral(s string) (value, rest string, ok bool) {
	for i := 0; i < len(s); i++ {
		if s[i] != '\'' {
			continue
		}
		if i+1 < len(s) && s[i+1] == '\'' {
			i++
			continue
		}
		return strings.ReplaceAll(s[:i], "''", "'"), s[i+1:], true
	}
	return "", "", false
}
