package config_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/synapscale/synapcheck/cmd/config"
)

func TestDocumentIsImported(t *testing.T) {
	const document = "# Goals\n- be quick\n\n**USERS TABLE - what is missing:**\n- `status` (character varying, default: 'a, b')\n" +
		"- [ ] `seen_at` (timestamp with time zone)\n1. login_count: integer, default 0\n\n### Table `plans`\n* **price** (numeric(10,2))\n\n## Rest\n- nothing\n"
	have, passed, err := config.ImportRequirements("d.md", []byte(document))
	if err != nil {
		t.Fatal(err)
	}
	want := []config.Requirement{
		{Table: "users", Column: "status", Type: "character varying", Default: "'a, b'", Line: 5},
		{Table: "users", Column: "seen_at", Type: "timestamp with time zone", Line: 6},
		{Table: "users", Column: "login_count", Type: "integer", Default: "0", Line: 7},
		{Table: "plans", Column: "price", Type: "numeric(10,2)", Line: 10},
	}
	if d := cmp.Diff(want, have); d != "" || passed != 2 {
		t.Errorf("%d passed over (-want +have):\n%s", passed, d)
	}
	var b bytes.Buffer
	if err := config.WriteRequirements(&b, have); err != nil {
		t.Fatal(err)
	}
	back, err := config.Requirements("r.yaml", b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	for i := range want {
		want[i].Line = i + 2
	}
	if d := cmp.Diff(want, back); d != "" {
		t.Errorf("written and read (-want +have):\n%s", d)
	}
}

func TestDocumentLosesNothingInSilence(t *testing.T) {
	for entry, want := range map[string]string{
		"**USERS TABLE**\n- the status, of course":  "d.md:2: the entry names no column",
		"**USERS TABLE**\n- `a` (text, unique)":     "d.md:2: unique is not understood",
		"**USERS TABLE**\n- `a` (text, default: x)": "d.md:2: the default is no value",
		"**USERS TABLE**\n- `a`\n- `a`":             "d.md:3: the column is listed twice, first on line 2",
		"- `a` (text)":                              "d.md:1: the column is of no table",
		"nothing":                                   "d.md: lists no columns",
	} {
		_, _, err := config.ImportRequirements("d.md", []byte(entry))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: want %q, got %v", entry, want, err)
		}
	}
}
