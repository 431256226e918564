package main_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// places are where a kind with a type of its own has a file, by the kind's name
// without spaces. Every other kind is a schema.Object, compared in diff/object.go.
var places = []string{"inspect/schema/%s.go", "diff/%s.go"}

// typed are the kinds with a type of their own.
var typed = []schema.Kind{
	schema.KindSchema, schema.KindEnum, schema.KindDomain, schema.KindSequence, schema.KindTable, schema.KindColumn,
	schema.KindPrimaryKey, schema.KindUnique, schema.KindForeignKey, schema.KindCheck, schema.KindExclusion, schema.KindIndex,
}

// counted are the kinds that are found and not compared: the report's coverage
// says how many there are.
var counted = []schema.Kind{schema.KindLargeObject}

func TestEveryKindHasItsFiles(t *testing.T) {
	for _, kind := range schema.Kinds() {
		var lacking []string
		for _, place := range places {
			if p := fmt.Sprintf(place, strings.ReplaceAll(string(kind), " ", "")); !fileExists(p) {
				lacking = append(lacking, p)
			}
		}
		switch listed := slices.Contains(typed, kind); {
		case listed && len(lacking) > 0:
			t.Errorf("%s lacks %s", kind, strings.Join(lacking, ", "))
		case !listed && len(lacking) == 0:
			t.Errorf("%s has all its files, and is not listed as a kind with a type of its own", kind)
		}
	}
}

// A kind is read if something in inspect/live makes objects of it, or else is
// counted.
func TestEveryKindIsReadOrCounted(t *testing.T) {
	text := concat(t, "inspect/live/*.go")
	sql := concat(t, "inspect/live/sql/*.sql")
	for name, kind := range kindNames(t) {
		read := regexp.MustCompile(`\bschema\.` + name + `\b`).MatchString(text)
		inCount := strings.Contains(sql, "'"+string(kind)+"'")
		if listed := slices.Contains(counted, kind); listed != inCount && (listed || !read) {
			t.Errorf("%s: counted by a query is %v, listed as counted is %v, read is %v", kind, inCount, listed, read)
		}
	}
}

// kindNames are the kinds by the names of their constants.
func kindNames(t *testing.T) map[string]schema.Kind {
	t.Helper()
	names := make(map[string]schema.Kind)
	for _, m := range regexp.MustCompile(`(?m)^\t(Kind\w+)\s+Kind = "([^"]+)"`).FindAllStringSubmatch(concat(t, "inspect/schema/kind.go"), -1) {
		names[m[1]] = schema.Kind(m[2])
	}
	if len(names) != len(schema.Kinds()) {
		t.Fatalf("%d constants for %d kinds", len(names), len(schema.Kinds()))
	}
	return names
}

// concat is the text of all files of the pattern but the tests.
func concat(t *testing.T, pattern string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(root, pattern))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(data)
	}
	return b.String()
}

func fileExists(p string) bool {
	_, err := os.Stat(filepath.Join(root, p))
	return err == nil
}
