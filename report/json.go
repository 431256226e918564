package report

import (
	"bytes"
	_ "embed" // the schema
	"encoding/json"
	"fmt"
	"io"
	"unicode"
	"unicode/utf16"
)

func init() {
	register(&Format{
		Name:  "json",
		Doc:   "everything, for programs",
		Write: func(w io.Writer, r *Report, _ Style) error { return writeJSON(w, r) },
	})
}

//go:embed schema.json
var jsonSchema []byte

// JSONSchema is the JSON Schema, draft 2020-12, of the format json.
func JSONSchema() []byte { return bytes.Clone(jsonSchema) }

// A single is the JSON form of a report with one target, whose fields stand at
// the top.
type single struct {
	SchemaVersion int  `json:"schemaVersion"`
	Tool          Tool `json:"tool"`
	*Target
	Gate *Outcome `json:"gate,omitempty"`
}

// A fleet is the JSON form of a report with any other number of targets.
type fleet struct {
	SchemaVersion int       `json:"schemaVersion"`
	Tool          Tool      `json:"tool"`
	Summary       Summary   `json:"summary"`
	Score         *float64  `json:"score"`
	Coverage      Share     `json:"coverage"`
	Targets       []*Target `json:"targets"`
	Gate          *Outcome  `json:"gate,omitempty"`
}

func writeJSON(w io.Writer, r *Report) error {
	data, err := encodeJSON(r)
	if err != nil {
		return err
	}
	_, err = w.Write(escapeInvisible(data))
	return err
}

// encodeJSON is the JSON form with characters as they are.
func encodeJSON(r *Report) ([]byte, error) {
	var form any
	if len(r.Targets) == 1 {
		form = single{r.SchemaVersion, r.Tool, r.Targets[0], r.Gate}
	} else {
		summary, score, coverage := r.Overall()
		targets := r.Targets
		if targets == nil {
			targets = []*Target{}
		}
		form = fleet{r.SchemaVersion, r.Tool, summary, score, coverage, targets, r.Gate}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(form); err != nil {
		return nil, fmt.Errorf("encoding report: %w", err)
	}
	return b.Bytes(), nil
}

// escapeInvisible writes characters that do not print as \u escapes, which JSON
// takes for the same: a report on a terminal must not move its cursor or turn
// its text around. Such characters only ever stand in strings.
func escapeInvisible(data []byte) []byte {
	out := make([]byte, 0, len(data))
	for _, r := range string(data) {
		switch {
		case r == '\n' || r >= ' ' && r <= '~':
			out = append(out, byte(r))
		case unicode.IsPrint(r) && !ignorable(r):
			out = append(out, string(r)...)
		case r > 0xFFFF:
			high, low := utf16.EncodeRune(r)
			out = fmt.Appendf(out, `\u%04x\u%04x`, high, low)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
	}
	return out
}
