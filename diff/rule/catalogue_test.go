package rule_test

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/rule"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// An entry of the catalogue is two definitions that differ in one thing, and the
// findings that this must give; none for things that only look different.
//
// An archive holds declared.sql or files of models, live.sql, and want with a
// line per finding. Where explained is there, it holds what the findings say of
// consequence and remedies. The scripts are played by a plain role, or by a
// superuser where superuser is there. A server that is older than the version in server
// cannot load the entry, and leaves it out.
type entry struct {
	name    string
	archive *txtar.Archive

	diff     *diff.Diff
	findings []rule.Finding
}

func TestDriftCatalogue(t *testing.T) {
	entries, left := readCatalogue(t, scratchtest.Server(t).Version())
	stages := newStages(t, 2*runtime.GOMAXPROCS(0))
	var mu sync.Mutex
	var judged []*entry
	mender := newMender()
	t.Run("entry", func(t *testing.T) {
		for _, e := range entries {
			t.Run(e.name, func(t *testing.T) {
				t.Parallel()
				e.compare(t, stages)
				e.check(t)
				mender.entry(t, e, stages)
				mu.Lock()
				defer mu.Unlock()
				judged = append(judged, e)
			})
		}
	})
	if len(judged) < len(entries) {
		return // a filter is set, or an entry could not be read and has failed
	}
	slices.SortFunc(judged, func(a, b *entry) int { return cmp.Compare(a.name, b.name) })
	t.Run("every rule is missed", func(t *testing.T) { everyRuleIsMissed(t, judged, left) })
	t.Run("every remedy mends or says why not", mender.excuses)
	t.Run("every topic occurs", func(t *testing.T) { everyTopicOccurs(t, judged, left) })
}

// everyRuleIsMissed takes each rule away and looks for an entry that then comes
// out otherwise.
func everyRuleIsMissed(t *testing.T, judged, left []*entry) {
	for _, r := range rule.All() {
		others := slices.DeleteFunc(rule.All(), func(o *rule.Rule) bool { return o.ID == r.ID })
		missed := slices.ContainsFunc(judged, func(e *entry) bool {
			return lines(rule.Judge(e.diff, others)) != lines(e.findings)
		})
		if !missed && notMade[rule.Topic{Property: r.Explains[0].Property}] == "" && !slices.ContainsFunc(left, func(e *entry) bool { return e.names(r.ID) }) {
			t.Errorf("rule %s: every entry comes out the same without it", r.ID)
		}
	}
}

// everyTopicOccurs looks for a difference of each kind and property that a rule
// says it explains. The kinds of relation count as one.
func everyTopicOccurs(t *testing.T, judged, left []*entry) {
	fold := func(topic rule.Topic) rule.Topic {
		if topic.Kind.Relation() {
			topic.Kind = schema.KindTable
		}
		return topic
	}
	named := make(map[rule.Topic]bool)
	for _, r := range rule.All() {
		for _, topic := range r.Explains {
			named[topic] = true
		}
	}
	seen := make(map[rule.Topic]bool)
	for _, e := range judged {
		for _, d := range e.diff.Differences {
			seen[fold(rule.Topic{Kind: d.Object.Kind, Property: d.Property})] = true
			seen[rule.Topic{Property: d.Property}] = true
			if !named[rule.Topic{Kind: d.Object.Kind, Property: d.Property}] && !named[rule.Topic{Property: d.Property}] {
				seen[rule.Topic{Kind: d.Object.Kind}] = true
				word, _, _ := strings.Cut(string(d.Property), " ")
				seen[rule.Topic{Kind: d.Object.Kind, Property: diff.Property(word)}] = true
			}
		}
	}
	for _, r := range rule.All() {
		for _, topic := range r.Explains {
			if notMade[topic] != "" {
				if seen[topic] {
					t.Errorf("an entry has the property %q of a %s: its excuse is stale", topic.Property, topic.Kind)
				}
				continue
			}
			if !seen[fold(topic)] && !slices.ContainsFunc(left, func(e *entry) bool { return e.names(r.ID) }) {
				t.Errorf("rule %s: no entry has the property %q of a %s", r.ID, topic.Property, topic.Kind)
			}
		}
	}
}

// notMade are the topics that no script can make, and why.
var notMade = map[rule.Topic]string{
	{Property: diff.SecurityLabels}:      "no label provider comes with PostgreSQL",
	{Kind: schema.KindUserMapping}:       "its options are secrets",
	{Kind: schema.KindDefaultPrivileges}: "they are their name and their rights",
}

// names reports whether the entry wants a finding of the rule.
func (e *entry) names(id string) bool {
	return slices.Contains(strings.Fields(string(e.file("want"))), id)
}

func readCatalogue(t *testing.T, version int) (entries, left []*entry) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("..", "..", "testdata", "drift", "*.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		e := &entry{name: strings.TrimSuffix(filepath.Base(path), ".txtar"), archive: archive}
		if len(bytes.TrimSpace(archive.Comment)) == 0 {
			t.Errorf("%s does not say what it is about", e.name)
		}
		least := 0
		if s := e.file("server"); s != nil {
			if _, err := fmt.Sscan(string(s), &least); err != nil {
				t.Fatalf("%s: server: %v", e.name, err)
			}
		}
		if version/10000 < least {
			left = append(left, e)
			continue
		}
		entries = append(entries, e)
	}
	if len(entries) == 0 {
		t.Fatal("the catalogue is empty")
	}
	return entries, left
}

