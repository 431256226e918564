package config

import (
	"fmt"
	"io"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
)

var (
	tableBefore = regexp.MustCompile("(?i)^`?([\\w.$]+)`?\\s+table\\b")
	tableAfter  = regexp.MustCompile("(?i)^table:?\\s+`?([\\w.$]+)`?\\s*:?(?:\\s+[-–—].*)?$")
	titleLine   = regexp.MustCompile(`^(#{1,6})\s+(.*?)\s*#*$|^\*\*(.+?)\*\*:?\s*$`)
	listEntry   = regexp.MustCompile(`^\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?(.*\S)\s*$`)
	columnEntry = regexp.MustCompile("^(?:`([^`]+)`|\\*\\*([\\w$]+)\\*\\*|([\\w$]+))\\s*(?:\\((.*)\\)|[:–—-]\\s*(.+))?$")
	literal     = regexp.MustCompile(`^(?:'(?:[^']|'')*'.*|[-+]?[0-9.]+|(?i:true|false|null|current_\w+)|.*\(.*\).*)$`)
)

// ImportRequirements reads the columns that a Markdown document lists under lines
// that name their tables; name is what errors call the document. Passed are the
// entries of other lists.
func ImportRequirements(name string, data []byte) (all []Requirement, passed int, err error) {
	r := &reader{file: name}
	if len(data) > MaxSize {
		r.fail(0, "", "is larger than %d bytes", MaxSize)
	}
	table, first := "", map[string]int{}
	for i, line := range strings.Split(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n") {
		if m := titleLine.FindStringSubmatch(line); m != nil {
			table = titleTable(strings.Trim(m[2]+m[3], "*: "))
			continue
		}
		m := listEntry.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		if table == "" {
			if strings.HasPrefix(m[1], "`") && strings.Contains(m[1], "` (") {
				r.fail(i+1, "write a line above the list, as in **USERS TABLE**", "the column is of no table")
			}
			passed++
			continue
		}
		q := Requirement{Table: table, Line: i + 1}
		if !r.columnEntry(&q, m[1]) {
			continue
		}
		if line, twice := first[q.Table+"."+q.Column]; twice {
			r.fail(i+1, "", "the column is listed twice, first on line %d", line)
		}
		first[q.Table+"."+q.Column] = i + 1
		all = append(all, q)
	}
	if len(all) == 0 && len(r.problems) == 0 {
		r.fail(0, "columns are listed under a line that names their table, as in **USERS TABLE**", "lists no columns")
	}
	return all, passed, r.err()
}

// titleTable is the table that a title names. One that is written in capitals
// alone is shouted, and not called so.
func titleTable(title string) string {
	m := tableBefore.FindStringSubmatch(title)
	if m == nil {
		m = tableAfter.FindStringSubmatch(title)
	}
	if m == nil {
		return ""
	}
	if strings.ToUpper(m[1]) == m[1] {
		return strings.ToLower(m[1])
	}
	return m[1]
}

func (r *reader) columnEntry(q *Requirement, entry string) bool {
	m := columnEntry.FindStringSubmatch(entry)
	if m == nil {
		r.fail(q.Line, "as in - `status` (text, default: 'active')", "the entry names no column")
		return false
	}
	q.Column = m[1] + m[2] + m[3]
	for i, part := range splitOutside(m[4] + m[5]) {
		part = strings.TrimSpace(part)
		word := strings.ToLower(part)
		switch {
		case part == "" && i == 0:
		case strings.HasPrefix(word, "default"):
			value := strings.TrimSpace(strings.TrimLeft(part[len("default"):], ":= "))
			if !literal.MatchString(value) {
				r.fail(q.Line, "put a text in single quotes", "the default is no value of SQL")
				return false
			}
			q.Default = value
		case i == 0:
			q.Type = part
		default:
			r.fail(q.Line, "a type, and a default after default:", "%s is not understood", quote(part))
			return false
		}
	}
	return true
}

// splitOutside splits at commas outside of quotes and parentheses.
func splitOutside(text string) []string {
	var parts []string
	depth, quoted, start := 0, false, 0
	for i, c := range text {
		switch {
		case c == '\'':
			quoted = !quoted
		case quoted:
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == ',' && depth == 0:
			parts = append(parts, text[start:i])
			start = i + 1
		}
	}
	return append(parts, text[start:])
}

// WriteRequirements writes a list that [Requirements] reads back.
func WriteRequirements(w io.Writer, all []Requirement) error {
	if _, err := io.WriteString(w, "columns:\n"); err != nil {
		return err
	}
	for _, q := range all {
		n := &yaml.Node{Kind: yaml.MappingNode, Style: yaml.FlowStyle}
		for _, x := range [][2]string{{"table", q.Table}, {"column", q.Column}, {"type", q.Type}, {"default", q.Default}} {
			if x[1] == "" {
				continue
			}
			value := &yaml.Node{}
			value.SetString(x[1])
			value.Style &^= yaml.LiteralStyle
			if x[0] == "default" {
				value.Style = yaml.DoubleQuotedStyle
			}
			n.Content = append(n.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: x[0]}, value)
		}
		line, err := yaml.Marshal(n)
		if err != nil {
			return fmt.Errorf("writing requirements: %w", err)
		}
		if _, err := fmt.Fprintf(w, "  - %s", line); err != nil {
			return err
		}
	}
	return nil
}
