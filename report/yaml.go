package report

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

func init() {
	register(&Format{
		Name:  "yaml",
		Doc:   "what json has, as YAML",
		Write: func(w io.Writer, r *Report, _ Style) error { return writeYAML(w, r) },
	})
}

// writeYAML writes the JSON form in YAML's block style: every JSON is YAML.
func writeYAML(w io.Writer, r *Report) error {
	data, err := encodeJSON(r)
	if err != nil {
		return err
	}
	var document yaml.Node
	if err := yaml.Unmarshal(unprintable.ReplaceAllFunc(data, escape), &document); err != nil {
		return fmt.Errorf("encoding report: %w", err)
	}
	blocks(&document)
	var b bytes.Buffer
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := e.Encode(&document); err != nil {
		return fmt.Errorf("encoding report: %w", err)
	}
	if err := e.Close(); err != nil {
		return fmt.Errorf("encoding report: %w", err)
	}
	_, err = w.Write(b.Bytes())
	return err
}

// unprintable are the characters that JSON allows within a text and YAML does
// not (YAML 1.2, production c-printable, and the mark of byte order).
var unprintable = regexp.MustCompile(`[\x{7f}-\x{9f}\x{feff}\x{fffe}\x{ffff}]`)

func escape(char []byte) []byte {
	r, _ := utf8.DecodeRune(char)
	return fmt.Appendf(nil, `\u%04x`, r)
}

// blocks takes JSON's style off the collections; texts keep their quotes, so
// that none is taken for a number or a date.
func blocks(n *yaml.Node) {
	if n.Kind != yaml.ScalarNode && len(n.Content) > 0 {
		n.Style = 0
	}
	for _, c := range n.Content {
		blocks(c)
	}
}
