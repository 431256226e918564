package report_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/olekukonko/tablewriter/pkg/twwidth"
	"golang.org/x/tools/txtar"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/rule"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/report"
)

var ansi = regexp.MustCompile("\x1b\\[[0-9]+m")

func TestColourOnlyAdds(t *testing.T) {
	for name, r := range scenes() {
		for _, width := range []int{60, 80, 100, 140} {
			for _, all := range []bool{false, true} {
				plain := render(t, r, "text", report.Style{Width: width, All: all})
				coloured := render(t, r, "text", report.Style{Width: width, All: all, Color: true})
				if strings.Contains(plain, "\x1b") {
					t.Errorf("%s, %d columns: an escape without colour", name, width)
				}
				if name != "no target" && plain == coloured {
					t.Errorf("%s, %d columns: no colour", name, width)
				}
				if d := cmp.Diff(plain, ansi.ReplaceAllString(coloured, "")); d != "" {
					t.Errorf("%s, %d columns (-plain +coloured):\n%s", name, width, d)
				}
			}
		}
	}
}

// unwrapped reports a line that is longer on purpose: a command, to be copied.
func unwrapped(line, before string) bool {
	line, before = strings.TrimLeft(line, " "), strings.TrimSpace(before)
	return before == "fix model" || before == "fix database" || strings.HasPrefix(line, "explain: ")
}

// safe says what is wrong with a text that shows what others wrote.
func safe(text string, style report.Style) string {
	before := ""
	for line := range strings.Lines(text) {
		line, ended := strings.CutSuffix(line, "\n")
		trimmed := strings.TrimSpace(line)
		switch {
		case !ended:
			return "the last line does not end"
		case strings.TrimRight(line, " ") != line:
			return "spaces at the end of " + line
		case report.Width(line) > style.Width && !unwrapped(line, before):
			return "a line is too long: " + line
		case strings.HasPrefix(trimmed, "::"), strings.Contains(line, "##["), strings.Contains(line, "##vso["):
			return "a line looks like a command: " + line
		}
		for _, r := range line {
			if s := string(r); s != report.Visible(s) && r != '\\' && r != ':' && r != '#' || style.ASCII && r > '~' {
				return "an invisible or foreign character: " + line
			}
		}
		before = line
	}
	return ""
}

func TestTextIsSafeAndFits(t *testing.T) {
	for name, r := range scenes() {
		for width := 60; width <= 160; width += 7 {
			for _, style := range []report.Style{{Width: width}, {Width: width, All: true}, {Width: width, ASCII: true}} {
				if wrong := safe(render(t, r, "text", style), style); wrong != "" {
					t.Errorf("%s as %+v: %s", name, style, wrong)
				}
			}
		}
	}
}

func TestWidthHasADefaultAndAnEnd(t *testing.T) {
	r := scenes()["drifting"]
	if d := cmp.Diff(render(t, r, "text", report.Style{Width: 100}), render(t, r, "text", report.Style{})); d != "" {
		t.Errorf("no width (-100 +0):\n%s", d)
	}
	if d := cmp.Diff(render(t, r, "text", report.Style{Width: 60}), render(t, r, "text", report.Style{Width: 1})); d != "" {
		t.Errorf("hardly any width (-60 +1):\n%s", d)
	}
}

// The locale of whoever runs the program does not show.
func TestLocaleDoesNotShow(t *testing.T) {
	r := scenes()["drifting"]
	want := render(t, r, "text", report.Style{})
	twwidth.SetEastAsian(true)
	defer twwidth.SetEastAsian(false)
	if d := cmp.Diff(want, render(t, r, "text", report.Style{})); d != "" {
		t.Errorf("in an East Asian locale (-other +there):\n%s", d)
	}
}

func TestEastAsianTextKeepsItsColumns(t *testing.T) {
	m := newMaker("go:./models", "db")
	p := m.table("users", "User", "user.go", 5, 3)
	for _, name := range []string{"name", "名前", "é", "e\u0301tat", "🙂"} {
		m.column(p, name, diff.Type, diff.FacetType, rule.Finding{Rule: "column-type", Severity: rule.Error, Declared: "int32", Live: "bigint · " + name})
	}
	text := render(t, report.Build("v0", []report.Layer{m.layer()}), "text", report.Style{All: true})
	at := -1
	for line := range strings.Lines(text) {
		before, _, found := strings.Cut(line, "int32")
		if !found {
			continue
		}
		if n := report.Width(before); at >= 0 && n != at {
			t.Errorf("the model's column stands at %d and at %d:\n%s", at, n, text)
		} else {
			at = n
		}
	}
}

