package report

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/olekukonko/tablewriter/pkg/twwidth"

	"github.com/synapscale/synapcheck/diff/rule"
)

// A page collects the lines of a text.
type page struct {
	Style
	b     strings.Builder
	lines int
	signs signs
}

// signs are our own characters beyond words.
type signs struct{ dot, dash, more string }

func newPage(s Style) *page {
	const usual, least = 100, 60
	if s.Width == 0 {
		s.Width = usual
	}
	s.Width = max(s.Width, least)
	p := &page{Style: s, signs: signs{dot: "·", dash: "–", more: "…"}}
	if s.ASCII {
		p.signs = signs{dot: "-", dash: "-", more: "..."}
	}
	return p
}

// line adds one line; it never ends in a space.
func (p *page) line(parts ...string) {
	p.b.WriteString(strings.TrimRight(strings.Join(parts, ""), " "))
	p.b.WriteByte('\n')
	p.lines++
}

// blank adds an empty line, but never a second one, nor one at the top.
func (p *page) blank() {
	if s := p.b.String(); s != "" && !strings.HasSuffix(s, "\n\n") {
		p.line()
	}
}

// paragraph adds text after a label, its further lines indented to the label's
// end.
func (p *page) paragraph(c colour, label, text string) {
	indent := strings.Repeat(" ", width(label))
	for i, l := range wrap(text, p.Width-width(label)) {
		if i == 0 {
			p.line(p.paint(c, label), l)
		} else {
			p.line(indent, l)
		}
	}
}

// A span is a piece of a line, as it is measured and as it is printed.
type span struct{ plain, painted string }

func (p *page) span(c colour, s string) span { return span{s, p.paint(c, s)} }

// flow adds spans with a separator between them, as many to a line as fit.
func (p *page) flow(separator string, spans ...span) {
	line, used := "", 0
	for _, s := range spans {
		switch w := width(s.plain); {
		case s.plain == "":
		case line == "":
			line, used = s.painted, w
		case used+width(separator)+w <= p.Width:
			line, used = line+separator+s.painted, used+width(separator)+w
		default:
			p.line(line)
			line, used = s.painted, w
		}
	}
	p.line(line)
}

// A colour is a parameter of ANSI's Select Graphic Rendition.
type colour string

const (
	none   colour = ""
	bold   colour = "1"
	dim    colour = "2"
	red    colour = "31"
	green  colour = "32"
	yellow colour = "33"
	cyan   colour = "36"
)

// paint colours text where colour is wanted, but not the spaces around it. It
// comes last: painted text is never measured or wrapped.
func (p *page) paint(c colour, s string) string {
	text := strings.Trim(s, " ")
	if !p.Color || c == none || text == "" {
		return s
	}
	before, after, _ := strings.Cut(s, text)
	return before + "\x1b[" + string(c) + "m" + text + "\x1b[0m" + after
}

func severityColour(s rule.Severity) colour {
	return map[rule.Severity]colour{rule.Error: red, rule.Warning: yellow, rule.Info: cyan}[s]
}

func scoreColour(score *float64) colour {
	switch {
	case score == nil:
		return dim
	case *score >= 100:
		return green
	case *score >= 80:
		return yellow
	}
	return red
}

// width is the number of columns that text takes on a terminal, whatever its
// locale.
func width(s string) int { return twwidth.WidthWithOptions(s, twwidth.Options{}) }

// wrap breaks text at spaces into lines of at most n columns, and longer words
// anywhere.
func wrap(text string, n int) []string {
	n = max(n, 8)
	var lines []string
	line, used := "", 0
	for word := range strings.SplitSeq(text, " ") {
		if w := width(word); line != "" && used+1+w <= n {
			line, used = line+" "+word, used+1+w
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		head := prefix(word, n)
		for len(head) < len(word) {
			lines = append(lines, head)
			word = word[len(head):]
			head = prefix(word, n)
		}
		line, used = word, width(word)
	}
	if line != "" || len(lines) == 0 {
		lines = append(lines, line)
	}
	return lines
}

// join joins parts to lines of at most n columns, broken between parts where
// that is possible.
func join(parts []string, separator string, n int) []string {
	var lines []string
	line := ""
	for _, part := range parts {
		switch {
		case part == "":
		case line == "":
			line = part
		case width(line)+width(separator)+width(part) <= n:
			line += separator + part
		default:
			lines = append(lines, wrap(line, n)...)
			line = part
		}
	}
	return append(lines, wrap(line, n)...)
}

// prefix is as much of a word as n columns hold, and at least one character.
func prefix(word string, n int) string {
	used, end := 0, 0
	for i, r := range word {
		w := 1
		if r > unicode.MaxASCII {
			w = width(string(r))
		}
		if used+w > n && i > 0 {
			break
		}
		used += w
		end = i + len(string(r))
	}
	// A line must not begin as a command of a CI system does.
	if head := word[:end]; strings.HasPrefix(word[end:], "::") {
		if _, size := utf8.DecodeLastRuneInString(head); size < end {
			end -= size
		}
	}
	return word[:end]
}

// clip is text on one line of at most n columns.
func (p *page) clip(text string, n int) string {
	if width(text) <= n {
		return text
	}
	head := prefix(text, max(n-width(p.signs.more), 1))
	if i := strings.LastIndexByte(head, ' '); i >= 0 && width(head[:i])*2 >= n {
		head = head[:i]
	}
	return head + p.signs.more
}

// clause wraps a sentence whole, as its end says what happens; only what is no
// sentence any more is cut, unless all is shown.
func (p *page) clause(text string, n int) []string {
	const longest = 480
	return p.shorten(wrap(text, n), max(3, (longest+n-1)/n), n)
}

// fold wraps a value into at most three lines, unless all is shown.
func (p *page) fold(value string, n int) []string { return p.shorten(wrap(value, n), 3, n) }

// shorten keeps so many lines of at most n columns, unless all is shown.
func (p *page) shorten(lines []string, most, n int) []string {
	if p.All || len(lines) <= most {
		return lines
	}
	last := prefix(lines[most-1], max(n-width(p.signs.more), 1))
	return append(lines[:most-1:most-1], last+p.signs.more)
}

// apart leaves out what two values begin with alike, if fold would cut both
// before they differ.
func (p *page) apart(a, b string, n int) (string, string) {
	if p.All || slices.Equal(p.fold(a, n), wrap(a, n)) && slices.Equal(p.fold(b, n), wrap(b, n)) {
		return a, b
	}
	differ := 0
	for differ < min(len(a), len(b)) && a[differ] == b[differ] {
		differ++
	}
	// A few words before the difference say where it is.
	start := differ
	for start > 0 && (differ-start < n/3 || a[start-1] != ' ') && (differ-start < n || !utf8.RuneStart(a[start])) {
		start--
	}
	if start < n {
		return a, b
	}
	return p.signs.more + a[start:], p.signs.more + b[start:]
}
