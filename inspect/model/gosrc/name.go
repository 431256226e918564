package gosrc

import (
	"fmt"
	"strings"
)

// splitName takes a table's name with or without a schema apart. Either part may
// be in double quotes.
func splitName(text string) (namespace, name string, err error) {
	wrong := fmt.Errorf("%q is not the name of a table", text)
	name, rest, ok := cutName(strings.TrimSpace(text))
	if !ok {
		return "", "", wrong
	}
	if rest == "" {
		return "", name, nil
	}
	namespace = name
	if name, rest, ok = cutName(strings.TrimPrefix(rest, ".")); !ok || rest != "" {
		return "", "", wrong
	}
	return namespace, name, nil
}

// cutName reads one name, up to a dot or the end.
func cutName(text string) (name, rest string, ok bool) {
	if text == "" || text[0] != '"' {
		end := strings.IndexByte(text, '.')
		if end < 0 {
			end = len(text)
		}
		name = text[:end]
		return name, text[end:], name != "" && !strings.ContainsAny(name, "\" \t\n'`();,")
	}
	var b strings.Builder
	for i := 1; i < len(text); i++ {
		if text[i] != '"' {
			b.WriteByte(text[i])
			continue
		}
		if i+1 < len(text) && text[i+1] == '"' {
			b.WriteByte('"')
			i++
			continue
		}
		rest = text[i+1:]
		return b.String(), rest, b.Len() > 0 && (rest == "" || rest[0] == '.')
	}
	return "", "", false
}
