package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// What a file may hold. Reading takes time in proportion to its size; the
// bounds keep a hostile file from costing more than a moment.
const (
	MaxSize  = 1 << 20 // bytes
	MaxDepth = 16      // levels
	MaxKeys  = 5000    // keys of one mapping
)

// A reader walks a document and notes what is wrong with it. It goes on after
// a mistake, so that one run shows them all.
type reader struct {
	file     string
	problems []Problem
	named    []name
	kinds    []name
	lines    map[string]int // of patterns
}

type name struct {
	text string
	line int
}

func (r *reader) fail(line int, hint, format string, args ...any) {
	r.problems = append(r.problems, Problem{File: r.file, Line: line, Message: fmt.Sprintf(format, args...), Hint: hint})
}

func (r *reader) err() error {
	if len(r.problems) == 0 {
		return nil
	}
	slices.SortStableFunc(r.problems, func(a, b Problem) int { return a.Line - b.Line })
	return &Error{Problems: r.problems}
}

// document parses data and checks everything that holds for any document. It
// returns nil for an empty one, and for one with mistakes.
func (r *reader) document(data []byte) *yaml.Node {
	if len(data) > MaxSize {
		r.fail(0, "", "is larger than %d bytes", MaxSize)
		return nil
	}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	var doc, more yaml.Node
	switch err := dec.Decode(&doc); {
	case errors.Is(err, io.EOF):
		return nil
	case err != nil:
		r.syntax(err)
		return nil
	}
	switch err := dec.Decode(&more); {
	case errors.Is(err, io.EOF):
	case err != nil:
		r.syntax(err)
	default:
		r.fail(more.Line, "", "a second document is not read")
	}
	root := doc.Content[0]
	r.bounds(root, 1)
	if len(r.problems) > 0 || root.ShortTag() == "!!null" {
		return nil
	}
	return root
}

var (
	lineOf = regexp.MustCompile(`^line (\d+): `)
	// The parser counts lines from 0 in these messages, and from 1 in all others.
	fromZero = regexp.MustCompile(`^(did not find expected (<document start>|node content|'-' indicator|key|',' or '.')|found undefined tag handle)$`)
)

// syntaxHints explain what the parser says most often.
var syntaxHints = map[string]string{
	"found character that cannot start any token":                  "indent with spaces, not tabs; quote a text that begins with @, % or `",
	"mapping values are not allowed in this context":               "quote a text that contains a colon followed by a space",
	"did not find expected key":                                    "keys of one mapping start in the same column",
	"did not find expected '-' indicator":                          "the entries of one list start in the same column",
	"found unknown escape character":                               `write \\ for a backslash, or use single quotes`,
	"found a tab character that violates indentation":              "indent with spaces, not tabs",
	"found a tab character where an indentation space is expected": "indent with spaces, not tabs",
}

// syntax reports an error of the parser. Its text may quote the file's own
// words only for anchors, and those are not allowed anyway.
func (r *reader) syntax(err error) {
	text, line := strings.TrimPrefix(err.Error(), "yaml: "), 0
	if m := lineOf.FindStringSubmatch(text); m != nil {
		line, _ = strconv.Atoi(m[1])
		text = text[len(m[0]):]
	}
	switch {
	case fromZero.MatchString(text):
		line++
	case line == 0 && syntaxHints[text] != "": // and line 1 is not named at all
		line = 1
	}
	if strings.HasPrefix(text, "unknown anchor") {
		text = "anchors and aliases are not supported"
	}
	r.fail(line, syntaxHints[text], "%s", text)
}

// bounds checks depth, width and the features of YAML that a configuration has
// no use for.
func (r *reader) bounds(n *yaml.Node, depth int) {
	switch {
	case depth > MaxDepth:
		r.fail(n.Line, "", "is nested deeper than %d levels", MaxDepth)
		return
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		r.fail(n.Line, "write the value out", "anchors and aliases are not supported")
		return
	case n.Style&yaml.TaggedStyle != 0:
		r.fail(n.Line, "quote a text instead", "type tags are not supported")
		return
	case n.Kind == yaml.MappingNode && len(n.Content)/2 > MaxKeys:
		r.fail(n.Line, "", "has more than %d keys", MaxKeys)
		return
	}
	for _, c := range n.Content {
		r.bounds(c, depth+1)
	}
}

// mapping calls each for every key of n once.
func (r *reader) mapping(n *yaml.Node, path string, each func(key, value *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		r.wrong(n, path, "a mapping")
		return
	}
	first := make(map[string]int, len(n.Content)/2)
	for i := 0; i < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if key.Kind != yaml.ScalarNode {
			r.fail(key.Line, "", "a key of %s must be a text", describe(path))
			continue
		}
		if line, twice := first[key.Value]; twice {
			r.fail(key.Line, "", "%s is given twice, first on line %d", join(path, key.Value), line)
			continue
		}
		first[key.Value] = key.Line
		each(key, value)
	}
}

// A field is one key of a mapping and how its value is read.
type field struct {
	key  string
	read func(r *reader, n *yaml.Node, path string)
}

// object reads a mapping whose keys are fixed.
func (r *reader) object(n *yaml.Node, path string, fields []field) {
	r.mapping(n, path, func(key, value *yaml.Node) {
		for _, f := range fields {
			if f.key == key.Value {
				f.read(r, value, join(path, f.key))
				return
			}
		}
		keys := make([]string, len(fields))
		for i, f := range fields {
			keys[i] = f.key
		}
		r.fail(key.Line, suggest(key.Value, keys, "known here: "+strings.Join(keys, ", ")),
			"unknown key %s", join(path, key.Value))
	})
}

// list calls each for every element of n.
func (r *reader) list(n *yaml.Node, path string, each func(n *yaml.Node, path string)) {
	if n.Kind != yaml.SequenceNode {
		hint := ""
		if n.Kind == yaml.ScalarNode && n.ShortTag() != "!!null" {
			hint = "write it as a list: [ … ]"
		}
		r.wrongly(n, path, "a list", hint)
		return
	}
	for i, c := range n.Content {
		each(c, path+"["+strconv.Itoa(i)+"]")
	}
}

// text reads a text that is not blank.
func (r *reader) text(n *yaml.Node, path string) (string, bool) {
	if n.Kind != yaml.ScalarNode || n.ShortTag() != "!!str" {
		hint := ""
		if n.Kind == yaml.ScalarNode && n.ShortTag() != "!!null" {
			hint = "put it in quotes"
		}
		r.wrongly(n, path, "a text", hint)
		return "", false
	}
	if strings.TrimSpace(n.Value) == "" {
		r.fail(n.Line, "give it a value or remove the key", "%s is empty", path)
		return "", false
	}
	return n.Value, true
}

func (r *reader) wrong(n *yaml.Node, path, want string) { r.wrongly(n, path, want, "") }

func (r *reader) wrongly(n *yaml.Node, path, want, hint string) {
	have := map[string]string{
		"!!map": "a mapping", "!!seq": "a list", "!!str": "a text", "!!int": "a number", "!!float": "a number",
		"!!bool": "true or false", "!!null": "nothing", "!!timestamp": "a date", "!!binary": "binary data", "!!merge": "a merge key",
	}[n.ShortTag()]
	if n.ShortTag() == "!!null" {
		hint = "give it a value or remove the key"
	}
	r.fail(n.Line, hint, "%s must be %s, not %s", describe(path), want, have)
}

func describe(path string) string {
	if path == "" {
		return "the file"
	}
	return path
}

// join is the path of a key, safe to print.
func join(path, key string) string {
	if path == "" {
		return quote(key)
	}
	return path + "." + quote(key)
}