func TestEveryFindingIsShownOrCounted(t *testing.T) {
	r := report.Build("v0", []report.Layer{many(500)})
	all := render(t, r, "text", report.Style{All: true})
	if n := strings.Count(all, "bigint"); n != 500 {
		t.Errorf("--all shows %d findings, want 500", n)
	}
	if strings.Contains(all, "--all") {
		t.Error("--all refers to itself")
	}
	for _, name := range []string{"drifting", "hostile", "fleet"} {
		if strings.Contains(render(t, scenes()[name], "text", report.Style{All: true}), "(--all)") {
			t.Errorf("%s: --all refers to itself", name)
		}
	}
}

func TestReportOfFiveHundredFindingsFitsAScreenOrTwo(t *testing.T) {
	for _, width := range []int{80, 100, 140} {
		text := render(t, report.Build("v0", []report.Layer{many(500)}), "text", report.Style{Width: width})
		if n := strings.Count(text, "\n"); n > 80 {
			t.Errorf("%d columns: %d lines", width, n)
		}
		if !strings.Contains(text, "167 errors, 166 warnings, 167 info in 50 of 50 tables") {
			t.Errorf("%d columns: no summary in\n%s", width, text)
		}
	}
}

func TestNeverHidesASingleFinding(t *testing.T) {
	for n := 1; n <= 9; n++ {
		m := newMaker("go:./models", "db")
		p := m.table("users", "User", "user.go", 5, 3)
		for i := range n {
			m.column(p, string(rune('a'+i)), diff.Undeclared, diff.FacetPresence, rule.Finding{Rule: "column-undeclared", Severity: rule.Warning, Live: "text"})
		}
		text := render(t, report.Build("v0", []report.Layer{m.layer()}), "text", report.Style{})
		shown := strings.Count(text, "< warning")
		if hidden := n - shown; hidden == 1 || hidden > 0 && !strings.Contains(text, "more column-undeclared: ") {
			t.Errorf("%d findings: %d are hidden in\n%s", n, hidden, text)
		}
	}
}

// said joins the words of a text, however its lines are broken.
func said(text string) string { return strings.Join(strings.Fields(text), " ") }

func TestNoConsequenceIsCut(t *testing.T) {
	for name, r := range scenes() {
		if name == "hostile" {
			continue
		}
		for width := 60; width <= 140; width += 10 {
			text := said(render(t, r, "text", report.Style{Width: width}))
			for _, target := range r.Targets {
				for _, f := range target.Findings {
					start, _, _ := strings.Cut(f.Consequence, " fails")
					if start != "" && strings.Contains(text, f.Rule+": "+start) && !strings.Contains(text, f.Consequence) {
						t.Errorf("%s, %d columns: cut: %s", name, width, f.Consequence)
					}
				}
			}
		}
	}
}

func TestEverythingThatIsSaidOfFindingsIsShown(t *testing.T) {
	m := newMaker("go:./models", "db")
	p := m.table("users", "User", "user.go", 5, 3)
	for _, x := range []struct{ name, consequence, remedy string }{
		{"a", "reading a fails", "widen a"},
		{"b", "reading any fails", "widen the field"},
		{"c", "reading c fails", "widen c"},
		{"d", "reading any fails", "widen the field"},
		{"e", "reading any fails", "drop e"},
	} {
		m.column(p, x.name, diff.Type, diff.FacetType, rule.Finding{
			Rule: "field-type", Severity: rule.Error, Declared: "int32", Live: "bigint", Consequence: x.consequence,
			Remedies: []rule.Remedy{{Side: rule.SideDeclared, Text: x.remedy}},
		})
	}
	r := report.Build("v0", []report.Layer{m.layer()})
	text := render(t, r, "text", report.Style{All: true})
	var lines []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if fields := strings.Fields(line); len(fields) > 3 && fields[1] == "error" {
			lines = append(lines, fields[2])
		} else if strings.HasPrefix(line, "field-type: ") || strings.HasPrefix(line, "fix: ") {
			line, _, _ = strings.Cut(line, ";")
			lines = append(lines, line)
		}
	}
	want := []string{
		"a", "field-type: reading a fails", "fix: widen a",
		"b", "d", "field-type: reading any fails", "fix: widen the field",
		"c", "field-type: reading c fails", "fix: widen c",
		"e", "field-type: reading any fails", "fix: drop e",
	}
	if d := cmp.Diff(want, lines); d != "" {
		t.Errorf("(-want +have):\n%s\n%s", d, text)
	}
	if text := render(t, r, "text", report.Style{}); !strings.Contains(text, "field-type: e.g. reading a fails\n") {
		t.Errorf("no example without --all:\n%s", text)
	}
}

