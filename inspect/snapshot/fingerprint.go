package snapshot

import (
	"bufio"
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"strconv"
	"strings"
	"unicode"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A Fingerprint is that of one object: equal objects have equal ones, wherever
// they are declared and whatever is around them.
type Fingerprint struct {
	Object schema.Ref
	// Sum is the first 16 hexadecimal digits of the SHA-256 of the object's JSON as
	// in a snapshot, on one line and without origins and needs. A table's is of all
	// that belongs to it.
	Sum string
}

// String is a line: the sum, the kind and the path.
func (p Fingerprint) String() string {
	return p.Sum + " " + string(p.Object.Kind) + " " + visible(p.Object.Path())
}

// Fingerprints are those of every object, in the order of the description, and
// that of all together: of the lines that they are as text. It depends neither
// on the database's name nor on the version of the server.
func Fingerprints(d *schema.Database) (objects []Fingerprint, whole string) {
	f := newWriter()
	sum := newWhole()
	f.found = func(r schema.Ref, s string) {
		objects = append(objects, Fingerprint{r, s})
		sum.add(r, s)
	}
	f.full = func() { f.out = f.out[:0] }
	f.database(d)
	return objects, sum.sum()
}

// WriteFingerprints writes a line for each object, and a last one for all.
func WriteFingerprints(w io.Writer, d *schema.Database) error {
	objects, whole := Fingerprints(d)
	out := bufio.NewWriter(w)
	for _, p := range objects {
		_, _ = fmt.Fprintln(out, p) // Flush has the error
	}
	_, _ = fmt.Fprintln(out, whole, "database")
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing the fingerprints: %w", err)
	}
	return nil
}

// A whole is the fingerprint of all objects.
type whole struct {
	hash hash.Hash
	line []byte
}

func newWhole() *whole { return &whole{hash: sha256.New()} }

func (w *whole) add(r schema.Ref, sum string) {
	w.line = append(w.line[:0], Fingerprint{r, sum}.String()...)
	w.hash.Write(append(w.line, '\n'))
}

func (w *whole) sum() string { return digits(w.hash)[:16] }

// visible keeps a name from breaking out of its line.
func visible(path string) string {
	if strings.ContainsFunc(path, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return strconv.Quote(path)
	}
	return path
}
