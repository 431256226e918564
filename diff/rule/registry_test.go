package rule_test

import (
	"bytes"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/rule"
	"github.com/synapscale/synapcheck/inspect/schema"
)

var update = flag.Bool("update", false, "rewrite what the tests expect")

func TestIDsAreKebabCaseAndUnique(t *testing.T) {
	kebab := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	seen := make(map[string]bool)
	for _, r := range rule.All() {
		if !kebab.MatchString(r.ID) {
			t.Errorf("rule %q: the ID is not in kebab case", r.ID)
		}
		if seen[r.ID] {
			t.Errorf("rule %q: registered twice", r.ID)
		}
		seen[r.ID] = true
	}
}

// A rule stands in the file of its name, so that whoever reads a finding finds
// the rule.
func TestRuleStandsInTheFileOfItsName(t *testing.T) {
	for _, r := range rule.All() {
		text, err := os.ReadFile(r.ID + ".go")
		if err != nil {
			t.Errorf("rule %s: %v", r.ID, err)
			continue
		}
		if !bytes.Contains(text, []byte(`"`+r.ID+`"`)) {
			t.Errorf("rule %s: %s.go does not register it", r.ID, r.ID)
		}
	}
}

func TestEveryRuleIsDocumented(t *testing.T) {
	for _, r := range rule.All() {
		if r.Title == "" || strings.HasSuffix(r.Title, ".") || strings.Contains(r.Title, "\n") {
			t.Errorf("rule %s: the title %q is not one line without a full stop", r.ID, r.Title)
		}
		if r.Severity < rule.Info || r.Severity > rule.Error {
			t.Errorf("rule %s: severity %d", r.ID, r.Severity)
		}
		if len(r.Explains) == 0 || r.Check == nil {
			t.Errorf("rule %s: explains nothing", r.ID)
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
		if d := cmp.Diff(rule.Sections(), headings); d != "" {
			t.Errorf("rule %s: sections (-want +got):\n%s", r.ID, d)
			continue
		}
		for _, section := range strings.Split(r.Doc, "### ")[1:] {
			if heading, text, _ := strings.Cut(section, "\n"); strings.TrimSpace(text) == "" {
				t.Errorf("rule %s: nothing under %q", r.ID, heading)
			}
		}
	}
}

// Two rules may share a topic only if each difference is settled by one of them,
// which the catalogue shows; here only the same rule twice is a slip.
func TestNoRuleListsATopicTwice(t *testing.T) {
	for _, r := range rule.All() {
		seen := make(map[rule.Topic]bool)
		for _, topic := range r.Explains {
			if seen[topic] {
				t.Errorf("rule %s: explains %q of %q twice", r.ID, topic.Property, topic.Kind)
			}
			seen[topic] = true
		}
	}
}

func TestRulesPageIsUpToDate(t *testing.T) {
	page := filepath.Join("..", "..", "docs", "rules.md")
	var got bytes.Buffer
	if err := rule.Document(&got, rule.Every()); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.MkdirAll(filepath.Dir(page), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(page, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got.String()); d != "" {
		t.Errorf("docs/rules.md is stale; go test ./diff/rule -update rewrites it (-want +got):\n%s", d)
	}
}

func TestExplainIsPlainText(t *testing.T) {
	r, err := rule.Lookup("column-renamed")
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if err := rule.Explain(&got, r); err != nil {
		t.Fatal(err)
	}
	want := `column-renamed (error)
A declared column is probably a live one under another name.

What
  The declared side has a column that the table lacks, and the table has one that
  the declared side lacks, with a like name and a fitting type. One of the two was
  renamed. This is a proposal and never assumed: nothing is renamed, and no value
  is copied, before you say so.

What breaks
  Statements that use the declared name fail with SQLSTATE 42703: column does not
  exist. The live column is neither read nor written.

Mend the model
  If the database is right, write its name in the field's tag, or in the schema
  file.

Mend the database
  If the declared name is right, rename the column, which keeps its values:

      alter table users rename column locked_until to account_locked_until;

  Programs that still use the other name break at that moment.
`
	if d := cmp.Diff(want, got.String()); d != "" {
		t.Errorf("explain (-want +got):\n%s", d)
	}
}

// Nothing is lost in silence, whatever a rule forgets.
func TestUnexplainedCanBeLookedUp(t *testing.T) {
	r, err := rule.Lookup(rule.Unexplained)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(r.Doc, "What breaks") {
		t.Errorf("documentation: %q", r.Doc)
	}
	d := &diff.Diff{Declared: database(), Live: database(), Differences: []*diff.Difference{{Property: "shape"}}}
	findings := rule.Judge(d, rule.All())
	if len(findings) != 1 || findings[0].Rule != rule.Unexplained {
		t.Errorf("a property without a rule gives %v", findings)
	}
}

// An object of any kind may be missing, be one too many, or be made otherwise.
func TestEveryKindHasRules(t *testing.T) {
	explained := make(map[rule.Topic]bool)
	for _, r := range rule.All() {
		for _, topic := range r.Explains {
			explained[topic] = true
		}
	}
	// Kinds that are properties of others, or data, and why.
	waived := map[schema.Kind]string{
		schema.KindDatabase:      "every source that lists it has one",
		schema.KindGrant:         "it is a property of what it is on",
		schema.KindComment:       "it is a property of what it is on",
		schema.KindSecurityLabel: "it is a property of what it is on",
		schema.KindNotNull:       "it is a property of its column",
		schema.KindLargeObject:   "it is data",
	}
	for _, k := range schema.Kinds() {
		for _, p := range []diff.Property{diff.Absent, diff.Undeclared} {
			if has := explained[rule.Topic{Kind: k, Property: p}]; has == (waived[k] != "") {
				t.Errorf("%s %s: a rule explains it is %v, and its waiver is %q", k, p, has, waived[k])
			}
		}
	}
}

// A property that is added to package diff needs a rule that says what it means.
func TestEveryPropertyHasARule(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", "diff.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	explained := make(map[diff.Property]bool)
	for _, r := range rule.All() {
		for _, topic := range r.Explains {
			explained[topic.Property] = true
		}
	}
	properties := 0
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if typ, ok := spec.Type.(*ast.Ident); !ok || typ.Name != "Property" {
			return true
		}
		for i, value := range spec.Values {
			properties++
			text, err := strconv.Unquote(value.(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			if !explained[diff.Property(text)] {
				t.Errorf("no rule explains diff.%s", spec.Names[i].Name)
			}
		}
		return true
	})
	if properties == 0 {
		t.Error("diff.go declares no properties")
	}
}
