package diagram

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// Dot writes a graph for Graphviz: a table of HTML for each table, an edge from
// column to column for each foreign key.
func Dot(w io.Writer, d *schema.Database) error {
	out := bufio.NewWriter(w)
	say := func(format string, args ...any) { _, _ = fmt.Fprintf(out, format, args...) } // Flush has the error
	c := draw(d)
	say("digraph schema {\n  rankdir=LR;\n  node [shape=plain, fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\", fontsize=10];\n")
	ports := make([]map[string]int, len(c.entities))
	for i, e := range c.entities {
		ports[i] = map[string]int{}
		say("  t%d [label=<\n    <table border=\"0\" cellborder=\"1\" cellspacing=\"0\">\n", i+1)
		say("      <tr><td colspan=\"3\" bgcolor=\"lightgrey\"><b>%s</b></td></tr>\n", html(e.name))
		for n, a := range e.columns {
			ports[i][a.name] = n + 1
			var keys []string
			if a.primary {
				keys = append(keys, "PK")
			}
			if a.foreign {
				keys = append(keys, "FK")
			}
			if a.unique {
				keys = append(keys, "UK")
			}
			typ := a.typ
			if a.nullable {
				typ += " null"
			}
			say("      <tr><td align=\"left\" port=\"c%d\">%s</td><td align=\"left\">%s</td><td>%s</td></tr>\n",
				n+1, html(a.name), html(typ), strings.Join(keys, " "))
		}
		say("    </table>>];\n")
	}
	for _, a := range c.arrows {
		say("  t%d%s -> t%d%s [label=%s];\n",
			a.from+1, port(ports[a.from], a.key.Columns), a.to+1, port(ports[a.to], a.key.RefColumns), dotString(a.key.Name))
	}
	say("}\n")
	return out.Flush()
}

// port is the cell of a key's first column.
func port(ports map[string]int, columns []string) string {
	if len(columns) == 0 || ports[columns[0]] == 0 {
		return ""
	}
	return fmt.Sprintf(":c%d", ports[columns[0]])
}

var htmlSigns = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;")

// html is text in a cell. Nothing at all would be no cell.
func html(text string) string {
	text = htmlSigns.Replace(strings.Map(visible, text))
	if strings.TrimSpace(text) == "" {
		return "&nbsp;"
	}
	return text
}

// dotString is a string of the language. A backslash begins an escape of labels
// there, and two are one.
func dotString(text string) string {
	text = strings.ReplaceAll(strings.Map(visible, text), `\`, `\\`)
	return `"` + strings.ReplaceAll(text, `"`, `\"`) + `"`
}
