package snapshot

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
)

const (
	damaged  = "the file has been edited or damaged; take the snapshot again"
	notSaved = "name a file that synapcheck saved as a snapshot"
)

// A FormatError reports a file that is not a snapshot as this version writes
// it.
type FormatError struct {
	Reason string
	hint   string
}

func (e *FormatError) Error() string { return e.Reason }

// Hint says what to do.
func (e *FormatError) Hint() string { return e.hint }

func cutShort() error {
	return &FormatError{Reason: "it ends too early", hint: "it was not written or copied completely; take the snapshot again"}
}

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

// kept is how much of the beginning of a file is looked at to say what it is.
const kept = 1 << 12

// A prefix keeps the beginning of what is read through it, for errors.
type prefix struct {
	r    io.Reader
	kept []byte
}

func (p *prefix) Read(b []byte) (int, error) {
	n, err := p.r.Read(b)
	if room := kept - len(p.kept); room > 0 {
		p.kept = append(p.kept, b[:min(n, room)]...)
	}
	return n, err
}

// diagnose says what a file is that does not begin as this version does. Others
// may be laid out in another way.
func (p *prefix) diagnose(err error) error {
	var format *FormatError
	if err != nil && !errors.As(err, &format) {
		return err // of reading
	}
	if len(bytes.TrimSpace(p.kept)) == 0 {
		return &FormatError{Reason: "it is empty", hint: "take the snapshot again"}
	}
	dec := json.NewDecoder(bytes.NewReader(p.kept))
	fields, err := firstFields(dec)
	var syntax *json.SyntaxError
	short := err != nil && len(p.kept) < kept
	version, database := string(fields["version"]), string(fields["database"])
	switch {
	case errors.As(err, &syntax):
		line := 1 + bytes.Count(p.kept[:min(int(syntax.Offset), len(p.kept))], []byte("\n"))
		return &FormatError{Reason: fmt.Sprintf("line %d is not JSON: %v", line, syntax), hint: damaged}
	case string(fields["synapcheck"]) != `"`+magic+`"`:
		if fields != nil && short && fields["synapcheck"] == nil {
			return cutShort()
		}
		return &FormatError{Reason: "it is not a snapshot", hint: notSaved}
	case version == "" && short:
		return cutShort()
	case version != strconv.Itoa(Version):
		return &VersionError{Version: version}
	case err == nil && (database == "" || database == "null"):
		return &FormatError{Reason: "it holds no database", hint: damaged}
	case short:
		return cutShort()
	}
	return &FormatError{Reason: "it is laid out in another way than it was saved", hint: damaged}
}

// firstFields are those that the object begins with, as far as they are plain.
func firstFields(dec *json.Decoder) (map[string]json.RawMessage, error) {
	begin, err := dec.Token()
	if err != nil || begin != json.Delim('{') {
		return nil, err
	}
	fields := make(map[string]json.RawMessage)
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return fields, err
		}
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return fields, err
		}
		fields[fmt.Sprint(key)] = value
	}
	_, err = dec.Token()
	return fields, err
}
