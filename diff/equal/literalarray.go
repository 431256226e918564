package equal

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// arrayLiteral reads {a,"b c",null} into the constructor ARRAY[…] of the same.
func arrayLiteral(text string, t schema.Type) (*node, bool) {
	r := arrayReader{src: strings.TrimSpace(text), elem: t.Elem()}
	n, ok := r.array(0)
	if !ok || r.at != len(r.src) {
		return nil, false
	}
	if len(n.args) == 0 {
		n.typ = t.Bare()
	}
	return n, true
}

type arrayReader struct {
	src  string
	at   int
	elem schema.Type
}

func (r *arrayReader) blanks() {
	for r.at < len(r.src) && strings.IndexByte(" \t\n\r\f\v", r.src[r.at]) >= 0 {
		r.at++
	}
}

func (r *arrayReader) sign(c byte) bool {
	r.blanks()
	if r.at < len(r.src) && r.src[r.at] == c {
		r.at++
		return true
	}
	return false
}

// PostgreSQL allows six dimensions.
const dimensions = 6

func (r *arrayReader) array(depth int) (*node, bool) {
	n := &node{kind: nodeArray}
	if depth > dimensions || !r.sign('{') {
		return nil, false
	}
	if r.sign('}') {
		return n, depth == 0
	}
	for {
		r.blanks()
		var element *node
		var ok bool
		if r.at < len(r.src) && r.src[r.at] == '{' {
			element, ok = r.array(depth + 1)
		} else {
			element, ok = r.element()
		}
		if !ok {
			return nil, false
		}
		n.args = append(n.args, element)
		if r.sign('}') {
			return n, true
		}
		if !r.sign(',') {
			return nil, false
		}
	}
}

func (r *arrayReader) element() (*node, bool) {
	var b strings.Builder
	quoted := r.sign('"')
	for ; r.at < len(r.src); r.at++ {
		c := r.src[r.at]
		switch {
		case c == '\\':
			if r.at++; r.at == len(r.src) {
				return nil, false
			}
			b.WriteByte(r.src[r.at])
			continue
		case quoted && c == '"':
			r.at++
			return literal(b.String(), r.elem), true
		case !quoted && (c == ',' || c == '}'):
			s := strings.TrimRight(b.String(), " \t\n\r\f\v")
			if s == "" || strings.ContainsAny(s, `"{`) {
				return nil, false
			}
			if strings.EqualFold(s, "null") {
				return &node{kind: nodeNull}, true
			}
			return literal(s, r.elem), true
		}
		b.WriteByte(c)
	}
	return nil, false
}
