package gostruct_test

import (
	"errors"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/synapscale/synapcheck/codegen/gostruct"
	"github.com/synapscale/synapcheck/diff"
)

func TestTableThatNoModelDeclares(t *testing.T) {
	const tables = "option table user\ntable users = models/m.go User\n  id int8 not null\n"
	c := &testCase{files: fstest.MapFS{"models/m.go": {Data: []byte("package models\n\ntype User struct{ ID int64 }\n")}}, tables: tables}
	_, err := c.repair()
	var unknown *gostruct.TableError
	if !errors.As(err, &unknown) {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"no model declares a table user", "the models declare: users"}, []string{err.Error(), unknown.Hint()}); d != "" {
		t.Error(d)
	}
}

func TestNothingIsDoneWithoutADatabase(t *testing.T) {
	plan, err := gostruct.Repair(fstest.MapFS{}, &diff.Diff{}, gostruct.Options{})
	if err != nil || len(plan.Files)+len(plan.Added)+len(plan.Refused) > 0 {
		t.Error(plan, err)
	}
}

func TestAPlanHasOneOrder(t *testing.T) {
	files := fstest.MapFS{
		"b/m.go": {Data: []byte("package b\n\ntype B struct{ ID int64 }\n\ntype A struct{ ID int64 }\n")},
		"a/m.go": {Data: []byte("package a\n\ntype C struct{ ID int64 }\n")},
	}
	const tables = `
table a = b/m.go A
  id int8
  x text
  w text
  v what
table b = b/m.go B
  id int8
  x text
table c = a/m.go C
  id int8
  x text
  u what
`
	c := &testCase{files: files, tables: tables}
	plan, err := c.repair()
	if err != nil {
		t.Fatal(err)
	}
	var have []string
	for _, f := range plan.Files {
		have = append(have, f.Path)
	}
	for _, x := range plan.Added {
		have = append(have, x.Origin.String()+" "+x.Origin.Symbol()+" "+x.Type+" "+x.Object.String())
	}
	for _, x := range plan.Refused {
		have = append(have, x.Object.String())
	}
	want := []string{
		"a/m.go", "b/m.go",
		"a/m.go:5:2 C.X *string column public.c.x",
		"b/m.go:5:2 B.X *string column public.b.x",
		"b/m.go:10:2 A.X *string column public.a.x",
		"b/m.go:11:2 A.W *string column public.a.w",
		"column public.a.v", "column public.c.u",
	}
	if d := cmp.Diff(want, have); d != "" {
		t.Error(d)
	}
}
