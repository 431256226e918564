package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

func init() {
	register(&Format{
		Name:  "junit",
		Doc:   "JUnit XML: a suite for each table, a case for each finding",
		Write: func(w io.Writer, r *Report, _ Style) error { return writeJUnit(w, r) },
	})
}

// The parts of JUnit XML that CI systems read. Nobody owns the format; this is
// what Jenkins' schema and GitLab's documentation have in common.
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Skipped  int          `xml:"skipped,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Skipped  int         `xml:"skipped,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Class   string      `xml:"classname,attr"`
		Name    string      `xml:"name,attr"`
		File    string      `xml:"file,attr,omitempty"`
		Line    int         `xml:"line,attr,omitempty"`
		Failure *junitWhy   `xml:"failure"`
		Error   *junitWhy   `xml:"error"`
		Skipped *junitSkips `xml:"skipped"`
	}
	junitWhy struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",chardata"`
	}
	junitSkips struct {
		Message string `xml:"message,attr"`
	}
)

// writeJUnit makes a failure of every finding, whatever the gate thinks of it,
// an error of what could not be decided, and a skipped case of what is accepted.
// A table in order is a case that passes.
func writeJUnit(w io.Writer, r *Report) error {
	all := junitSuites{Name: "synapcheck", Suites: []junitSuite{}}
	for _, t := range r.Targets {
		for _, s := range t.junit() {
			all.Tests, all.Failures, all.Errors, all.Skipped = all.Tests+s.Tests, all.Failures+s.Failures, all.Errors+s.Errors, all.Skipped+s.Skipped
			all.Suites = append(all.Suites, s)
		}
	}
	out, err := xml.MarshalIndent(all, "", "  ")
	if err != nil {
		return fmt.Errorf("encoding JUnit XML: %w", err)
	}
	_, err = io.WriteString(w, xml.Header+string(out)+"\n")
	return err
}

func (t *Target) junit() []junitSuite {
	var suites []junitSuite
	at := make(map[string]int)
	suite := func(name string) *junitSuite {
		name = xmlText(name)
		i, known := at[name]
		if !known {
			i = len(suites)
			at[name] = i
			suites = append(suites, junitSuite{Name: name})
		}
		return &suites[i]
	}
	title := func(table string) string {
		if table == "" {
			table = "(no table)"
		}
		return t.Name + " " + table
	}
	for i := range t.Findings {
		f := &t.Findings[i]
		s, c := suite(title(string(f.Table))), t.junitCase(f)
		c.Failure = &junitWhy{Message: xmlText(sentence(f)), Type: f.Severity.String(), Text: xmlText(junitText(f))}
		s.Tests, s.Failures, s.Cases = s.Tests+1, s.Failures+1, append(s.Cases, c)
	}
	for i := range t.Accepted {
		f := &t.Accepted[i].Finding
		s, c := suite(title(string(f.Table))), t.junitCase(f)
		c.Skipped = &junitSkips{Message: xmlText(reason(t.Accepted[i]))}
		s.Tests, s.Skipped, s.Cases = s.Tests+1, s.Skipped+1, append(s.Cases, c)
	}
	for i := range t.Tables {
		x := &t.Tables[i]
		if x.Findings > 0 || x.Side != Both {
			continue
		}
		s := suite(title(x.Name))
		c := junitCase{Class: xmlText(x.Name), Name: xmlText(strings.TrimSpace(x.Kind + " " + x.Layer))}
		if x.Model != nil {
			c.File, c.Line = xmlText(slashed(x.Model.File)), x.Model.Line
		}
		s.Tests, s.Cases = s.Tests+1, append(s.Cases, c)
	}
	for _, g := range t.Coverage.Gaps {
		if !g.Undetermined {
			continue
		}
		s := suite(t.Name + " (undetermined)")
		s.Tests, s.Errors = s.Tests+1, s.Errors+1
		s.Cases = append(s.Cases, junitCase{Class: "undetermined", Name: xmlText(g.Subject), Error: &junitWhy{Message: xmlText(g.Reason), Type: "undetermined", Text: xmlText(string(g.Hint))}})
	}
	return suites
}

func (t *Target) junitCase(f *Finding) junitCase {
	c := junitCase{Class: xmlText(strings.TrimSpace(string(f.Table) + " " + f.Layer)), Name: xmlText(f.Kind + " " + f.Object + ": " + f.Rule)}
	if f.Property != "" {
		c.Name += xmlText(" (" + f.Property + ")")
	}
	if o := t.place(f); o != nil {
		c.File, c.Line = xmlText(slashed(o.File)), o.Line
	}
	return c
}

func junitText(f *Finding) string {
	var b strings.Builder
	fmt.Fprintf(&b, "declared: %s\nlive: %s\n", f.Declared, f.Live)
	for _, r := range f.Remedies {
		fmt.Fprintf(&b, "fix %s: %s\n", r.Side, strings.TrimSpace(r.Text+" "+string(r.Command)))
	}
	return b.String()
}

// xmlText makes visible what XML cannot hold, line by line.
func xmlText(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = visible(l, false)
	}
	return strings.Join(lines, "\n")
}
