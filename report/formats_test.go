package report_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"github.com/synapscale/synapcheck/report"
)

// checks hold a format's text against the format's own rules, and count what is
// in it.
var checks = map[string]func(t testing.TB, r *report.Report, text string){
	"sarif": checkSARIF, "junit": checkJUnit, "yaml": checkYAML, "github": checkGitHub, "gitlab": checkGitLab,
	"singleline": checkLines, "prometheus": checkPrometheus, "markdown": checkMarkdown, "badge": checkBadge, "json": checkJSON,
}

func TestEveryFormatKeepsItsRules(t *testing.T) {
	for _, f := range report.All() {
		if checks[f.Name] == nil && f.Name != "text" {
			t.Errorf("nothing checks the format %s", f.Name)
		}
	}
	for name, r := range scenes() {
		for format, check := range checks {
			t.Run(format+"/"+name, func(t *testing.T) { check(t, r, render(t, r, format, report.Style{})) })
		}
	}
}

// FuzzFormats gives every name and value of a report the same hostile text.
func FuzzFormats(f *testing.F) {
	for _, text := range []string{
		"", "plain", "'\"|`<>&\\:,%\n\r\t", "\x1b[31m::error::", "\u202e\u200b\u2028\u0085\U000e0001\ufeff", "]]>-->--\x00\x7f",
		"#*_[x](y)!~@{}$", "```sql\n```", "&lt;b&gt;", "a::b %0A", "\xff\xfe", "https://x.y/z", "<!-- x -->", "1e3", "null", "- a: b",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r := report.Build("v0.1.0", []report.Layer{hostile(text)})
		for format, check := range checks {
			check(t, r, render(t, r, format, report.Style{}))
		}
	})
}

// findings are those of every target.
func findings(r *report.Report) (n, accepted int) {
	for _, t := range r.Targets {
		n, accepted = n+len(t.Findings), accepted+len(t.Accepted)
	}
	return n, accepted
}

// sarifSchema is the schema that OASIS publishes.
var sarifSchema = sync.OnceValues(func() (*jsonschema.Schema, error) {
	c := jsonschema.NewCompiler()
	file, err := os.Open("testdata/schema/sarif-2.1.0.json")
	if err != nil {
		return nil, err
	}
	defer file.Close()
	document, err := jsonschema.UnmarshalJSON(file)
	if err != nil {
		return nil, err
	}
	if err := c.AddResource("sarif.json", document); err != nil {
		return nil, err
	}
	return c.Compile("sarif.json")
})

func checkSARIF(t testing.TB, r *report.Report, text string) {
	schema, err := sarifSchema()
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(value); err != nil {
		t.Error(err)
	}
	var log struct {
		Runs []struct {
			Tool struct {
				Driver struct{ Rules []struct{ ID string } }
			}
			Results []struct {
				RuleID       string `json:"ruleId"`
				RuleIndex    int
				Suppressions []any
				Message      struct{ Text string }
			}
		}
	}
	if err := json.Unmarshal([]byte(text), &log); err != nil {
		t.Fatal(err)
	}
	n, suppressed := 0, 0
	for _, run := range log.Runs {
		for _, x := range run.Results {
			if run.Tool.Driver.Rules[x.RuleIndex].ID != x.RuleID || x.Message.Text == "" {
				t.Errorf("result of %s has rule %s", x.RuleID, run.Tool.Driver.Rules[x.RuleIndex].ID)
			}
			if n++; len(x.Suppressions) > 0 {
				n, suppressed = n-1, suppressed+1
			}
		}
	}
	if want, accepted := findings(r); n != want || suppressed != accepted {
		t.Errorf("want %d results and %d suppressed, have %d and %d", want, accepted, n, suppressed)
	}
}

func checkJUnit(t testing.TB, r *report.Report, text string) {
	type result struct {
		Message string `xml:"message,attr"`
	}
	type suite struct {
		Tests    int `xml:"tests,attr"`
		Failures int `xml:"failures,attr"`
		Errors   int `xml:"errors,attr"`
		Skipped  int `xml:"skipped,attr"`
		Cases    []struct {
			Name    string  `xml:"name,attr"`
			Failure *result `xml:"failure"`
			Error   *result `xml:"error"`
			Skipped *result `xml:"skipped"`
		} `xml:"testcase"`
	}
	var all struct {
		suite
		Suites []suite `xml:"testsuite"`
	}
	d := xml.NewDecoder(strings.NewReader(strings.TrimSpace(text)))
	if err := d.Decode(&all); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		t.Errorf("more follows: %v", err)
	}
	var have suite
	for _, s := range all.Suites {
		if s.Tests != len(s.Cases) {
			t.Errorf("a suite says %d tests and has %d", s.Tests, len(s.Cases))
		}
		have.Tests += s.Tests
		for _, c := range s.Cases {
			switch {
			case c.Failure != nil:
				have.Failures++
			case c.Error != nil:
				have.Errors++
			case c.Skipped != nil:
				have.Skipped++
			}
		}
	}
	n, accepted := findings(r)
	if have.Failures != n || have.Skipped != accepted {
		t.Errorf("want %d failures and %d skipped, have %d and %d", n, accepted, have.Failures, have.Skipped)
	}
	if all.Tests != have.Tests || all.Failures != have.Failures || all.Errors != have.Errors || all.Skipped != have.Skipped {
		t.Errorf("sums: want %+v, have %+v", have, all.suite)
	}
}

