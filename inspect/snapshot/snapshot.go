// Package snapshot saves a description of a database to a file and reads it
// back, so that it can be compared without the database.
//
// The file is JSON of one version, written the same for the same description,
// and read strictly: what this version does not know is an error, because to
// leave it out would be to compare less than was saved.
package snapshot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// Version is the version of the format. It changes whenever an older program
// could misread a newer file.
const Version = 1

const magic = "snapshot"

type envelope struct {
	Synapcheck string           `json:"synapcheck"`
	Version    int              `json:"version"`
	Database   *schema.Database `json:"database"`
}

// Write saves a description.
func Write(w io.Writer, d *schema.Database) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(envelope{magic, Version, d}); err != nil {
		return fmt.Errorf("writing the snapshot: %w", err)
	}
	if _, err := w.Write(b.Bytes()); err != nil {
		return fmt.Errorf("writing the snapshot: %w", err)
	}
	return nil
}

// Read reads what Write wrote.
func Read(r io.Reader) (*schema.Database, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	return parse(data)
}

// Open names a file as a source. It is read when the source is.
func Open(path string) schema.Source { return file(path) }

type file string

func (f file) Read(ctx context.Context) (*schema.Database, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("reading snapshot %s: %w", string(f), err)
	}
	data, err := os.ReadFile(string(f))
	if err != nil {
		return nil, fmt.Errorf("reading the snapshot: %w", err) // the error names the file
	}
	d, err := parse(data)
	if err != nil {
		return nil, fmt.Errorf("reading snapshot %s: %w", string(f), err)
	}
	return d, nil
}

// parse looks at the envelope first, so that a file of another kind or version
// is called that rather than taken to pieces.
func parse(data []byte) (*schema.Database, error) {
	var head struct {
		Synapcheck json.RawMessage `json:"synapcheck"`
		Version    json.RawMessage `json:"version"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return nil, syntaxError(data, err)
	}
	if string(head.Synapcheck) != `"`+magic+`"` {
		return nil, &FormatError{Reason: "it is not a snapshot", hint: notSaved}
	}
	var version int
	if err := json.Unmarshal(head.Version, &version); err != nil || version != Version {
		return nil, &VersionError{Version: string(head.Version)}
	}
	var e envelope
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&e); err != nil {
		return nil, &FormatError{Reason: err.Error(), hint: damaged}
	}
	if e.Database == nil {
		return nil, &FormatError{Reason: "it holds no database", hint: damaged}
	}
	if err := lossless(data, e); err != nil {
		return nil, err
	}
	return e.Database, nil
}

const (
	damaged  = "the file has been edited or damaged; take the snapshot again"
	notSaved = "name a file that synapcheck saved as a snapshot"
)

func syntaxError(data []byte, err error) error {
	var syntax *json.SyntaxError
	if !errors.As(err, &syntax) {
		return &FormatError{Reason: "it is not a snapshot", hint: notSaved}
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return &FormatError{Reason: "it is empty", hint: "take the snapshot again"}
	}
	if int(syntax.Offset) >= len(bytes.TrimRight(data, " \t\r\n")) {
		return &FormatError{Reason: "it ends too early", hint: "it was not written or copied completely; take the snapshot again"}
	}
	line := 1 + bytes.Count(data[:syntax.Offset], []byte("\n"))
	return &FormatError{Reason: fmt.Sprintf("line %d is not JSON: %v", line, syntax), hint: damaged}
}

// A FormatError reports a file that is not a snapshot as this version writes
// it.
type FormatError struct {
	Reason string
	hint   string
}

func (e *FormatError) Error() string { return e.Reason }

// Hint says what to do.
func (e *FormatError) Hint() string { return e.hint }

// A VersionError reports a snapshot of another version of the format.
type VersionError struct{ Version string }

func (e *VersionError) Error() string {
	if e.Version == "" {
		return "it does not say its version"
	}
	return fmt.Sprintf("its version is %.20s, known here is %d", e.Version, Version)
}

// Hint says what to do.
func (e *VersionError) Hint() string {
	return "take the snapshot again with this synapcheck, or read it with the one that wrote it"
}