func (e *entry) file(name string) []byte {
	for _, f := range e.archive.Files {
		if f.Name == name {
			return f.Data
		}
	}
	return nil
}

// compare reads both sides and judges how they differ.
func (e *entry) compare(t *testing.T, stages *stages) {
	t.Helper()
	read := stages.read
	if e.file("superuser") != nil {
		read = stages.readAsSuperuser
	}
	actual := read(t, string(e.file("live.sql")))
	var declared *schema.Database
	if sql := e.file("declared.sql"); sql != nil {
		declared = read(t, string(sql))
	} else {
		declared = e.fromModels(t)
	}
	nothingDiffersFromItself(t, "declared", declared)
	nothingDiffersFromItself(t, "live", actual)
	e.diff = diff.Compare(declared, actual, diff.Options{})
	e.findings = rule.Judge(e.diff, rule.All())
}

func nothingDiffersFromItself(t *testing.T, side string, db *schema.Database) {
	t.Helper()
	if fs := rule.Judge(diff.Compare(db, db, diff.Options{}), rule.All()); len(fs) > 0 {
		t.Errorf("the %s side differs from itself:\n%s", side, lines(fs))
	}
}

// fromModels reads the files of the archive with the dialect that the file
// dialect names, or else with the one that detects dialects by itself.
func (e *entry) fromModels(t *testing.T) *schema.Database {
	t.Helper()
	files, err := txtar.FS(&txtar.Archive{Files: slices.DeleteFunc(slices.Clone(e.archive.Files), func(f txtar.File) bool {
		query := strings.HasSuffix(f.Name, ".sql") && f.Name != "live.sql"
		return !strings.HasSuffix(f.Name, ".go") && f.Name != "go.mod" && !query
	})})
	if err != nil {
		t.Fatal(err)
	}
	name := cmp.Or(strings.TrimSpace(string(e.file("dialect"))), "go")
	return readModels(t, name, files)
}

// check holds the findings against what the entry wants.
func (e *entry) check(t *testing.T) {
	t.Helper()
	e.expect(t, "want", lines(e.findings))
	if e.file("explained") != nil {
		e.expect(t, "explained", explained(e.findings))
	}
	prints := make(map[string]string)
	for _, f := range e.findings {
		if f.Rule == rule.Unexplained {
			t.Errorf("no rule explains the %s of %s", f.Property, f.Object)
		}
		if f.Message == "" || f.Consequence == "" || len(f.Remedies) == 0 {
			t.Errorf("%s of %s does not say what it is, what breaks, or what to do", f.Rule, f.Object)
		}
		texts := []string{f.Message, f.Consequence}
		for _, r := range f.Remedies {
			texts = append(texts, r.Text)
		}
		for _, text := range texts {
			if text == "" || strings.Contains(text, "%!") || strings.Contains(text, "\n") || strings.Contains(text, "  ") || strings.HasSuffix(text, ".") {
				t.Errorf("%s of %s: badly put: %q", f.Rule, f.Object, text)
			}
		}
		if old, ok := prints[f.Fingerprint()]; ok {
			t.Errorf("%s of %s has the fingerprint of %s", f.Rule, f.Object, old)
		}
		prints[f.Fingerprint()] = f.Rule + " of " + f.Object.String()
		if e.file("declared.sql") == nil && f.Origin.IsZero() && f.Property != diff.Undeclared {
			t.Errorf("%s of %s does not say where", f.Rule, f.Object)
		}
	}
}

func (e *entry) expect(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		for i := range e.archive.Files {
			if e.archive.Files[i].Name == name {
				e.archive.Files[i].Data = []byte(got)
			}
		}
		path := filepath.Join("..", "..", "testdata", "drift", e.name+".txtar")
		if err := os.WriteFile(path, txtar.Format(e.archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want := e.file(name)
	if want == nil {
		t.Fatalf("%s: the entry says nothing of what it wants", name)
	}
	if d := gocmp.Diff(string(want), got); d != "" {
		t.Errorf("%s (-want +got):\n%s", name, d)
	}
}

// lines writes a finding per line: severity, rule, object and message.
func lines(findings []rule.Finding) string {
	var b strings.Builder
	for _, f := range findings {
		fmt.Fprintf(&b, "%s %s %s: %s\n", f.Severity, f.Rule, f.Object, f.Message)
	}
	return b.String()
}

// explained writes what else the findings say.
func explained(findings []rule.Finding) string {
	var b strings.Builder
	for _, f := range findings {
		fmt.Fprintf(&b, "%s %s\n  breaks: %s\n", f.Rule, f.Object.Path(), f.Consequence)
		for _, r := range f.Remedies {
			fmt.Fprintf(&b, "  %s: %s\n", r.Side, r.Text)
			if r.Command != "" {
				fmt.Fprintf(&b, "    %s\n", r.Command)
			}
		}
	}
	return b.String()
}
