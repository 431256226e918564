package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Visible makes text that others wrote harmless on a terminal or in a log; the
// format text does so with every name and value.
func Visible(s string) string { return visible(s, false) }

// visible makes text that comes from a database or a model harmless on a
// terminal or in a log: characters that do not print, or that turn, hide or
// join others, become \u{…}. So do the marks by which CI systems take a line
// for a command. With ascii, every other character beyond ASCII does too.
func visible(s string, ascii bool) string {
	if plain(s) {
		return s
	}
	if ascii {
		s = typographic.Replace(s)
	}
	var b strings.Builder
	marks := 0
	for i, r := range s {
		rest := s[i:]
		if marks++; !unicode.IsMark(r) {
			marks = 0
		}
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(rest, "\uFFFD"):
			fmt.Fprintf(&b, `\x{%02x}`, s[i])
		case !unicode.IsPrint(r) || ignorable(r) || marks > manyMarks || ascii && r > unicode.MaxASCII,
			strings.HasPrefix(rest, `\u{`) || strings.HasPrefix(rest, `\x{`),
			strings.HasPrefix(rest, "##[") || strings.HasPrefix(rest, "##vso["),
			strings.HasPrefix(rest, "::") && (i == 0 || s[i-1] == ' ' || s[i-1] == ':'),
			rest == ":": // one more may follow
			fmt.Fprintf(&b, `\u{%x}`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// manyMarks are more accents on one letter than any language has.
const manyMarks = 4

// plain reports that nothing in s can need an escape.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '\\' || c == '#' || c == ':' {
			return false
		}
	}
	return true
}

// ignorable reports a character that counts as printable and shows nothing, or
// only alters its neighbour.
func ignorable(r rune) bool {
	return unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector, unicode.Me) || r == '\u2800'
}

// typographic spells in ASCII what our own sentences use beyond it.
var typographic = strings.NewReplacer(
	"…", "...", "–", "-", "—", "-", "·", "-", "×", "x", "→", "->", "≥", ">=", "≤", "<=",
	"’", "'", "‘", "'", "“", `"`, "”", `"`,
)

// onOneLine brings texts of several lines, such as the query of a view, onto one
// each, with plain spaces, where both sides have one and the difference is none
// of spaces alone.
func onOneLine(declared, live Value) (Value, Value) {
	plain := func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' }
	flat := func(v Value) Value { return Value(strings.Join(strings.FieldsFunc(string(v), plain), " ")) }
	if d, l := flat(declared), flat(live); d != l && d != "" && l != "" {
		return d, l
	}
	return declared, live
}

// visible is the target with every text of it made harmless.
func (t *Target) visible(ascii bool) *Target {
	v := func(s string) string { return visible(s, ascii) }
	at := func(o *Origin) *Origin {
		if o == nil {
			return nil
		}
		return &Origin{File: v(o.File), Line: o.Line, Column: o.Column, Symbol: v(o.Symbol)}
	}
	all := func(places []Origin) []Origin {
		out := make([]Origin, len(places))
		for i := range places {
			out[i] = *at(&places[i])
		}
		return out
	}
	out := *t
	out.Name, out.Server = v(t.Name), v(t.Server)
	out.Declared = make([]string, len(t.Declared))
	for i, name := range t.Declared {
		out.Declared[i] = v(name)
	}
	out.Layers = make([]LayerScore, len(t.Layers))
	for i, l := range t.Layers {
		l.Name, l.Dialect = v(l.Name), v(l.Dialect)
		out.Layers[i] = l
	}
	out.Tables = make([]Table, len(t.Tables))
	for i, x := range t.Tables {
		x.Name, x.Kind, x.Layer = v(x.Name), v(x.Kind), v(x.Layer)
		x.Model, x.Also = at(x.Model), all(x.Also)
		out.Tables[i] = x
	}
	finding := func(f Finding) Finding {
		f.Rule, f.Fingerprint, f.Layer, f.Kind = v(f.Rule), v(f.Fingerprint), v(f.Layer), v(f.Kind)
		f.Object, f.Table, f.Property = v(f.Object), Value(v(string(f.Table))), v(f.Property)
		f.Message, f.Consequence = v(f.Message), v(f.Consequence)
		f.Declared, f.Live = onOneLine(f.Declared, f.Live)
		f.Declared, f.Live = Value(v(string(f.Declared))), Value(v(string(f.Live)))
		f.Origin, f.Also = at(f.Origin), all(f.Also)
		remedies := make([]Remedy, len(f.Remedies))
		for i, r := range f.Remedies {
			remedies[i] = Remedy{Side: v(r.Side), Text: v(r.Text), Command: Value(v(string(r.Command))), SQL: r.SQL}
		}
		f.Remedies = remedies
		return f
	}
	out.Findings = make([]Finding, len(t.Findings))
	for i, f := range t.Findings {
		out.Findings[i] = finding(f)
	}
	out.Accepted = make([]Accepted, len(t.Accepted))
	for i, a := range t.Accepted {
		a.Reason, a.Owner, a.Finding = v(a.Reason), v(a.Owner), finding(a.Finding)
		out.Accepted[i] = a
	}
	gap := func(g Gap) Gap {
		g.Subject, g.Reason, g.Hint, g.Origin = v(g.Subject), v(g.Reason), Value(v(string(g.Hint))), at(g.Origin)
		return g
	}
	if t.Baseline != nil {
		m := *t.Baseline
		m.File, m.Entries = v(m.File), make([]Settled, len(m.Entries))
		for i, s := range t.Baseline.Entries {
			s.State, s.Rule, s.Object, s.Reason, s.Owner = v(s.State), v(s.Rule), v(s.Object), v(s.Reason), v(s.Owner)
			s.Added, s.Expires = v(s.Added), v(s.Expires)
			m.Entries[i] = s
		}
		out.Baseline = &m
	}
	if t.Advice != nil {
		a := *t.Advice
		a.Findings, a.Gaps = make([]Finding, len(t.Advice.Findings)), make([]Gap, len(t.Advice.Gaps))
		for i, f := range t.Advice.Findings {
			a.Findings[i] = finding(f)
		}
		for i, g := range t.Advice.Gaps {
			a.Gaps[i] = gap(g)
		}
		out.Advice = &a
	}
	out.Coverage.Gaps = make([]Gap, len(t.Coverage.Gaps))
	for i, g := range t.Coverage.Gaps {
		out.Coverage.Gaps[i] = gap(g)
	}
	out.Coverage.Counted = make([]Count, len(t.Coverage.Counted))
	for i, c := range t.Coverage.Counted {
		out.Coverage.Counted[i] = Count{Kind: v(c.Kind), Count: c.Count}
	}
	return &out
}
