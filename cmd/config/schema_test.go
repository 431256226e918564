package config_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"
	"golang.org/x/tools/txtar"

	"github.com/synapscale/synapcheck/cmd/config"
)

// The schema names the keys that Parse reads, at every level, and no others.
func TestSchemaHasEveryKey(t *testing.T) {
	var s struct {
		Properties map[string]struct {
			Properties map[string]any
			Items      struct{ Properties map[string]any }
		}
	}
	if err := json.Unmarshal(config.Schema(), &s); err != nil {
		t.Fatal(err)
	}
	var have []string
	for key, p := range s.Properties {
		have = append(have, key)
		for inner := range p.Properties {
			have = append(have, key+"."+inner)
		}
		for inner := range p.Items.Properties {
			have = append(have, key+"[]."+inner)
		}
	}
	slices.Sort(have)
	want := config.Keys()
	slices.Sort(want)
	if d := cmp.Diff(want, have); d != "" {
		t.Error(d)
	}
}

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(config.Schema()))
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

// What Parse accepts is valid, and what it refuses is not, but for the mistakes
// that a schema cannot see.
func TestSchemaAgreesWithParse(t *testing.T) {
	blind := map[string]string{
		"key twice":          "the decoded document has one",
		"key twice in rules": "the decoded document has one",
		"timeout of nothing": "a pattern cannot add up",
		"pattern":            "patterns have a grammar",
		"rename twice":       "two entries are compared",
		"variable":           "variables have a grammar",
		"alias":              "the decoded document has none",
		"unknown alias":      "no document",
		"merge":              "the decoded document has none",
		"tag":                "the decoded document has none",
		"documents":          "each is valid",
		"key that is a list": "no document",
		"broken":             "no document",
		"colon":              "no document",
		"indentation":        "no document",
		"list indentation":   "no document",
		"tabs":               "no document",
	}
	s := compiled(t)
	a, err := txtar.ParseFile("testdata/errors.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(a.Files); i += 2 {
		name := a.Files[i].Name[:len(a.Files[i].Name)-len(".yaml")]
		_, waived := blind[name]
		delete(blind, name)
		var doc any
		if yaml.Unmarshal(a.Files[i].Data, &doc) != nil {
			continue
		}
		if _, ok := doc.(map[any]any); ok {
			continue // keys that are no texts
		}
		if err := s.Validate(doc); err == nil && !waived {
			t.Errorf("%s: Parse refuses it and the schema does not", name)
		} else if err != nil && waived {
			t.Errorf("%s: the waiver is stale: %v", name, err)
		}
	}
	for name := range blind {
		t.Errorf("%s: the waiver is stale: there is no such example", name)
	}
	for _, valid := range []string{everything, "{}", "version: 1", "timeout: 1h0.5s", "min-score: 0", "rules: {}", "models: []"} {
		var doc any
		if err := yaml.Unmarshal([]byte(valid), &doc); err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(doc); err != nil {
			t.Errorf("%s: %v", valid, err)
		}
		if _, err := config.Parse("f", []byte(valid)); err != nil {
			t.Errorf("%s: %v", valid, err)
		}
	}
}

func TestSchemaCannotBeChanged(t *testing.T) {
	config.Schema()[0] = 'x'
	if config.Schema()[0] != '{' {
		t.Error("a caller changed the schema for all others")
	}
}
