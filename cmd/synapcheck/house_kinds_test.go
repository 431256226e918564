package main_test

import (
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// places are where a kind has a file of its own, by the kind's name without
// spaces: together they are all there is about it.
var places = []string{
	"inspect/schema/%s.go",
	"inspect/live/%s.go",
	"inspect/live/sql/%s.sql",
	"diff/%s.go",
	"codegen/migration/%s.go",
}

// notYet are the rooms that do not exist yet; no kind can have a file there.
var notYet = map[string]string{
	"codegen/migration/%s.go": "migrations are not generated yet",
}

// counted are the kinds that are found and not compared: the report's coverage
// says how many there are.
var counted = []schema.Kind{
	schema.KindExtension, schema.KindCollation, schema.KindComposite, schema.KindRange,
	schema.KindFunction, schema.KindProcedure, schema.KindAggregate, schema.KindTrigger, schema.KindRule, schema.KindPolicy,
	schema.KindBaseType, schema.KindOperator, schema.KindOperatorClass, schema.KindCast, schema.KindConversion, schema.KindLanguage,
	schema.KindStatistics, schema.KindTextSearchConfig, schema.KindTextSearchDictionary,
	schema.KindEventTrigger, schema.KindForeignServer, schema.KindPublication,
}

// waived are the other kinds without files of their own, with the reason.
var waived = map[schema.Kind]string{
	schema.KindView:             "a table whose kind is view: columns are compared, the query is not",
	schema.KindMaterializedView: "a table whose kind is materialized view: columns are compared, the query is not",
	schema.KindForeignTable:     "a table whose kind is foreign table: columns are compared, the server is not",
	schema.KindPartition:        "a table whose kind is partition: it follows its parent",
	schema.KindGrant:            "says who may use an object, not what the object is",
	schema.KindComment:          "a property of the object that it is about",
}

func TestEveryKindHasItsFiles(t *testing.T) {
	for _, kind := range schema.Kinds() {
		var lacking []string
		for _, place := range places {
			if notYet[place] != "" {
				continue
			}
			if p := fmt.Sprintf(place, strings.ReplaceAll(string(kind), " ", "")); !fileExists(p) {
				lacking = append(lacking, p)
			}
		}
		excused := slices.Contains(counted, kind) || waived[kind] != ""
		if len(lacking) > 0 && !excused {
			t.Errorf("%s lacks %s: a kind has all its files, or an entry here with the reason", kind, strings.Join(lacking, ", "))
		}
		if len(lacking) == 0 && excused {
			t.Errorf("%s has all its files: its entry here is stale", kind)
		}
		if slices.Contains(counted, kind) && waived[kind] != "" {
			t.Errorf("%s is excused twice", kind)
		}
	}
	for _, kind := range slices.Concat(counted, slices.Collect(maps.Keys(waived))) {
		if !slices.Contains(schema.Kinds(), kind) {
			t.Errorf("%s is excused and does not exist", kind)
		}
	}
	for place := range notYet {
		if fileExists(path.Dir(place)) {
			t.Errorf("%s exists: it is not to come any more", path.Dir(place))
		}
	}
}

// What is said to be counted is counted.
func TestCountedKindsAreCounted(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(root, "inspect/live/sql/counted.sql"))
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range schema.Kinds() {
		if named := strings.Contains(string(data), "'"+string(kind)+"'"); named != slices.Contains(counted, kind) {
			t.Errorf("%s: named in counted.sql is %v, listed as counted is %v", kind, named, !named)
		}
	}
}

func fileExists(p string) bool {
	_, err := os.Stat(filepath.Join(root, p))
	return err == nil
}
