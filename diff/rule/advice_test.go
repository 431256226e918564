package rule_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/synapscale/synapcheck/diff/rule"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// An entry of testdata/advice is the definition of a database and what the rules
// that look at one side say of it: every fault that they know, beside things that
// only look like one. The file usage.json adds to what the server counts, and
// asked names the rules that are silent unasked.
func TestAdviceCatalogue(t *testing.T) {
	version := scratchtest.Server(t).Version()
	paths, err := filepath.Glob(filepath.Join("..", "..", "testdata", "advice", "*.txtar"))
	if err != nil || len(paths) == 0 {
		t.Fatal("the catalogue is empty", err)
	}
	stages := newStages(t, runtime.GOMAXPROCS(0))
	var mu sync.Mutex
	missed := make(map[string]bool) // rules without which an entry comes out otherwise
	left := false
	t.Run("entry", func(t *testing.T) {
		for _, path := range paths {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			e := &entry{name: strings.TrimSuffix(filepath.Base(path), ".txtar"), archive: archive}
			if s := strings.TrimSpace(string(e.file("server"))); s != "" && version/10000 < 14 {
				left = true
				continue
			}
			t.Run(e.name, func(t *testing.T) {
				t.Parallel()
				script := string(e.file("live.sql"))
				if version < 150000 {
					// What PostgreSQL gave everybody before 15 is told of each database.
					script = "revoke create on schema public from public;\n" + script
				}
				db, usage := stages.readUsage(t, script)
				if extra := e.file("usage.json"); extra != nil {
					if err := json.Unmarshal(extra, usage); err != nil {
						t.Fatal(err)
					}
				}
				o := rule.AdviceOptions{Usage: usage, Asked: strings.Fields(string(e.file("asked")))}
				e.findings = rule.Advise(db, rule.Advisers(), o).Findings
				e.adviceIs(t, "want", lines(e.findings))
				if e.file("explained") != nil {
					e.adviceIs(t, "explained", explained(e.findings))
				}
				wellPut(t, e.findings)
				for _, r := range rule.Advisers() {
					others := slices.DeleteFunc(rule.Advisers(), func(x *rule.Rule) bool { return x.ID == r.ID })
					if lines(rule.Advise(db, others, o).Findings) != lines(e.findings) {
						mu.Lock()
						missed[r.ID] = true
						mu.Unlock()
					}
				}
			})
		}
	})
	for _, r := range rule.Advisers() {
		if !missed[r.ID] && !left && !t.Failed() {
			t.Errorf("rule %s: every entry comes out the same without it", r.ID)
		}
		if !slices.ContainsFunc(paths, func(p string) bool { return filepath.Base(p) == r.ID+".txtar" }) {
			t.Errorf("rule %s has no entry of its name", r.ID)
		}
	}
}

func wellPut(t *testing.T, findings []rule.Finding) {
	t.Helper()
	prints := make(map[string]bool)
	for _, f := range findings {
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
		if prints[f.Fingerprint()] {
			t.Errorf("%s of %s has the fingerprint of another", f.Rule, f.Object)
		}
		prints[f.Fingerprint()] = true
	}
}

func (e *entry) adviceIs(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		for i := range e.archive.Files {
			if e.archive.Files[i].Name == name {
				e.archive.Files[i].Data = []byte(got)
			}
		}
		if err := os.WriteFile(filepath.Join("..", "..", "testdata", "advice", e.name+".txtar"), txtar.Format(e.archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if d := gocmp.Diff(string(e.file(name)), got); d != "" {
		t.Errorf("%s (-want +got):\n%s", name, d)
	}
}

func TestEveryAdviserIsDocumented(t *testing.T) {
	for _, r := range rule.Advisers() {
		if r.Title == "" || strings.HasSuffix(r.Title, ".") || r.Severity < rule.Info || r.Severity > rule.Error || r.Layer == "" || len(r.Explains) > 0 || r.Check != nil {
			t.Errorf("rule %s: title, severity or layer is not as it should be", r.ID)
		}
		text, err := os.ReadFile(r.ID + ".go")
		if err != nil || !strings.Contains(string(text), `"`+r.ID+`"`) {
			t.Errorf("rule %s: its file does not register it: %v", r.ID, err)
		}
		var headings []string
		for line := range strings.Lines(r.Doc) {
			if h, ok := strings.CutPrefix(line, "### "); ok {
				headings = append(headings, strings.TrimSpace(h))
			}
			if n := len([]rune(strings.TrimSuffix(line, "\n"))); n > 80 {
				t.Errorf("rule %s: a line of its documentation has %d characters", r.ID, n)
			}
		}
		if d := gocmp.Diff(rule.Sections(), headings); d != "" {
			t.Errorf("rule %s: sections (-want +got):\n%s", r.ID, d)
		}
		for _, o := range rule.All() {
			if o.ID == r.ID {
				t.Errorf("rule %s is about differences too", r.ID)
			}
		}
	}
}

// A description that leaves things open says too little to give advice on.
func TestModelsGetNoAdvice(t *testing.T) {
	db := &schema.Database{Tables: []*schema.Table{{Kind: schema.KindTable, Schema: "public", Name: "t", Columns: []*schema.Column{{Name: "password"}}}}}
	if o := rule.Advise(db, rule.Advisers(), rule.AdviceOptions{}); len(o.Findings) > 0 {
		t.Errorf("have %v", o.Findings)
	}
}

// Before PostgreSQL 15 everybody may create objects in public as it is made.
func TestEverybodyCreatesInPublicBefore15(t *testing.T) {
	for server, want := range map[int]int{130000: 1, 149999: 1, 150000: 0} {
		db := &schema.Database{Dialect: "postgres", Server: server, Complete: true, Schemas: []*schema.Schema{
			{Name: "public", About: schema.About{Grants: schema.Is([]schema.Grant{})}},
		}}
		have := rule.Advise(db, rule.Advisers(), rule.AdviceOptions{}).Findings
		have = slices.DeleteFunc(have, func(f rule.Finding) bool { return f.Rule != "granted-to-everybody" })
		if len(have) != want {
			t.Errorf("on %d: want %d findings, have %v", server, want, have)
		}
	}
}