func checkYAML(t testing.TB, r *report.Report, text string) {
	var fromYAML any
	if err := yaml.Unmarshal([]byte(text), &fromYAML); err != nil {
		t.Fatal(err)
	}
	// What was read back as YAML is a report again.
	back, err := json.Marshal(fromYAML)
	if err != nil {
		t.Fatal(err)
	}
	again, err := report.Read(bytes.NewReader(back))
	if err != nil {
		t.Fatal(err)
	}
	if want, have := render(t, r, "json", report.Style{}), render(t, again, "json", report.Style{}); want != have {
		t.Errorf("read back: %s", cmp.Diff(want, have))
	}
}

// A workflow command is one line; of each level no more than ten are shown.
func checkGitHub(t testing.TB, r *report.Report, text string) {
	command := regexp.MustCompile(`^::(error|warning|notice) (?:(?:file|line|endLine|col|title)=[^,:\r\n]*,?)*::[^\r\n]*$`)
	levels := make(map[string]int)
	for _, line := range lines(text) {
		m := command.FindStringSubmatch(line)
		if m == nil {
			t.Errorf("no command: %q", line)
			continue
		}
		levels[m[1]]++
	}
	for level, n := range levels {
		most := 10
		if level == "error" && r.Gate != nil && !r.Gate.Pass {
			most++ // the gate's own, which the findings do not push out
		}
		if n > most {
			t.Errorf("%d of %s", n, level)
		}
	}
}

func checkGitLab(t testing.TB, r *report.Report, text string) {
	var entries []struct {
		Description, Fingerprint, Severity string
		Check                              string `json:"check_name"`
		Location                           struct {
			Path  string
			Lines struct{ Begin int }
		}
	}
	if err := json.Unmarshal([]byte(text), &entries); err != nil {
		t.Fatal(err)
	}
	if n, _ := findings(r); len(entries) != n {
		t.Errorf("want %d entries, have %d", n, len(entries))
	}
	seen := make(map[string]bool)
	for _, e := range entries {
		if seen[e.Fingerprint] {
			t.Errorf("twice the fingerprint of %s", e.Description)
		}
		seen[e.Fingerprint] = true
		if e.Description == "" || e.Check == "" || e.Location.Path == "" || strings.HasPrefix(e.Location.Path, "./") || e.Location.Lines.Begin < 1 ||
			!slices.Contains([]string{"info", "minor", "major", "critical", "blocker"}, e.Severity) {
			t.Errorf("not an entry: %+v", e)
		}
	}
}

func checkLines(t testing.TB, r *report.Report, text string) {
	have := lines(text)
	if n, _ := findings(r); len(have) != n {
		t.Errorf("want %d lines, have %d", n, len(have))
	}
}

func checkPrometheus(t testing.TB, r *report.Report, text string) {
	sample := regexp.MustCompile(`^([a-z_]+(?:\{(?:[a-z]+="(?:[^"\\\n]|\\.)*",?)*\})?) (\S+)$`)
	seen := make(map[string]bool)
	for _, line := range lines(text) {
		if strings.HasPrefix(line, "# HELP ") || strings.HasPrefix(line, "# TYPE ") {
			continue
		}
		m := sample.FindStringSubmatch(line)
		if m == nil {
			t.Errorf("no sample: %q", line)
			continue
		}
		if _, err := strconv.ParseFloat(m[2], 64); err != nil || seen[m[1]] {
			t.Errorf("%q: %v, seen before: %t", line, err, seen[m[1]])
		}
		seen[m[1]] = true
	}
}

// Of what others wrote nothing in Markdown is markup: every pipe is one of ours,
// and every tag.
func checkMarkdown(t testing.TB, r *report.Report, text string) {
	tag := regexp.MustCompile(`^</?(code|details|summary)>`)
	if !strings.HasPrefix(text, "<!-- synapcheck") {
		t.Errorf("no mark: %.60q", text)
	}
	if len([]rune(text)) > 65536 {
		t.Errorf("%d characters", len([]rune(text)))
	}
	for _, line := range lines(text) {
		switch {
		case strings.HasPrefix(line, "<!--"):
			if strings.Count(line, "--") != 2 || !strings.HasSuffix(line, "-->") {
				t.Errorf("comment %q", line)
			}
			continue
		case strings.HasPrefix(line, "    "):
			continue // SQL behind a fence
		case strings.HasPrefix(line, "|") && strings.Count(line, "|") != 7 && strings.Count(line, "|") != 4: // of findings, of requirements
			t.Errorf("row %q", line)
		}
		for i, c := range line {
			if c == '<' && !tag.MatchString(line[i:]) {
				t.Errorf("tag in %q", line)
			}
		}
	}
}

func checkBadge(t testing.TB, r *report.Report, text string) {
	var b struct {
		SchemaVersion         int
		Label, Message, Color string
	}
	if err := json.Unmarshal([]byte(text), &b); err != nil || b.SchemaVersion != 1 || b.Label == "" || b.Message == "" || b.Color == "" {
		t.Errorf("%+v: %v", b, err)
	}
}

func checkJSON(t testing.TB, r *report.Report, text string) {
	again, err := report.Read(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if have := render(t, again, "json", report.Style{}); have != text {
		t.Errorf("read back: %s", cmp.Diff(text, have))
	}
}

func lines(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(text, "\n"), "\n")
}
