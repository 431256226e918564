package report_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/tools/txtar"

	"github.com/synapscale/synapcheck/report"
)

// published is the schema as a validator reads it.
func published(t testing.TB) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(report.JSONSchema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func validate(s *jsonschema.Schema, data string) error {
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(data))
	if err != nil {
		return err
	}
	return s.Validate(doc)
}

func TestExpectedReportsFollowTheSchema(t *testing.T) {
	schema := published(t)
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if f.Name != "json" {
				continue
			}
			n++
			if err := validate(schema, string(f.Data)); err != nil {
				t.Errorf("%s: %v", file, err)
			}
		}
	}
	if n < 7 {
		t.Errorf("%d reports held against the schema", n)
	}
}

// Every object in a report has only the properties that the schema lists.
func TestSchemaForbidsUnknownProperties(t *testing.T) {
	schema := published(t)
	for name, r := range scenes() {
		var doc any
		if err := json.Unmarshal([]byte(render(t, r, "json", report.Style{})), &doc); err != nil {
			t.Fatal(err)
		}
		objects(doc, name, func(path string, o map[string]any) {
			o["unknown"] = true
			if schema.Validate(doc) == nil {
				t.Errorf("%s: an unknown property is accepted", path)
			}
			delete(o, "unknown")
		})
		if err := schema.Validate(doc); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// objects visits every object, but only the first and last of each list.
func objects(v any, path string, visit func(string, map[string]any)) {
	switch v := v.(type) {
	case map[string]any:
		visit(path, v)
		for _, k := range slices.Sorted(maps.Keys(v)) {
			objects(v[k], path+"."+k, visit)
		}
	case []any:
		for i := range v {
			if i == 0 || i == len(v)-1 {
				objects(v[i], path+"[]", visit)
			}
		}
	}
}

// Every property that the schema requires or lists occurs in some report, and
// nothing that it requires may be left out.
func TestSchemaListsWhatIsWritten(t *testing.T) {
	schema := published(t)
	written := make(map[string]bool)
	optional := []string{
		"server", "layers", "layer", "accepted", "baseline", "entries", "requirements", "advice", "unread", "gaps", "gate", "failOn", "failOnAdvice", "minScore", "strictCoverage", "line", "column", "symbol", "confidence",
	}
	all := scenes()
	delete(all, "many") // more of the same
	all["known"] = known()
	for _, r := range all {
		var doc any
		if err := json.Unmarshal([]byte(render(t, r, "json", report.Style{})), &doc); err != nil {
			t.Fatal(err)
		}
		objects(doc, "", func(path string, o map[string]any) {
			for k, v := range maps.Clone(o) {
				written[k] = true
				if slices.Contains(optional, k) || strings.HasSuffix(path, ".facets") ||
					strings.HasSuffix(path, ".accepted[]") && k != "reason" && k != "finding" || strings.HasSuffix(path, ".entries[]") && k != "state" {
					continue
				}
				delete(o, k)
				if schema.Validate(doc) == nil {
					t.Errorf("%s: a report without %s follows the schema", path, k)
				}
				o[k] = v
			}
		})
	}
	var doc any
	if err := json.Unmarshal(report.JSONSchema(), &doc); err != nil {
		t.Fatal(err)
	}
	listed := make(map[string]bool)
	var list func(any)
	list = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			if properties, ok := v["properties"].(map[string]any); ok {
				for k := range properties {
					listed[k] = true
				}
			}
			for _, x := range v {
				list(x)
			}
		case []any:
			for _, x := range v {
				list(x)
			}
		}
	}
	list(doc)
	// No scene has facts of these facets, or a database on the declared side, and a
	// rename is never first or last.
	for _, k := range []string{"primaryKey", "foreignKey", "unique", "index", "confidence", "complete"} {
		delete(listed, k)
	}
	if d := cmp.Diff(slices.Sorted(maps.Keys(listed)), slices.Sorted(maps.Keys(written))); d != "" {
		t.Errorf("properties (-listed +written):\n%s", d)
	}
}

// known is a report with a baseline that knows of everything, and of more.
func known() *report.Report {
	layer := drifting()
	var b report.Baseline
	b.Add([]report.Layer{layer}, report.Known{Reason: "old", Owner: "the importers", Added: "2026-01-01", Expires: "2026-06-30"})
	b.Findings[0].Expires = "2026-03-31"
	b.Findings = append(b.Findings, report.Known{Fingerprint: "0123456789abcdef", Rule: "column-missing", Object: "public.users.gone", Reason: "old"})
	layers, match := b.Apply([]report.Layer{layer}, "2026-04-01", everywhere)
	match.File = ".synapcheck/baseline.json"
	r := report.Build("v0.1.0", layers)
	r.Targets[0].Baseline = match
	return withRequirements(r)
}

func TestSchemaIsACopy(t *testing.T) {
	report.JSONSchema()[0] = 'x'
	if report.JSONSchema()[0] != '{' {
		t.Error("a caller can change the schema")
	}
}

func TestReportReadsBack(t *testing.T) {
	for name, r := range scenes() {
		first := render(t, r, "json", report.Style{})
		again, err := report.Read(strings.NewReader(first))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, f := range report.All() {
			for _, style := range []report.Style{{}, {Width: 60}, {All: true, Color: true}, {ASCII: true}} {
				if d := cmp.Diff(render(t, r, f.Name, style), render(t, again, f.Name, style)); d != "" {
					t.Errorf("%s as %s (-built +read):\n%s", name, f.Name, d)
				}
			}
		}
	}
}

