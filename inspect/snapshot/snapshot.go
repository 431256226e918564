// Package snapshot saves a description of a database to a file and reads it
// back, so that it can be compared without the database.
//
// The file is JSON of one version, with one object a line, written the same for
// the same description, and read strictly: what this version does not know is an
// error, because to leave it out would be to compare less than was saved. Every
// object carries a fingerprint, and the file a checksum of its lines.
package snapshot

import (
	"context"
	"encoding/hex"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"os"
	"strconv"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// Version is the version of the format. It changes whenever an older program
// could misread a newer file.
const Version = 2

const magic = "snapshot"

// Write saves a description.
func Write(w io.Writer, d *schema.Database) error {
	f := newWriter()
	whole := newWhole()
	f.found = func(r schema.Ref, sum string) { whole.add(r, sum) }
	sum := crc32.New(castagnoli)
	var failed error
	flush := func() {
		sum.Write(f.out)
		if failed == nil {
			_, failed = w.Write(f.out)
		}
		f.out = f.out[:0]
	}
	f.full = flush
	f.out = append(f.out, "{\n"+`  "synapcheck": "`+magic+"\",\n"+`  "version": `+strconv.Itoa(Version)+",\n"+`  "database": `...)
	f.depth = 1
	f.database(d)
	f.out = append(f.out, ",\n"+`  "fingerprint": "`+whole.sum()+"\",\n"...)
	flush()
	f.out = append(f.out, `  "checksum": "`+digits(sum)+"\"\n}\n"...)
	flush()
	if failed != nil {
		return fmt.Errorf("writing the snapshot: %w", failed)
	}
	return nil
}

func newWriter() *fields {
	return &fields{lines: columnLines{known: make(map[*schema.Column]columnLine)}, values: newValues()}
}

// pour hands on what has been written, once that is worth it.
func (f *fields) pour() {
	if len(f.out) > 1<<15 && f.full != nil {
		f.full()
	}
}

// castagnoli is the checksum's polynomial. It is there to find edits and damage
// of a file of any size, at next to no cost; no checksum would stop a forger.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func digits(sum hash.Hash) string { return hex.EncodeToString(sum.Sum(nil)) }

// Read reads what Write wrote.
func Read(r io.Reader) (*schema.Database, error) {
	d, same, err := read(r)
	if err == nil && !same {
		return nil, &FormatError{Reason: "what it says has been changed since it was saved", hint: damaged}
	}
	return d, err
}

// read reads a snapshot, and reports whether its checksum holds.
func read(r io.Reader) (d *schema.Database, same bool, err error) {
	head := &prefix{r: r}
	f := &fields{
		reading: true, source: newSource(head), values: newValues(),
		words: make(map[string]string), columns: make(map[string]*schema.Column),
	}
	var file, version string
	f.advance()
	f.open()
	if below(f, "synapcheck", true, &file, quoted); file != magic {
		return nil, false, head.diagnose(f.err)
	}
	if f.next("version") {
		version = string(f.token())
		f.at += len(version)
		f.done()
	}
	if f.err != nil || version != strconv.Itoa(Version) {
		return nil, false, head.diagnose(f.err)
	}
	if !f.next("database") || f.peek() != '{' {
		return nil, false, head.diagnose(f.err)
	}
	d = new(schema.Database)
	f.database(d)
	f.done()
	var whole, want string
	below(f, "fingerprint", true, &whole, quoted)
	have := digits(f.source.sum)
	below(f, "checksum", true, &want, quoted)
	f.closes()
	f.ends()
	if f.err != nil {
		return nil, false, f.err
	}
	return d, have == want, nil
}

// ends makes sure that nothing follows.
func (f *fields) ends() {
	for f.err == nil {
		if f.at < len(f.line) {
			f.fail("nothing more is expected")
			return
		}
		if f.source.cut || f.source.over() {
			return
		}
		f.advance()
	}
}

// Open names a file as a source. It is read when the source is.
func Open(path string) schema.Source { return file(path) }

type file string

func (f file) Read(ctx context.Context) (*schema.Database, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("reading snapshot %s: %w", string(f), err)
	}
	in, err := os.Open(string(f))
	if err != nil {
		return nil, fmt.Errorf("reading the snapshot: %w", err) // the error names the file
	}
	defer in.Close()
	d, err := Read(in)
	if err != nil {
		return nil, fmt.Errorf("reading snapshot %s: %w", string(f), err)
	}
	return d, nil
}