func TestReasonsOfAcceptedFindingsAreShown(t *testing.T) {
	reasons := []string{"old", "the importer fills it", "the importer fills it", ""}
	for _, l := range []report.Layer{standing(reasons...), many(3)} {
		l.Accepted = standing(reasons...).Accepted
		r := report.Build("v0", []report.Layer{l})
		text := render(t, r, "text", report.Style{})
		if want := "\n  2  the importer fills it\n  1  old\n  1  no reason is given\n"; !strings.Contains(text, "4 findings accepted") || !strings.Contains(text, want) || strings.Count(text, "importer") != 1 {
			t.Errorf("want %q in\n%s", want, text)
		}
		if all := said(render(t, r, "text", report.Style{All: true})); strings.Count(all, "users.bio: the importer fills it") != 2 {
			t.Errorf("--all does not name every accepted finding:\n%s", all)
		}
	}
}

func TestCommandStandsAloneWhereItsLabelTakesTheRoom(t *testing.T) {
	m := newMaker("go:./models", "db")
	p := m.table("workspaces", "Workspace", "workspace.go", 5, 3)
	m.column(p, "plan", diff.Undeclared, diff.FacetPresence, rule.Finding{Rule: "column-undeclared", Severity: rule.Warning, Live: "text"})
	const command = "synapcheck generate go --table workspaces --write\n"
	for width, want := range map[int]string{60: "\n  fix model\n    " + command, 80: "\n  fix model  " + command} {
		if text := render(t, report.Build("v0", []report.Layer{m.layer()}), "text", report.Style{Width: width}); !strings.Contains(text, want) {
			t.Errorf("%d columns: want %q in\n%s", width, want, text)
		}
	}
}

// Two long values that differ at their end must not look alike.
func TestLongValuesShowWhereTheyDiffer(t *testing.T) {
	for _, same := range []string{strings.Repeat("status <> 'archived' and ", 40), strings.Repeat("é", 1000)} {
		m := newMaker("go:./models", "db")
		p := m.table("users", "User", "user.go", 5, 3)
		m.child(p, schema.KindCheck, "users_check", diff.Expr, diff.FacetCheck, rule.Finding{
			Rule: "check-expression", Severity: rule.Warning, Declared: same + "age > 17", Live: same + "age > 21",
		})
		for _, width := range []int{60, 100} {
			text := render(t, report.Build("v0", []report.Layer{m.layer()}), "text", report.Style{Width: width})
			if !strings.Contains(text, "age > 17") || !strings.Contains(text, "age > 21") {
				t.Errorf("%d columns: the difference does not show in\n%s", width, text)
			}
		}
	}
}

// Wherever a line is broken, the next one is no command of a CI system.
func TestNoLineBeginsAsACommand(t *testing.T) {
	style := report.Style{Width: 60}
	for n := range 100 {
		for _, text := range []string{
			strings.Repeat("x", n) + "::error::x", strings.Repeat("x", n) + strings.Repeat(":", 60),
			strings.Repeat("x ", n/2) + "::error::x", strings.Repeat("x", n) + "##[error]x",
		} {
			if wrong := safe(render(t, report.Build("v0", []report.Layer{hostile(text)}), "text", style), style); wrong != "" {
				t.Fatalf("%q: %s", text, wrong)
			}
		}
	}
}

// What is very long is cut short, and costs no more time than it has to.
func TestLongTextStaysShort(t *testing.T) {
	const many = 1 << 17
	for _, text := range []string{
		strings.Repeat("x", many), strings.Repeat("x ", many/2), strings.Repeat("\u0301", many/2), strings.Repeat("名", many/3), strings.Repeat("\x00", many),
	} {
		m := newMaker("go:./models", "db")
		p := m.table("users", "User", "user.go", 5, 3)
		m.column(p, "bio", diff.Default, diff.FacetDefault, rule.Finding{
			Rule: "column-default", Severity: rule.Error, Declared: text, Live: text + "!", Message: text, Consequence: text,
		})
		m.d.Gaps = []schema.Gap{{Subject: text, Reason: text}}
		if n := len(render(t, report.Build("v0", []report.Layer{m.layer()}), "text", report.Style{})); n > 4000 {
			t.Errorf("%.3q…: %d bytes", text, n)
		}
	}
}

