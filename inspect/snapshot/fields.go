package snapshot

import "github.com/synapscale/synapcheck/inspect/schema"

// fields go through the fields of objects in their one order, either to write
// them or to read them: what is read is what would be written, and anything else
// is an error.
type fields struct {
	// more says that a field went before, when writing, or that one follows, when
	// reading.
	more bool

	// Of writing.
	out   []byte
	depth int                      // of the lines that are written
	text  []byte                   // of the object, on one line and without its places and needs
	bare  bool                     // leave places and needs out
	aside bool                     // there were such
	found func(schema.Ref, string) // is told of every fingerprint
	full  func()                   // takes what has been written, when that is much
	lines columnLines

	// Of reading.
	reading bool
	source  *source
	line    []byte
	at      int
	err     error
	words   map[string]string
	columns map[string]*schema.Column
	values  values
	uniques like[schema.Unique]
	checks  like[schema.Check]
	indexes like[schema.Index]
	keys    like[schema.PrimaryKey]
}

// field begins a field on the same line, and reports whether it is there.
func (f *fields) field(name string, there bool) bool {
	if f.reading {
		return f.next(name)
	}
	if !there {
		return false
	}
	if f.more {
		f.out = append(f.out, ", "...)
	}
	f.key(name)
	return true
}

// row begins a field on a line of its own, and reports whether it is there.
func (f *fields) row(name string, there bool) bool {
	if f.reading {
		return f.next(name)
	}
	if !there {
		return false
	}
	if f.more {
		f.out = append(f.out, ',')
	}
	f.newline()
	f.key(name)
	return true
}

func (f *fields) key(name string) {
	f.out = append(f.out, '"')
	f.out = append(f.out, name...)
	f.out = append(f.out, `": `...)
}

func (f *fields) newline() {
	f.out = append(f.out, '\n')
	for range f.depth {
		f.out = append(f.out, "  "...)
	}
}

// next reports whether the field of that name is the next one, and goes to its
// value.
func (f *fields) next(name string) bool {
	if !f.more || f.err != nil {
		return false
	}
	rest := f.line[f.at:]
	n := len(name)
	if len(rest) < n+4 || rest[0] != '"' || rest[n+1] != '"' || rest[n+2] != ':' || rest[n+3] != ' ' || string(rest[1:n+1]) != name {
		return false
	}
	f.at += n + 4
	return true
}

// done ends a field.
func (f *fields) done() {
	if !f.reading {
		f.more = true
		return
	}
	f.more = f.comma()
}

// comma reports whether another element follows, and goes to it.
func (f *fields) comma() bool {
	switch rest := f.line[f.at:]; {
	case f.err != nil || len(rest) == 0 || rest[0] != ',':
		return false
	case len(rest) == 1:
		f.advance()
		return f.err == nil
	case rest[1] != ' ':
		f.fail("a space is missing after the comma")
		return false
	}
	f.at += 2
	return true
}

// open and closes begin and end an object.
func (f *fields) open() {
	if f.reading {
		f.expect("{")
		if f.at == len(f.line) {
			f.advance()
		}
		f.more = f.err == nil && f.peek() != '}'
		return
	}
	f.out = append(f.out, '{')
	f.more = false
}

func (f *fields) closes() {
	if f.reading {
		if f.more && f.err == nil {
			f.strange()
		}
		f.expect("}")
		return
	}
	f.out = append(f.out, '}')
}

// closesBelow is closes, on a line of its own.
func (f *fields) closesBelow() {
	if !f.reading {
		f.newline()
	}
	f.closes()
}

// list goes through the elements of a list on one line. Without a list it is
// null.
func list[T any](f *fields, of *[]T, do func(*fields, *T)) {
	if !f.reading {
		if *of == nil {
			f.out = append(f.out, "null"...)
			return
		}
		f.out = append(f.out, '[')
		for i := range *of {
			if i > 0 {
				f.out = append(f.out, ", "...)
			}
			do(f, &(*of)[i])
		}
		f.out = append(f.out, ']')
		return
	}
	if f.peek() == 'n' {
		f.expect("null")
		return
	}
	f.expect("[")
	if f.peek() == ']' {
		*of = []T{}
		f.at++
		return
	}
	for {
		var none T
		*of = append(*of, none)
		do(f, &(*of)[len(*of)-1])
		if !f.comma() {
			break
		}
	}
	f.expect("]")
}
