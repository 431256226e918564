package snapshot

import (
	"bytes"
	"strconv"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A value is a sort of value that claims are about: how one is written or read,
// and the claims that have been read, of which there is one for all equal ones.
type value[T any] struct {
	do    func(*fields, *T)
	plain func(out []byte, v T) []byte // writes one that is no object or list
	known map[string]schema.Claim[T]
}

// values are the sorts of values that there are.
type values struct {
	text       value[string]
	flag       value[bool]
	number     value[int64]
	typ        value[schema.Type]
	identity   value[schema.Identity]
	generated  value[schema.Generated]
	action     value[schema.Action]
	deferrable value[schema.Deferrable]
	grants     value[[]schema.Grant]
}

func newValues() values {
	return values{
		text: words[string](), identity: words[schema.Identity](), action: words[schema.Action](), deferrable: words[schema.Deferrable](),
		flag:   value[bool]{boolean, strconv.AppendBool, make(map[string]schema.Claim[bool])},
		number: objects(number[int64]), typ: objects(typ), generated: objects(generated), grants: objects(grants),
	}
}

func words[T ~string]() value[T] {
	v := objects(quoted[T])
	v.plain = func(out []byte, s T) []byte { return appendQuoted(out, string(s)) }
	return v
}

func objects[T any](do func(*fields, *T)) value[T] {
	return value[T]{do: do, known: make(map[string]schema.Claim[T])}
}

// claim goes through a field that claims something: the value itself, or
// {"anyOf": […]} for several. A silent claim is no field.
func claim[T any](f *fields, name string, c *schema.Claim[T], v *value[T]) {
	if !f.field(name, !c.Silent()) {
		return
	}
	if f.reading {
		*c = readClaim(f, v)
	} else {
		writeClaim(f, *c, v)
	}
	f.done()
}

func writeClaim[T any](f *fields, c schema.Claim[T], v *value[T]) {
	n, start := 0, len(f.out)
	c.Accepts(func(one T) bool {
		if n++; n == 2 {
			f.out = append(f.out[:start], several...)
			first, _ := c.Get()
			writeValue(f, first, v)
		}
		if n >= 2 {
			f.out = append(f.out, ", "...)
		}
		writeValue(f, one, v)
		return false
	})
	if n >= 2 {
		f.out = append(f.out, "]}"...)
	}
}

const several = `{"anyOf": [`

// writeValue keeps plain values, of which there are most, off the heap.
func writeValue[T any](f *fields, one T, v *value[T]) {
	if v.plain != nil {
		f.out = v.plain(f.out, one)
		return
	}
	moved := one
	v.do(f, &moved)
}

func readClaim[T any](f *fields, v *value[T]) schema.Claim[T] {
	token := f.token()
	if f.err != nil {
		return schema.Claim[T]{}
	}
	if c, ok := v.known[string(token)]; ok {
		f.at += len(token)
		return c
	}
	var c schema.Claim[T]
	if bytes.HasPrefix(token, []byte(several)) {
		f.at += len(several) - 1
		var all []T
		list(f, &all, v.do)
		f.expect("}")
		c = schema.AnyOf(all...)
	} else {
		var one T
		v.do(f, &one)
		c = schema.Is(one)
	}
	if f.err == nil {
		remember(v.known, string(token), c)
	}
	return c
}