func TestOutcomeStandsLast(t *testing.T) {
	for name, r := range scenes() {
		lines := strings.Split(strings.TrimSuffix(render(t, r, "text", report.Style{}), "\n"), "\n")
		verdicts := slices.DeleteFunc(slices.Clone(lines), func(l string) bool { return !strings.HasPrefix(l, "OK  ") && !strings.HasPrefix(l, "FAIL  ") })
		switch clean := len(r.Targets) == 1 && len(r.Targets[0].Findings) == 0 && r.Targets[0].Coverage.Compared > 0; {
		case clean && r.Gate != nil && r.Gate.Pass, r.Gate == nil && !clean:
			continue
		case len(verdicts) != 1:
			t.Errorf("%s: verdicts %q, want one", name, verdicts)
		case r.Gate != nil && !r.Gate.Pass && (verdicts[0][:4] != "FAIL" || !slices.Contains(lines[len(lines)-3:], verdicts[0])):
			t.Errorf("%s: verdict %q, want a failure at the end", name, verdicts[0])
		}
	}
}

func FuzzHostileTextIsShownSafely(f *testing.F) {
	for i, s := range []string{
		"", " ", "\x00", "\x1b[2J\x1b]0;title\x07", "a\r\nb", "::error::x", " ::set-env name=x::y", "x\n##[add-path]y", "\u202eevil\u202c",
		"\u2066x\u2069", "\ufeff", "e\u0301\u0301\u0301\u0301\u0301\u0301", strings.Repeat("名", 90), strings.Repeat("x", 3000), strings.Repeat(":", 50),
		"\xff\xfe", "\\u{1b}", "\\x{41}", "a|b", "`rm -rf`", "';drop table x;--", "\u3164\u115f", "1\u20e3", "👩‍👩‍👧", "🇩🇪", "%0A::error::", ":", "x:", "##vso[task]", "…–·",
	} {
		f.Add(s, uint8(i*7), uint8(i))
	}
	check := published(f)
	f.Fuzz(func(t *testing.T, text string, width, bits uint8) {
		if len(text) > 4000 {
			return // the text comes a hundred times
		}
		style := report.Style{Width: 60 + int(width)%120, All: bits&1 > 0, ASCII: bits&2 > 0, Profile: text}
		targets := [][]report.Layer{{hostile(text)}}
		if bits&4 > 0 {
			targets = [][]report.Layer{{hostile(text), named(matching(), text)}, {named(matching(), text)}}
		}
		r := gated(report.Build(text, targets...), report.Gate{FailOn: rule.Error, StrictCoverage: true, MinScore: 100})
		out := render(t, r, "text", style)
		if wrong := safe(out, style); wrong != "" {
			t.Errorf("text: %s", wrong)
		}
		style.Color = true
		if coloured := render(t, r, "text", style); ansi.ReplaceAllString(coloured, "") != out {
			t.Error("colour changes the text")
		}
		saved := render(t, r, "json", style)
		if err := validate(check, saved); err != nil {
			t.Errorf("json: %v", err)
		}
		again, err := report.Read(strings.NewReader(saved))
		if err != nil {
			t.Fatal(err)
		}
		if render(t, again, "json", style) != saved {
			t.Error("json is another after reading it back")
		}
		style.Color = false
		if d := cmp.Diff(out, render(t, again, "text", style)); d != "" {
			t.Errorf("text is another after reading it back (-built +read):\n%s", d)
		}
	})
}

// Whatever is accepted as a report can be rendered, and is stable from then on.
func FuzzRead(f *testing.F) {
	for name := range scenes() {
		archive, err := txtar.ParseFile("testdata/" + name + ".txtar")
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			if file.Name == "json" && len(file.Data) < 20_000 {
				f.Add(string(file.Data))
			}
		}
	}
	f.Add(`{"schemaVersion": 1}`)
	f.Add(`{"schemaVersion": 1, "targets": [{}], "gate": {}}`)
	f.Fuzz(func(t *testing.T, data string) {
		r, err := report.Read(strings.NewReader(data))
		if err != nil {
			return
		}
		for _, style := range []report.Style{{Width: 60}, {Width: 120, All: true, ASCII: true}} {
			if wrong := safe(render(t, r, "text", style), style); wrong != "" {
				t.Errorf("text: %s", wrong)
			}
		}
		first := render(t, r, "json", report.Style{})
		again, err := report.Read(strings.NewReader(first))
		if err != nil {
			t.Fatalf("a report is written that cannot be read: %v\n%s", err, first)
		}
		if second := render(t, again, "json", report.Style{}); second != first {
			t.Errorf("json is another after reading it back (-first +second):\n%s", cmp.Diff(first, second))
		}
	})
}
