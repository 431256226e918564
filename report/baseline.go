package report

import (
	"bytes"
	"cmp"
	_ "embed" // the schema
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// A Baseline is the list of findings that were known when it was made. They
// fail no gate until they expire, and still cost the score.
type Baseline struct {
	SchemaVersion int     `json:"schemaVersion"`
	Findings      []Known `json:"findings"`
}

// A Known finding is one entry of a baseline. The fingerprint alone decides
// what it covers; the rest tells people what that is.
type Known struct {
	Fingerprint string `json:"fingerprint"`
	Rule        string `json:"rule"`
	// Layer is the declared side's dialect.
	Layer    string `json:"layer,omitempty"`
	Kind     string `json:"kind,omitempty"`
	Object   string `json:"object"`
	Table    string `json:"table,omitempty"`
	Property string `json:"property,omitempty"`
	// Reason says why the finding is let stand; an entry without is refused.
	Reason string `json:"reason"`
	Owner  string `json:"owner,omitempty"`
	// Added and Expires are days, as 2006-01-02. An entry holds through the day on
	// which it expires.
	Added   string `json:"added,omitempty"`
	Expires string `json:"expires,omitempty"`
}

// Expired reports whether the entry no longer holds on that day.
func (k Known) Expired(today string) bool { return k.Expires != "" && k.Expires < today }

//go:embed baseline-schema.json
var baselineSchema []byte

// BaselineSchema is the JSON Schema, draft 2020-12, of a baseline.
func BaselineSchema() []byte { return bytes.Clone(baselineSchema) }

const baselineSchemaURL = "https://raw.githubusercontent.com/synapscale/synapcheck/main/report/baseline-schema.json"

// A BaselineError reports a baseline that cannot be used.
type BaselineError struct{ what, hint string }

func (e *BaselineError) Error() string { return "reading baseline: " + e.what }

// Hint says how to mend it.
func (e *BaselineError) Hint() string { return e.hint }

// ReadBaseline reads what [Baseline.Write] writes. It is strict: an entry that
// covers something other than it seems to would hide a finding.
func ReadBaseline(r io.Reader) (*Baseline, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("reading baseline: %w", err)
	}
	var file struct {
		Schema string `json:"$schema"`
		Baseline
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&file); err != nil {
		return nil, &BaselineError{place(data, d.InputOffset(), err), "synapcheck schema baseline prints what it may hold"}
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, &BaselineError{"something follows the end", ""}
	}
	if file.SchemaVersion != SchemaVersion {
		return nil, &BaselineError{fmt.Sprintf("schemaVersion %d is not supported", file.SchemaVersion), fmt.Sprintf("this synapcheck reads version %d", SchemaVersion)}
	}
	seen := make(map[string]int)
	for i, k := range file.Findings {
		if what, hint := k.wrong(); what != "" {
			return nil, &BaselineError{fmt.Sprintf("finding %d (%s %s): %s", i+1, k.Rule, k.Object, what), hint}
		}
		if first, twice := seen[k.Fingerprint]; twice {
			return nil, &BaselineError{fmt.Sprintf("findings %d and %d have the same fingerprint", first+1, i+1), "remove one of them"}
		}
		seen[k.Fingerprint] = i
	}
	file.sort()
	return &file.Baseline, nil
}

// place is an error of the parser with its line.
func place(data []byte, offset int64, err error) string {
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
		offset = syntax.Offset
	}
	line := 1 + bytes.Count(data[:min(int(offset), len(data))], []byte("\n"))
	return fmt.Sprintf("line %d: %s", line, strings.TrimPrefix(err.Error(), "json: "))
}

// wrong says what is wrong with an entry, and how to mend it.
func (k Known) wrong() (what, hint string) {
	const day = "as in 2027-01-31"
	switch raw, err := hex.DecodeString(k.Fingerprint); {
	case err != nil || len(raw) != 8 || strings.ToLower(k.Fingerprint) != k.Fingerprint:
		return "it has no fingerprint", "synapcheck baseline create writes it, and -o json shows that of every finding"
	case k.Rule == "" || k.Object == "":
		return "it names no rule or no object", ""
	case strings.TrimSpace(k.Reason) == "":
		return "it has no reason", "say why the finding is let stand"
	case k.Expires != "" && !day10(k.Expires):
		return "expires is no day", day
	case k.Added != "" && !day10(k.Added):
		return "added is no day", day
	}
	return "", ""
}

func day10(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

func (b *Baseline) sort() {
	slices.SortFunc(b.Findings, func(x, y Known) int {
		return cmp.Or(
			cmp.Compare(x.Table, y.Table), cmp.Compare(x.Object, y.Object), cmp.Compare(x.Rule, y.Rule),
			cmp.Compare(x.Property, y.Property), cmp.Compare(x.Layer, y.Layer), cmp.Compare(x.Fingerprint, y.Fingerprint),
		)
	})
}

// Write writes the baseline sorted, an entry a line, so that a change to it can
// be read and merged.
func (b *Baseline) Write(w io.Writer) error {
	sorted := Baseline{Findings: slices.Clone(b.Findings)}
	sorted.sort()
	var out bytes.Buffer
	fmt.Fprintf(&out, "{\n  \"$schema\": %q,\n  \"schemaVersion\": %d,\n  \"findings\": [", baselineSchemaURL, SchemaVersion)
	for i, k := range sorted.Findings {
		if i > 0 {
			out.WriteByte(',')
		}
		var line bytes.Buffer
		e := json.NewEncoder(&line)
		e.SetEscapeHTML(false)
		if err := e.Encode(k); err != nil {
			return fmt.Errorf("writing baseline: %w", err)
		}
		out.WriteString("\n    " + strings.TrimSpace(string(escapeInvisible(line.Bytes()))))
	}
	if len(sorted.Findings) > 0 {
		out.WriteString("\n  ")
	}
	out.WriteString("]\n}\n")
	_, err := w.Write(out.Bytes())
	return err
}
