package report_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/synapscale/synapcheck/report"
)

func TestFormatsAreSortedAndDocumented(t *testing.T) {
	var names []string
	for _, f := range report.All() {
		names = append(names, f.Name)
		if f.Doc == "" || strings.Contains(f.Doc, "\n") {
			t.Errorf("format %s: its doc is not one line: %q", f.Name, f.Doc)
		}
	}
	if !slices.IsSorted(names) || !slices.Contains(names, "text") || !slices.Contains(names, "json") {
		t.Errorf("formats %v", names)
	}
}

func TestUnknownFormatNamesTheOthers(t *testing.T) {
	_, err := report.ByName("jsn")
	var unknown *report.FormatError
	if !errors.As(err, &unknown) || unknown.Name != "jsn" || !strings.Contains(unknown.Hint(), "json, junit") {
		t.Errorf("error %v, want one that lists json and junit", err)
	}
}

func TestVisibleEscapes(t *testing.T) {
	for text, want := range map[string]string{
		"plain text":                      "plain text",
		"naïve 名前 🙂":                      "naïve 名前 🙂",
		"a\nb\tc\r":                       `a\u{a}b\u{9}c\u{d}`,
		"\x1b[31mred":                     `\u{1b}[31mred`,
		"\u202eabc\u2066":                 `\u{202e}abc\u{2066}`,
		"a\u00a0b\u200b":                  `a\u{a0}b\u{200b}`,
		"\ufeff\u3164":                    `\u{feff}\u{3164}`,
		"\x80\xff":                        `\x{80}\x{ff}`,
		"e\u0301":                         "e\u0301",
		"1\u20e3":                         `1\u{20e3}`,
		`\u{1b}`:                          `\u{5c}u{1b}`,
		`^\d+\.x$`:                        `^\d+\.x$`,
		"'x'::text":                       "'x'::text",
		"::error::x":                      `\u{3a}:error::x`,
		"a ::warning::":                   `a \u{3a}:warning:\u{3a}`,
		"##[add-path]x":                   `\u{23}#[add-path]x`,
		"##vso[task]":                     `\u{23}#vso[task]`,
		"a # b ## c":                      "a # b ## c",
		"e" + strings.Repeat("\u0301", 6): "e" + strings.Repeat("\u0301", 4) + `\u{301}\u{301}`,
	} {
		if have := report.Visible(text); have != want {
			t.Errorf("%q is shown as %q, want %q", text, have, want)
		}
	}
}
