package gosrc

import "strings"

// Options are a tag of the form name,key,key:value, as Bun and go-pg read it: a
// value may be quoted, and commas within parentheses do not end it.
type Options struct {
	Name string
	keys []string
	all  map[string][]string
}

// ParseOptions takes a tag's value apart. Bun quotes with " and go-pg with ',
// which it keeps around the value, for it makes an SQL literal.
func ParseOptions(tag string, quote byte) Options {
	o := Options{all: map[string][]string{}}
	p := optionParser{text: tag, quote: quote}
	for named := false; p.pos < len(p.text); named = true {
		key, value, keyed := p.next()
		switch {
		case !named && !keyed:
			o.Name = key
		case key != "":
			if _, known := o.all[key]; !known {
				o.keys = append(o.keys, key)
			}
			o.all[key] = append(o.all[key], value)
		}
	}
	return o
}

// Has reports whether the option is there.
func (o Options) Has(key string) bool { return len(o.all[key]) > 0 }

// Get is the option's value, the last of several.
func (o Options) Get(key string) (value string, ok bool) {
	values := o.all[key]
	if len(values) == 0 {
		return "", false
	}
	return values[len(values)-1], true
}

// List is every value of the option.
func (o Options) List(key string) []string { return o.all[key] }

// Keys are the options' names in order.
func (o Options) Keys() []string { return o.keys }

type optionParser struct {
	text  string
	pos   int
	quote byte
}

// next reads up to the comma. keyed is false for what has no colon.
func (p *optionParser) next() (key, value string, keyed bool) {
	start := p.pos
	for p.pos < len(p.text) {
		switch p.text[p.pos] {
		case ',':
			key = p.text[start:p.pos]
			p.pos++
			return p.trim(key), "", false
		case ':':
			key = p.text[start:p.pos]
			p.pos++
			value = p.trim(p.value())
			p.comma()
			return p.trim(key), value, true
		case p.quote:
			key = p.quoted()
			p.comma()
			return key, "", false
		}
		p.pos++
	}
	return p.trim(p.text[start:]), "", false
}

// trim drops the spaces around what go-pg reads; Bun keeps them.
func (p *optionParser) trim(s string) string {
	if p.quote == '\'' {
		return strings.TrimSpace(s)
	}
	return s
}

func (p *optionParser) comma() {
	if p.pos < len(p.text) && p.text[p.pos] == ',' {
		p.pos++
	}
}

// value reads what stands behind a colon.
func (p *optionParser) value() string {
	start, level := p.pos, 0
	for ; p.pos < len(p.text); p.pos++ {
		switch c := p.text[p.pos]; {
		case c == p.quote && (p.quote == '"' || p.pos == start):
			return p.quoted()
		case c == '(':
			level++
		case c == ')' && level > 0:
			level--
		case c == ',' && level == 0:
			return p.text[start:p.pos]
		}
	}
	return p.text[start:]
}

// quoted reads up to the closing quote; a backslash keeps the next character.
func (p *optionParser) quoted() string {
	var b strings.Builder
	for p.pos++; p.pos < len(p.text); p.pos++ {
		switch c := p.text[p.pos]; c {
		case '\\':
			if p.pos++; p.pos < len(p.text) {
				b.WriteByte(p.text[p.pos])
			}
		case p.quote:
			p.pos++
			return p.literal(b.String())
		default:
			b.WriteByte(c)
		}
	}
	return p.literal(b.String())
}

func (p *optionParser) literal(s string) string {
	if p.quote == '\'' {
		return "'" + s + "'"
	}
	return s
}
