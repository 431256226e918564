package config_test

import (
	"bytes"
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"go.yaml.in/yaml/v3"
	"pgregory.net/rapid"

	"github.com/synapscale/synapcheck/cmd/config"
)

func TestStarterExplainsEveryKey(t *testing.T) {
	var top []string
	for _, key := range config.Keys() {
		if !strings.ContainsAny(key, ".[") {
			top = append(top, key)
		}
	}
	if d := cmp.Diff(top, config.StarterKeys()); d != "" {
		t.Error(d)
	}
}

var example = regexp.MustCompile(`(?m)^#([^ ])|^#(  )`)

// The starter file reads back as it was meant, and so does the same file with
// every example brought to life.
func TestStarterIsValid(t *testing.T) {
	var b bytes.Buffer
	if err := config.Write(&b, &config.Config{Models: []string{"go:./models"}, Schemas: []string{"public"}}); err != nil {
		t.Fatal(err)
	}
	c, err := config.Parse("f", b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	want := &config.Config{Version: 1, File: "f", Models: []string{"go:./models"}, Schemas: []string{"public"}}
	if d := cmp.Diff(want, c, unexported); d != "" {
		t.Error(d)
	}

	lively := example.ReplaceAll(b.Bytes(), []byte("$1$2"))
	if c, err = config.Parse("f", lively); err != nil {
		t.Fatalf("%v\n%s", err, lively)
	}
	if c.DB == "" || c.Tables.Exclude == nil || c.Ignore == nil || c.Rules == nil || c.Profile == "" || c.FailOn == "" ||
		c.MinScore == 0 || c.Types == nil || c.Renames == nil || c.Timeout == 0 {
		t.Errorf("not every example came to life: %+v", c)
	}
	var doc any
	if err := yaml.Unmarshal(lively, &doc); err != nil {
		t.Fatal(err)
	}
	if err := compiled(t).Validate(doc); err != nil {
		t.Error(err)
	}
}

func TestStarterHoldsNoPassword(t *testing.T) {
	for dsn, refused := range map[string]bool{
		"":                                       false,
		"${DATABASE_URL}":                        false,
		"postgres://localhost/app":               false,
		"postgres://app@localhost/app":           false,
		"postgres://app:${DB_PASSWORD}@db/app":   false,
		"host=db user=app password=${PW}":        false,
		"postgres://app:hunter2@db/app":          true,
		"postgres://app:hun/ter%2@db/app":        true,
		"postgres://db/app?password=hunter2":     true,
		"host=db user=app password=hunter2":      true,
		"host=db PASSWORD = 'hunter2' user=app":  true,
		"postgres://db/app?sslpassword=hunter2":  true,
		"postgres://app:$hunter2@db/app?x=${PW}": true,
	} {
		var b bytes.Buffer
		err := config.Write(&b, &config.Config{DB: dsn})
		if errors.As(err, new(config.PasswordError)) != refused {
			t.Errorf("%s: refused is to be %v, have %v", dsn, refused, err)
		}
		if strings.Contains(b.String(), "hunter2") {
			t.Errorf("%s: the file holds the password", dsn)
		}
		if err != nil && (strings.Contains(err.Error(), "hunter2") || hintOf(err) == "") {
			t.Errorf("%s: have %v", dsn, err)
		}
	}
}

func TestWhatCannotBeReadBackIsNotWritten(t *testing.T) {
	for _, c := range []*config.Config{
		{Renames: map[string]string{" users.a": "b"}},
		{Renames: map[string]string{"users.a": "b=c"}},
		{Models: []string{"go:./\xff"}},
		{Schemas: []string{" "}},
		{MinScore: 101},
		{Profile: "strikt"},
	} {
		var b bytes.Buffer
		if err := config.Write(&b, c); err == nil || b.Len() > 0 {
			t.Errorf("%+v: written, %v:\n%s", c, err, b.String())
		}
	}
}

// Whatever is written reads back as the same; what could not be is refused.
func TestWriteThenParse(t *testing.T) {
	text := rapid.OneOf(
		rapid.StringMatching(`[a-z]{1,8}`),
		rapid.String().Filter(func(s string) bool { return strings.TrimSpace(s) != "" }),
		rapid.SampledFrom([]string{"yes", "null", "~", "1", "1.5", "2024-01-01", "0x1f", "- a", "a: b", "#", "*a", "&a", "!a", "<<", "\t", "\"", "'", "a\nb", "é", "\u2028", "\x85"}),
	)
	texts := rapid.SliceOfN(text, 0, 3)
	rapid.Check(t, func(t *rapid.T) {
		want := &config.Config{
			Version:  1,
			Models:   texts.Draw(t, "models"),
			Schemas:  texts.Draw(t, "schemas"),
			Rules:    rapid.MapOfN(text, rapid.SampledFrom([]string{"error", "warning", "info", "off"}), 0, 3).Draw(t, "rules"),
			Profile:  rapid.SampledFrom([]string{"", "default", "strict"}).Draw(t, "profile"),
			FailOn:   rapid.SampledFrom([]string{"", "error", "warning", "info"}).Draw(t, "fail-on"),
			MinScore: rapid.Float64Range(0, 100).Draw(t, "min-score"),
			Types:    rapid.MapOfN(text, text, 0, 3).Draw(t, "types"),
			Timeout:  time.Duration(rapid.Int64Range(0, 1<<40).Draw(t, "timeout")),
		}
		for range rapid.IntRange(0, 2).Draw(t, "ignores") {
			want.Ignore = append(want.Ignore, config.Ignore{Rule: text.Draw(t, "rule"), Reason: text.Draw(t, "reason")})
		}
		var b bytes.Buffer
		if err := config.Write(&b, want); err != nil {
			if b.Len() > 0 {
				t.Fatal("something was written in spite of an error")
			}
			return
		}
		have, err := config.Parse("f", b.Bytes())
		if err != nil {
			t.Fatalf("%v\n%s", err, b.String())
		}
		if d := cmp.Diff(want, have, unexported, cmpopts.EquateEmpty(), cmpopts.IgnoreFields(config.Config{}, "File")); d != "" {
			t.Fatalf("%s\n%s", d, b.String())
		}
		var again bytes.Buffer
		if err := config.Write(&again, have); err != nil || again.String() != b.String() {
			t.Fatalf("written twice, it differs: %v", err)
		}
	})
}
