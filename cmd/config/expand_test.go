package config_test

import (
	"strings"
	"testing"

	"github.com/synapscale/synapcheck/cmd/config"
)

func TestDatabase(t *testing.T) {
	env := map[string]string{"DSN": "postgres://app:hunter2@db/app", "USER_1": "app", "EMPTY": "", "NESTED": "${USER_1}"}
	lookup := func(name string) (string, bool) { value, ok := env[name]; return value, ok }
	for _, c := range []struct{ db, want, mistake string }{
		{"", "", ""},
		{"postgres://db/app", "postgres://db/app", ""},
		{"${DSN}", env["DSN"], ""},
		{"postgres://${USER_1}:p$ss@db/${USER_1}", "postgres://app:p$ss@db/app", ""},
		{"host=db password=$${USER_1}", "host=db password=${USER_1}", ""},
		{"$USER_1 {USER_1} $", "$USER_1 {USER_1} $", ""},
		{"${NESTED}", "${USER_1}", ""}, // what a variable holds is not expanded again
		{"${MISSING}", "", "MISSING is not set"},
		{"${EMPTY}", "", "EMPTY is not set"},
		{"postgres://app:hunter2@${MISSING}/app", "", "MISSING is not set"},
		{"postgres://app:hunter2${@db", "", "not followed by a name"},
		{"${hunter2 }", "", "not followed by a name"},
		{"${}", "", "not followed by a name"},
	} {
		got, err := (&config.Config{DB: c.db}).Database(lookup)
		if c.mistake == "" && (err != nil || got != c.want) {
			t.Errorf("%s: want %q, have %q, %v", c.db, c.want, got, err)
		}
		if c.mistake == "" {
			continue
		}
		if err == nil || got != "" || !strings.Contains(err.Error(), c.mistake) || hintOf(err) == "" {
			t.Errorf("%s: want an error with %q and a hint, have %q, %v", c.db, c.mistake, got, err)
		} else if strings.Contains(err.Error()+hintOf(err), "hunter2") {
			t.Errorf("%s: the error repeats the password: %v", c.db, err)
		}
	}
}

// Only db is expanded: elsewhere ${NAME} is a text like any other.
func TestNothingElseIsExpanded(t *testing.T) {
	c, err := config.Parse("f", []byte("models: ['go:${HOME}/models']\nschemas: ['${']\n"))
	if err != nil {
		t.Fatal(err)
	}
	if c.Models[0] != "go:${HOME}/models" || c.Schemas[0] != "${" {
		t.Errorf("have %q and %q", c.Models, c.Schemas)
	}
}
