package gostruct

import (
	"fmt"
	"strings"
)

// A tagEditor changes the options of one key of a tag, and nothing else of it.
type tagEditor struct {
	literal  string // as the file spells it; empty for no tag
	key      string
	sep      byte
	field    *field
	wish     *wish
	siblings []option // of all fields of the struct
}

// optionsOf are the options that the fields of a struct have.
func optionsOf(t *typeDecl, key string, sep byte) []option {
	var all []option
	for _, f := range t.fields {
		if v, ok := f.tag.get(key); ok {
			all = append(all, splitOptions(v, sep)...)
		}
	}
	return all
}

func (e *tagEditor) value() string {
	v, _ := parseTag(e.literal).get(e.key)
	return v
}

// write puts another value behind the key.
func (e *tagEditor) write(value string) *typeError {
	no := &typeError{fmt.Sprintf("the tag of %s is spelled in a way that is not understood", e.field.symbol()), e.wish.hint}
	t := parseTag(e.literal)
	old, has := t.get(e.key)
	part := literal([]tagPart{{key: e.key, value: value}}, nil)
	switch {
	case !has && e.literal == "":
		e.literal = part
		return nil
	case !strings.HasPrefix(part, "`") || !t.raw:
		return no
	case !has:
		e.literal = strings.TrimSuffix(e.literal, "`") + " " + part[1:]
		return nil
	}
	was := literal([]tagPart{{key: e.key, value: old}}, nil)
	if !strings.HasPrefix(was, "`") {
		return no
	}
	was, now := strings.Trim(was, "`"), strings.Trim(part, "`")
	if value == "" { // a key that says nothing any more
		now = ""
	}
	at := strings.Index(e.literal, was)
	if at < 1 || strings.Count(e.literal, was) != 1 {
		return no
	}
	before, behind := e.literal[:at], e.literal[at+len(was):]
	if now == "" {
		if behind = strings.TrimLeft(behind, " "); behind == "`" {
			before = strings.TrimRight(before, " ")
		}
		if e.literal = before + behind; e.literal == "``" {
			e.literal = ""
		}
		return nil
	}
	e.literal = before + now + behind
	return nil
}

// An optionSpan is an option and where it stands in the value.
type optionSpan struct {
	option
	start, end int
}

// spans are the options of the value. In a list that begins with the column's
// name, that is none.
func (e *tagEditor) spans() []optionSpan {
	value := e.value()
	var all []optionSpan
	start := 0
	for _, text := range cutOptions(value, e.sep) {
		end := start + len(text)
		key, v, _ := strings.Cut(text, ":")
		o := optionSpan{option{strings.TrimSpace(key), strings.TrimSpace(v)}, start, end}
		named := e.sep == ',' && start == 0 && !strings.Contains(text, ":")
		if o.key != "" && !named {
			all = append(all, o)
		}
		start = end + 1
	}
	return all
}

// cutOptions cuts a value where splitOptions does, and keeps every byte.
func cutOptions(value string, sep byte) []string {
	var all []string
	depth, quoted, start := 0, false, 0
	for i := range len(value) {
		switch c := value[i]; {
		case c == '\'' && sep == ',':
			quoted = !quoted
		case quoted:
		case c == '(' && sep == ',':
			depth++
		case c == ')' && sep == ',':
			depth--
		case c == sep && depth <= 0 && (i == 0 || value[i-1] != '\\'):
			all = append(all, value[start:i])
			start = i + 1
		}
	}
	return append(all, value[start:])
}

// find is the first option of that name, and that fits.
func (e *tagEditor) find(name string, fits func(option) bool) (optionSpan, bool) {
	for _, o := range e.spans() {
		if o.name() == name && (fits == nil || fits(o.option)) {
			return o, true
		}
	}
	return optionSpan{}, false
}

// drop takes an option away, with its separator.
func (e *tagEditor) drop(o optionSpan) *typeError {
	v := e.value()
	switch {
	case o.end < len(v) && o.start == 0:
		v = v[:o.start] + strings.TrimLeft(v[o.end+1:], " ")
		if e.sep == ',' {
			v = "," + v // the empty name of the column
		}
	case o.start > 0:
		v = v[:o.start-1] + v[o.end:]
	default:
		v = ""
	}
	return e.write(v)
}

// replace gives an option another text.
func (e *tagEditor) replace(o optionSpan, text string) *typeError {
	v := e.value()
	old := v[o.start:o.end]
	space := old[:len(old)-len(strings.TrimLeft(old, " "))]
	return e.write(v[:o.start] + space + text + v[o.end:])
}

// add adds an option behind the others, its key spelled as other fields spell it.
func (e *tagEditor) add(name, key, value string) *typeError {
	for _, o := range e.siblings {
		if o.name() == name {
			key = o.key
			break
		}
	}
	if value != "" {
		key += ":" + value
	}
	v := e.value()
	switch {
	case v == "" && e.sep == ',':
		v = "," + key
	case v == "":
		v = key
	case strings.HasSuffix(v, string(e.sep)) && e.sep == ';':
		v += key + ";"
	default:
		v += string(e.sep) + key
	}
	return e.write(v)
}

func (e *tagEditor) cannot() *typeError {
	return &typeError{fmt.Sprintf("the tag of %s could not hold it", e.field.symbol()), e.wish.hint}
}
