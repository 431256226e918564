package snapshot

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// database goes through a whole description: a field a line, and below it an
// object a line.
func (f *fields) database(d *schema.Database) {
	f.open()
	f.depth++
	below(f, "name", true, &d.Name, quoted)
	below(f, "dialect", true, &d.Dialect, quoted)
	below(f, "server", d.Server != 0, &d.Server, number)
	below(f, "speaks", true, &d.Speaks, func(f *fields, of *[]schema.Kind) { list(f, of, quoted) })
	below(f, "complete", d.Complete, &d.Complete, boolean)
	below(f, "searchPath", len(d.SearchPath) > 0, &d.SearchPath, func(f *fields, of *[]string) { list(f, of, quoted) })
	rows(f, "schemas", &d.Schemas, one(namespace, (*schema.Schema).Ref))
	rows(f, "tables", &d.Tables, table)
	rows(f, "enums", &d.Enums, one(enum, (*schema.Enum).Ref))
	rows(f, "domains", &d.Domains, one(domain, (*schema.Domain).Ref))
	rows(f, "sequences", &d.Sequences, one(sequence, (*schema.Sequence).Ref))
	rows(f, "objects", &d.Objects, one(object, (*schema.Object).Ref))
	rows(f, "types", &d.Types, typ)
	rows(f, "counted", &d.Counted, count)
	if f.row("state", d.State != nil) {
		if f.reading {
			d.State = new(schema.State)
		}
		state(f, d.State)
		f.done()
	}
	rows(f, "gaps", &d.Gaps, gap)
	f.depth--
	f.closesBelow()
}

// below is a field on a line of its own.
func below[T any](f *fields, name string, there bool, v *T, do func(*fields, *T)) {
	if f.row(name, there) {
		do(f, v)
		f.done()
	} else if there && f.reading {
		f.missing(name)
	}
}

// rows goes through a list with an element a line, if it has any.
func rows[T any](f *fields, name string, of *[]T, do func(*fields, *T)) {
	if !f.row(name, len(*of) > 0) {
		return
	}
	if f.reading {
		readRows(f, of, do)
		f.done()
		return
	}
	f.out = append(f.out, '[')
	f.depth++
	for i := range *of {
		if i > 0 {
			f.out = append(f.out, ',')
		}
		f.newline()
		do(f, &(*of)[i])
		f.pour()
	}
	f.depth--
	f.newline()
	f.out = append(f.out, ']')
	f.done()
}

func readRows[T any](f *fields, of *[]T, do func(*fields, *T)) {
	f.expect("[")
	all := make([]T, 0, 16)
	for f.err == nil {
		f.advance()
		if f.err != nil {
			return
		}
		var none T
		all = append(all, none)
		do(f, &all[len(all)-1])
		if f.at == len(f.line) {
			break
		}
		if f.expect(","); f.at != len(f.line) {
			f.fail("the line should end here")
		}
	}
	*of = all
	if len(all) < cap(all) {
		*of = append(make([]T, 0, len(all)), all...)
	}
	f.expect("]")
}

// one is an object that has a fingerprint and is one line.
func one[T any](do func(*fields, *T), ref func(*T) schema.Ref) func(*fields, **T) {
	return func(f *fields, x **T) {
		if f.reading {
			*x = new(T)
		}
		f.begin()
		f.piece(func() {
			f.open()
			do(f, *x)
		})
		f.seal(false, func() schema.Ref { return ref(*x) })
	}
}

