package main_test

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// root is the repository, seen from this package.
const root = "../.."

const module = "github.com/synapscale/synapcheck"

// A room is a package: what its code, tests aside, may import.
type room struct {
	rooms []string // other rooms
	doors []string // modules of others; the room is the door to each
	pure  bool     // no files, network, processes, clock or context
	tests bool     // serves tests only: no other room's code may import it
}

// house is the plan of the house. Data has one way, from inspect through diff
// to codegen and report, and so have imports: a room that is not listed here
// does not exist, and an import that is not listed is a wrong turn.
var house = map[string]room{
	"inspect/schema": {}, // the ground: nothing but the standard library

	"inspect/live":                {rooms: []string{"inspect/schema"}, doors: []string{"github.com/jackc/pgx/v5"}},
	"inspect/live/internal/bench": {tests: true},
	"inspect/scratch": {doors: []string{
		"github.com/jackc/pgx/v5", "github.com/fergusstrange/embedded-postgres", "github.com/xi2/xz",
	}},
	"inspect/scratch/scratchtest":        {rooms: []string{"inspect/scratch"}, tests: true},
	"inspect/scratch/scratchtest/crowd":  {tests: true},
	"inspect/scratch/internal/fetch":     {rooms: []string{"inspect/scratch"}},
	"inspect/snapshot":                   {rooms: []string{"inspect/schema"}},
	"inspect/model":                      {rooms: []string{"inspect/schema"}},
	"inspect/model/internal/catalogue":   {rooms: []string{"inspect/schema", "inspect/model", "inspect/model/gosrc"}, tests: true},
	"inspect/model/internal/conformance": {tests: true},
	"inspect/model/gosrc":                {rooms: []string{"inspect/schema", "inspect/model"}},
	"inspect/model/gostruct": {
		rooms: []string{"inspect/schema", "inspect/model", "inspect/model/gosrc"},
		doors: []string{"github.com/jinzhu/inflection"},
	},
	"inspect/model/gorm": {
		rooms: []string{"inspect/schema", "inspect/model", "inspect/model/gosrc"},
		doors: []string{"github.com/jinzhu/inflection"},
	},
	"inspect/model/beego": {rooms: []string{"inspect/schema", "inspect/model/gosrc"}},
	"inspect/model/bob":   {rooms: []string{"inspect/schema", "inspect/model/gosrc"}},
	"inspect/model/boil":  {rooms: []string{"inspect/schema", "inspect/model/gosrc"}},
	"inspect/model/bun": {
		rooms: []string{"inspect/schema", "inspect/model/gosrc"},
		doors: []string{"github.com/jinzhu/inflection"},
	},
	"inspect/model/ent": {rooms: []string{"inspect/schema", "inspect/model", "inspect/model/gosrc"}},
	"inspect/model/gopg": {
		rooms: []string{"inspect/schema", "inspect/model/gosrc"},
		doors: []string{"github.com/jinzhu/inflection"},
	},
	"inspect/model/jet":    {rooms: []string{"inspect/schema", "inspect/model/gosrc"}},
	"inspect/model/reform": {rooms: []string{"inspect/schema", "inspect/model/gosrc"}},
	"inspect/model/sqlc": {
		rooms: []string{"inspect/schema", "inspect/model/gosrc"},
		doors: []string{"github.com/jinzhu/inflection", "go.yaml.in/yaml/v3"},
	},
	"inspect/model/xorm": {rooms: []string{"inspect/schema", "inspect/model/gosrc"}},
	"inspect": {rooms: []string{
		"inspect/schema", "inspect/live", "inspect/scratch", "inspect/snapshot",
		"inspect/model", "inspect/model/gosrc", "inspect/model/gostruct", "inspect/model/gorm",
		"inspect/model/beego", "inspect/model/bob", "inspect/model/boil", "inspect/model/bun", "inspect/model/ent",
		"inspect/model/gopg", "inspect/model/jet", "inspect/model/reform", "inspect/model/sqlc", "inspect/model/xorm",
	}},

	"diff/equal":               {pure: true, rooms: []string{"inspect/schema"}},
	"diff":                     {pure: true, rooms: []string{"inspect/schema", "diff/equal"}},
	"diff/body":                {pure: true, rooms: []string{"inspect/schema"}},
	"diff/rule":                {pure: true, rooms: []string{"inspect/schema", "diff", "diff/equal", "diff/body", "codegen/ddl"}}, // remedies are SQL
	"diff/rule/internal/proof": {pure: true, tests: true},
	"diff/requirement":         {pure: true, rooms: []string{"inspect/schema", "diff", "diff/equal"}},

	"codegen/ddl":       {pure: true, rooms: []string{"inspect/schema"}},
	"codegen/migration": {pure: true, rooms: []string{"inspect/schema", "diff", "codegen/ddl"}},
	"codegen/shadow": {doors: []string{"github.com/jackc/pgx/v5"}, rooms: []string{
		"inspect/schema", "inspect/live", "inspect/scratch", "diff", "codegen/ddl", "codegen/migration",
	}},
	"codegen/preflight": {doors: []string{"github.com/jackc/pgx/v5"}, rooms: []string{"inspect/schema", "codegen/migration"}},
	"codegen/diagram":   {pure: true, rooms: []string{"inspect/schema"}},
	"codegen":           {doors: []string{"github.com/aymanbagabas/go-udiff"}},
	"codegen/gostruct": {doors: []string{"github.com/jinzhu/inflection"}, rooms: []string{
		"inspect/schema", "inspect/model", "inspect/model/gosrc", "diff", "diff/equal", "diff/rule", "codegen",
	}},

	"report": {
		pure:  true,
		rooms: []string{"inspect/schema", "diff", "diff/rule", "diff/requirement"},
		doors: []string{"github.com/olekukonko/tablewriter", "go.yaml.in/yaml/v3"},
	},

	"cmd/config": {doors: []string{"go.yaml.in/yaml/v3"}},
	"cmd/synapcheck": {
		rooms: []string{
			"inspect", "inspect/schema", "inspect/live", "inspect/scratch", "inspect/snapshot", "inspect/model",
			"diff", "diff/equal", "diff/rule", "diff/requirement", "codegen", "codegen/ddl", "codegen/diagram", "codegen/gostruct",
			"codegen/migration", "codegen/shadow", "codegen/preflight", "report", "cmd/config", "testdata/synapscale",
		},
		doors: []string{"github.com/spf13/cobra", "golang.org/x/term"},
	},
	"testdata/synapscale": {}, // the example, embedded for the demo
}

