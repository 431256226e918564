package gostruct_test

import (
	"bytes"
	"go/format"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"
)

var typeName = regexp.MustCompile(`(?m)^\s*(?:type\s+)?(\w+)(?:\[.*\])?\s+struct\b`)

// FuzzRepair repairs whatever it is given: the result is Go, is formatted if the
// file was, and needs no second repair.
func FuzzRepair(f *testing.F) {
	names, err := filepath.Glob(catalogue + "/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		c := readCase(f, a)
		for path, file := range c.files {
			if strings.HasSuffix(path, ".go") {
				f.Add(file.Data, "status", "näme", uint8(len(path)))
			}
		}
	}
	f.Add([]byte("package p;type U struct{}"), "a`b", "\"", uint8(1))
	f.Add([]byte("package p\ntype U struct{A int;B string;}\n"), "", ",", uint8(2))
	types := []string{"text", "jsonb not null", "timestamptz", "uuid not null", "int4[]", "bytea", "interval"}
	dialects := []string{"db", "gorm", "bun"}
	f.Fuzz(func(t *testing.T, src []byte, first, second string, pick uint8) {
		m := typeName.FindSubmatch(src)
		if m == nil {
			return
		}
		tables := "table users = models/m.go " + string(m[1]) + " (dialect " + dialects[int(pick)%len(dialects)] + ")\n" +
			"  id int8 not null\n" +
			"  " + strconv.Quote(first) + " " + types[int(pick)%len(types)] + " comment " + strconv.Quote(second) + "\n" +
			"  " + strconv.Quote(second) + " " + types[int(pick/8)%len(types)] + "\n"
		c := &testCase{files: fstest.MapFS{"models/m.go": {Data: src, Mode: 0o640}}, tables: tables}
		plan, err := c.repair()
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range plan.Files {
			if _, err := parser.ParseFile(token.NewFileSet(), "", file.After, parser.ParseComments); err != nil {
				t.Fatalf("%v\n%s", err, file.After)
			}
			if formatted, err := format.Source(src); err == nil && bytes.Equal(formatted, src) {
				if formatted, err := format.Source(file.After); err != nil || !bytes.Equal(formatted, file.After) {
					t.Fatalf("it was formatted and is no more: %v\n%s", err, file.After)
				}
			}
		}
		for _, x := range plan.Added {
			if !token.IsIdentifier(x.Field) || !token.IsExported(x.Field) {
				t.Fatalf("field %q", x.Field)
			}
		}
		again := &testCase{files: c.repaired(plan), tables: tables}
		if second, err := again.repair(); err != nil || len(second.Files) > 0 {
			t.Fatalf("repaired twice: %v\n%s", err, again.files["models/m.go"].Data)
		}
	})
}