func TestReadFillsWhatIsLeftOut(t *testing.T) {
	schema := published(t)
	for _, data := range []string{
		`{"schemaVersion": 1}`,
		`{"schemaVersion": 1, "targets": null}`,
		`{"schemaVersion": 1, "targets": [{}, {}], "gate": {"pass": true}}`,
		`{"schemaVersion": 1, "tables": [{"name": "t", "side": "both"}], "findings": [{"severity": "info", "fingerprint": "0123456789abcdef"}]}`,
	} {
		r, err := report.Read(strings.NewReader(data))
		if err != nil {
			t.Errorf("%s: %v", data, err)
			continue
		}
		if err := validate(schema, render(t, r, "json", report.Style{})); err != nil {
			t.Errorf("%s: %v", data, err)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	for data, want := range map[string]string{
		``:                        "reading report: unexpected end of JSON input",
		`[]`:                      "reading report: json: cannot unmarshal array",
		`{}`:                      "reading report: no schemaVersion: it is not a report of synapcheck",
		`{"schemaVersion": 2}`:    "reading report: schemaVersion 2 is not supported",
		`{"schemaVersion": 1} {}`: "reading report: invalid character '{' after top-level value",
		`{"schemaVersion": 1, "tables": [], "x": 1}`:                        `reading report: json: unknown field "x"`,
		`{"schemaVersion": 1, "targets": [], "findings": []}`:               `reading report: json: unknown field "findings"`,
		`{"schemaVersion": 1, "targets": [null]}`:                           "reading report: a target is null",
		`{"schemaVersion": 1, "findings": [{"severity": "bad"}]}`:           `reading report: no severity is called "bad"`,
		`{"schemaVersion": 1, "findings": [{"fingerprint": "f00"}]}`:        `reading report: target "": finding "f00": no severity`,
		`{"schemaVersion": 1, "tables": [{"name": "t", "side": "left"}]}`:   `reading report: target "": table "t": no side is called "left"`,
		`{"schemaVersion": 1, "facets": {"type": {"agree": -1}}}`:           `reading report: target "": facet type: -1 facts are not possible`,
		`{"schemaVersion": 1, "facets": {"colour": {}}}`:                    `reading report: no facet is called "colour"`,
		`{"schemaVersion": 1, "facets": {"type": {"agree": 1, "many": 2}}}`: `reading report: json: unknown field "many"`,
	} {
		_, err := report.Read(strings.NewReader(data))
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: error %v, want %s", data, err, want)
		}
	}
}

func TestNewerReportSaysHowToReadIt(t *testing.T) {
	_, err := report.Read(strings.NewReader(`{"schemaVersion": 99, "new": true}`))
	var hinted interface{ Hint() string }
	if !errors.As(err, &hinted) || !strings.Contains(hinted.Hint(), "update synapcheck") {
		t.Errorf("error %v has no hint to update", err)
	}
}

// A terminal or a CI system that shows the JSON must not take it for commands.
func TestJSONShowsNoInvisibleCharacter(t *testing.T) {
	out := render(t, report.Build("v0", []report.Layer{hostile("\x7f\u009b\u202e\u200b\U000e0041\xff\xc3é界\u2028")}), "json", report.Style{})
	for _, s := range []string{`\u007f\u009b\u202e\u200b\udb40\udc41`, "\ufffd", "é界", `\u2028`} {
		if !strings.Contains(out, s) {
			t.Errorf("%q is not in the report", s)
		}
	}
	if i := strings.IndexFunc(out, func(r rune) bool { return r != '\n' && report.Visible(string(r)) != string(r) && r != '\\' && r != ':' }); i >= 0 {
		r, _ := utf8.DecodeRuneInString(out[i:])
		t.Errorf("%q stands in the report", r)
	}
	var doc map[string]any
	if err := json.Unmarshal([]byte(out), &doc); err != nil {
		t.Fatal(err)
	}
	if want := "\x7f\u009b\u202e\u200b\U000e0041\ufffdé界\u2028"; doc["target"] != want {
		t.Errorf("target %q, want %q", doc["target"], want)
	}
}

func TestFieldsOfTheContract(t *testing.T) {
	var doc map[string]any
	if err := json.Unmarshal([]byte(render(t, scenes()["one"], "json", report.Style{})), &doc); err != nil {
		t.Fatal(err)
	}
	f := doc["findings"].([]any)[0].(map[string]any)
	want := map[string]any{
		"rule": "field-null", "severity": "error", "kind": "column", "object": "public.users.bio", "table": "public.users",
		"property": "host null", "declared": "string", "live": "nullable",
		"origin": map[string]any{"file": "models/users.go", "line": 32.0, "column": 2.0, "symbol": "User.Bio"},
	}
	for k, v := range want {
		if !reflect.DeepEqual(f[k], v) {
			t.Errorf("%s is %v, want %v", k, f[k], v)
		}
	}
	for _, k := range []string{"schemaVersion", "tool", "target", "declared", "summary", "score", "coverage", "tables", "findings", "gate"} {
		if doc[k] == nil {
			t.Errorf("no %s", k)
		}
	}
}