// shared are the doors that more than one room has, each for a reason.
var shared = map[string]string{
	"github.com/jackc/pgx/v5":      "a live server is read and asked about its rows, a scratch server is run, and a migration is tried on it; the rooms never meet",
	"go.yaml.in/yaml/v3":           "sqlc's configuration, the program's own and its report have nothing in common but the notation",
	"github.com/jinzhu/inflection": "several dialects make table names of type names, and none knows the others",
}

// testDoors are the modules that tests, and only tests, may import anywhere.
var testDoors = []string{
	"github.com/google/go-cmp",
	"github.com/jackc/pgx/v5",
	"github.com/rogpeppe/go-internal",
	"github.com/santhosh-tekuri/jsonschema/v6",
	"go.yaml.in/yaml/v3",
	"golang.org/x/tools",
	"pgregory.net/rapid",
}

// impure are the packages that a pure room does without. Of package time it may
// use the calendar; that nobody asks for the time is the linter's to see.
var impure = []string{
	"context", "crypto/rand", "database/sql", "log", "log/slog", "math/rand", "math/rand/v2", "net", "net/http",
	"os", "os/exec", "os/signal", "os/user", "runtime/debug", "syscall", "testing",
}

func TestImportsGoOneWay(t *testing.T) {
	imports := readImports(t)
	for _, name := range slices.Sorted(maps.Keys(imports)) {
		r, listed := house[name]
		if !listed {
			t.Errorf("%s is not in the plan of the house: give it an entry, with what it may import", name)
			continue
		}
		for _, i := range imports[name] {
			if why := r.refuses(i); why != "" {
				t.Errorf("%s: %s", i.file, why)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(house)) {
		if imports[name] == nil {
			t.Errorf("the plan of the house has %s, which does not exist", name)
		}
	}
}

// refuses says why a room has no business importing something, or nothing.
func (r room) refuses(i imported) string {
	i.test = i.test || r.tests
	inside, ours := strings.CutPrefix(i.path, module+"/")
	switch {
	case ours && !i.test && !slices.Contains(r.rooms, inside):
		return fmt.Sprintf("%s is a room that this one does not know", inside)
	case ours:
		return ""
	case !strings.Contains(strings.Split(i.path, "/")[0], "."): // the standard library
		if r.pure && !i.test && slices.Contains(impure, i.path) {
			return i.path + " has no place in a pure room"
		}
		return ""
	}
	doors := r.doors
	if i.test {
		doors = append(slices.Clone(doors), testDoors...)
	}
	if slices.ContainsFunc(doors, func(d string) bool { return within(i.path, d) }) {
		return ""
	}
	return fmt.Sprintf("%s is not behind this room's door", i.path)
}

func within(importPath, prefix string) bool {
	return importPath == prefix || strings.HasPrefix(importPath, prefix+"/")
}

func TestOneDoorPerDependency(t *testing.T) {
	used := map[string]bool{}
	for name, imports := range readImports(t) {
		for _, i := range imports {
			for _, d := range slices.Concat(house[name].doors, testDoors) {
				if within(i.path, d) {
					used[d] = true
					used[name+" "+d] = true
				}
			}
		}
	}
	doors := map[string][]string{}
	for _, name := range slices.Sorted(maps.Keys(house)) {
		for _, d := range house[name].doors {
			doors[d] = append(doors[d], name)
			if !used[name+" "+d] {
				t.Errorf("%s has a door to %s and does not use it", name, d)
			}
		}
	}
	for d, rooms := range doors {
		if _, waived := shared[d]; len(rooms) > 1 && !waived {
			t.Errorf("%s has %d doors: %s", d, len(rooms), strings.Join(rooms, ", "))
		}
	}
	for d := range shared {
		if len(doors[d]) < 2 {
			t.Errorf("%s is said to have more than one door and has %d", d, len(doors[d]))
		}
	}
	for _, d := range testDoors {
		if !used[d] {
			t.Errorf("no test uses %s", d)
		}
	}
}

// The page for whoever picks the project up names every room.
func TestArchitectureNamesEveryRoom(t *testing.T) {
	page, err := os.ReadFile(filepath.Join(root, "docs/architecture.md"))
	if err != nil {
		t.Fatal(err)
	}
	for name := range house {
		if strings.Contains(name, "/internal/") {
			continue
		}
		if !strings.Contains(string(page), "`"+name+"`") {
			t.Errorf("docs/architecture.md does not name %s", name)
		}
	}
}

// The plan itself keeps the laws, whoever edits it.
func TestPlanKeepsTheLaws(t *testing.T) {
	floor := func(name string) string { return strings.Split(name, "/")[0] }
	for name, r := range house {
		for _, other := range r.rooms {
			if _, ok := house[other]; !ok {
				t.Errorf("%s may import %s, which is not in the plan", name, other)
			}
			if house[other].tests {
				t.Errorf("%s may not know of %s, which is for tests", name, other)
			}
			if within(other, "cmd") && !within(name, "cmd") {
				t.Errorf("%s may not know of %s", name, other)
			}
			if pair := floor(name) + " " + floor(other); pair == "codegen report" || pair == "report codegen" {
				t.Errorf("%s and %s never meet", name, other)
			}
			if floor(name) == "inspect" && floor(other) != "inspect" {
				t.Errorf("%s may not know of %s: data goes from inspect upwards", name, other)
			}
			if floor(name) == "diff" && other != "inspect/schema" && floor(other) != "diff" && !descriptionsOnly(other) {
				t.Errorf("%s may not know of %s: comparing needs descriptions, and what is made of them alone", name, other)
			}
		}
		if floor(name) == "inspect" && name != "inspect" {
			for _, other := range r.rooms {
				if !relatives(name, other) {
					t.Errorf("%s and %s are siblings and never meet", name, other)
				}
			}
		}
		if (floor(name) == "diff" || floor(name) == "report") && !r.pure {
			t.Errorf("%s must be pure", name)
		}
	}
	if len(house["inspect/schema"].rooms)+len(house["inspect/schema"].doors) > 0 {
		t.Error("inspect/schema stands on the standard library alone")
	}
}

// descriptionsOnly reports a room that knows descriptions and nothing else.
func descriptionsOnly(name string) bool {
	r := house[name]
	return r.pure && len(r.doors) == 0 && slices.Equal(r.rooms, []string{"inspect/schema"})
}

// relatives may meet inside inspect: everybody knows the words, a part knows
// its whole, and the Go dialects know how Go source is read.
func relatives(name, other string) bool {
	return other == "inspect/schema" || within(name, other) || other == "inspect/model/gosrc" && within(name, "inspect/model")
}

type imported struct {
	path, file string
	test       bool
}

// readImports parses the imports of every package of the module.
func readImports(t *testing.T) map[string][]imported {
	t.Helper()
	all := map[string][]imported{}
	for _, file := range houseFiles(t) {
		name := path.Dir(file)
		if path.Ext(file) != ".go" || name != "testdata/synapscale" && slices.Contains(strings.Split(name, "/"), "testdata") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, file), nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		if all[name] == nil {
			all[name] = []imported{}
		}
		for _, spec := range f.Imports {
			p, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			all[name] = append(all[name], imported{p, file, strings.HasSuffix(file, "_test.go")})
		}
	}
	return all
}

// houseFiles are the files of the repository, with slashes, from its root. What
// git does not keep is left out.
func houseFiles(t *testing.T) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if slices.Contains([]string{".git", ".bin", ".pg", "dist", "synapcheck", "cover.out", ".idea", ".vscode"}, rel) {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if d.Type().IsRegular() {
			files = append(files, rel)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
