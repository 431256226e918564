package diagram

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// Mermaid writes an erDiagram. Its words are letters, digits and a few signs: a
// column whose name is anything else gets a word that resembles it, and the true
// name beside it in quotes.
func Mermaid(w io.Writer, d *schema.Database) error {
	out := bufio.NewWriter(w)
	say := func(format string, args ...any) { _, _ = fmt.Fprintf(out, format, args...) } // Flush has the error
	c := draw(d)
	say("erDiagram\n")
	for i, e := range c.entities {
		say("  t%d[\"%s\"]", i+1, mermaidText(e.name))
		if len(e.columns) == 0 {
			say("\n")
			continue
		}
		say(" {\n")
		for _, a := range e.columns {
			name := mermaidWord(a.name)
			say("    %s %s", mermaidWord(a.typ), name)
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
			if len(keys) > 0 {
				say(" %s", strings.Join(keys, ", "))
			}
			var notes []string
			if name != a.name {
				notes = append(notes, mermaidText(a.name))
			}
			if a.nullable {
				notes = append(notes, "null")
			}
			if len(notes) > 0 {
				say(" \"%s\"", strings.Join(notes, ", "))
			}
			say("\n")
		}
		say("  }\n")
	}
	for _, a := range c.arrows {
		many, one := "}o", "||"
		if a.single {
			many = "|o"
		}
		if a.optional {
			one = "o|"
		}
		label := a.key.Name
		if label == "" {
			label = strings.Join(a.key.Columns, ", ")
		}
		say("  t%d %s--%s t%d : \"%s\"\n", a.from+1, many, one, a.to+1, mermaidText(label))
	}
	return out.Flush()
}

// mermaidText is text between quotes. Mermaid knows no escapes there: what it
// cannot have becomes a sign that looks alike.
func mermaidText(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '"':
			return '”'
		case r == '%':
			return '٪'
		case r == '\\':
			return '＼'
		case r == '#': // begins an entity code
			return '＃'
		case r == ';':
			return '；'
		case r == '`':
			return '‘'
		case r == '<':
			return '‹'
		case r == '>':
			return '›'
		}
		return visible(r)
	}, text)
}

// mermaidKey is what would be read as the mark of a key.
var mermaidKey = regexp.MustCompile(`(?i)^[PFU]K\b`)

// mermaidWord is a type or a name of a column.
func mermaidWord(text string) string {
	word := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '_', r == '(', r == ')', r == '[', r == ']':
			return r
		case r >= 0xc0 && r <= 0xffff:
			return visible(r)
		}
		return '_'
	}, text)
	if mermaidKey.MatchString(word) || word == "" || word[0] != '_' && word[0] < 'A' || word[0] == '[' || word[0] == ']' {
		word = "_" + word
	}
	return word
}
