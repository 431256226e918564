package config_test

import (
	"os"
	"strings"
	"testing"

	"github.com/synapscale/synapcheck/cmd/config"
)

func TestRequirementsAreReadInOrder(t *testing.T) {
	const file = "../../testdata/synapscale/requirements.yaml"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	all, err := config.Requirements(file, data)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 34 {
		t.Fatalf("want 34 requirements, got %d", len(all))
	}
	if q := all[12]; q.Table != "users" || q.Column != "backup_codes" || q.Type != "jsonb" || q.Default != "'[]'" || q.Line == 0 {
		t.Errorf("requirement 13 is %+v", q)
	}
}

func TestRequirementsAreStrict(t *testing.T) {
	for data, want := range map[string]string{
		"columns:\n  - {table: users}":                        "r.yaml:2: columns[0] names no table and column",
		"columns:\n  - {table: users, column: a, typ: text}":  "unknown key columns[0].typ",
		"columns: users":                                      "columns must be a list",
		"columns:\n  - {table: users, column: a, type: [no]}": "type must be a text",
	} {
		_, err := config.Requirements("r.yaml", []byte(data))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: want %q, got %v", data, want, err)
		}
	}
}