// table is a line for itself, and one for all that belongs to it.
func table(f *fields, x **schema.Table) {
	if f.reading {
		*x = new(schema.Table)
	}
	t := *x
	f.begin()
	f.piece(func() {
		f.open()
		f.head(t)
	})
	f.depth++
	parts(f, "columns", &t.Columns, sharedColumn)
	if f.row("primaryKey", t.PrimaryKey != nil) {
		f.also(`, "primaryKey": `)
		onePrimaryKey(f, &t.PrimaryKey)
		f.done()
	}
	parts(f, "uniques", &t.Uniques, oneUnique)
	parts(f, "foreignKeys", &t.ForeignKeys, each(foreignKey))
	parts(f, "checks", &t.Checks, oneCheck)
	parts(f, "exclusions", &t.Exclusions, each(exclusion))
	parts(f, "indexes", &t.Indexes, oneIndex)
	if f.row("needs", len(t.Needs) > 0) {
		list(f, &t.Needs, ref)
		f.done()
	}
	f.seal(true, t.Ref)
}

// parts are rows of a table, and so belong to its fingerprint.
func parts[T any](f *fields, name string, of *[]T, do func(*fields, *T)) {
	if f.reading || len(*of) == 0 {
		rows(f, name, of, do)
		return
	}
	f.also(`, "`, name, `": [`)
	last := &(*of)[len(*of)-1]
	rows(f, name, of, func(f *fields, x *T) {
		do(f, x)
		if x != last {
			f.also(", ")
		}
	})
	f.also("]")
}

func each[T any](do func(*fields, *T)) func(*fields, **T) {
	return func(f *fields, x **T) {
		if f.reading {
			*x = new(T)
			do(f, *x)
			return
		}
		f.piece(func() { do(f, *x) })
	}
}

// begin begins an object that has a fingerprint: text is its JSON on one line,
// without its places and needs, which depend on more than the object.
func (f *fields) begin() { f.text = f.text[:0] }

func (f *fields) also(words ...string) {
	if f.reading {
		return
	}
	for _, w := range words {
		f.text = append(f.text, w...)
	}
}

// piece writes or reads a piece of an object; do must write the same each time.
func (f *fields) piece(do func()) {
	if f.reading {
		do()
		return
	}
	start := len(f.out)
	f.aside = false
	do()
	if !f.aside {
		f.text = append(f.text, f.out[start:]...)
		return
	}
	end := len(f.out)
	f.bare = true
	do()
	f.bare = false
	f.text = append(f.text, f.out[end:]...)
	f.out = f.out[:end]
	f.more = true
}

// seal ends an object with its fingerprint.
func (f *fields) seal(below bool, ref func() schema.Ref) {
	if f.reading {
		if below {
			f.depth--
		}
		if !f.next("fingerprint") {
			if f.err == nil && f.more {
				f.strange()
			}
			f.missing("fingerprint")
			return
		}
		f.readText(false)
		f.done()
		f.closes()
		return
	}
	f.text = append(f.text, '}')
	sum := fingerprint(f.text)
	if f.found != nil {
		f.found(ref(), sum)
	}
	if !below {
		f.field("fingerprint", true)
	} else {
		f.row("fingerprint", true)
		f.depth--
	}
	f.out = appendQuoted(f.out, sum)
	if below {
		f.newline()
	}
	f.out = append(f.out, '}')
}

// fingerprint is the beginning of a text's SHA-256, in hexadecimal digits.
func fingerprint(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}

func count(f *fields, c *schema.Count) {
	f.open()
	needed(f, "kind", &c.Kind)
	if f.field("count", true) {
		number(f, &c.Count)
		f.done()
	} else {
		f.missing("count")
	}
	f.closes()
}

func state(f *fields, s *schema.State) {
	f.open()
	needed(f, "database", &s.Database)
	needed(f, "snapshot", &s.Snapshot)
	texts(f, "rows", &s.Rows, true)
	text(f, "reader", &s.Reader)
	f.flag("needs", &s.Needs)
	texts(f, "schemas", &s.Schemas, false)
	f.closes()
}

func gap(f *fields, g *schema.Gap) {
	f.open()
	needed(f, "subject", &g.Subject)
	needed(f, "reason", &g.Reason)
	text(f, "hint", &g.Hint)
	f.flag("undetermined", &g.Undetermined)
	f.ref("object", &g.Object)
	f.origin("origin", &g.Origin)
	f.closes()
}
