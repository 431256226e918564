package gorm_test

import (
	"reflect"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/synapscale/synapcheck/inspect/model/gorm"
	"github.com/synapscale/synapcheck/inspect/model/gosrc"
	"github.com/synapscale/synapcheck/inspect/model/internal/catalogue"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func TestCatalogue(t *testing.T) {
	catalogue.Run(t, "../../../testdata/model/gorm/*.txtar", gorm.Dialect)
}

// TestIndexExpressions says that what an expression is made of is told apart.
func TestIndexExpressions(t *testing.T) {
	for text, want := range map[string]schema.IndexKey{
		"name":                    {Column: "name"},
		"Name desc":               {Column: "name", Desc: schema.Is(true)},
		"name gin_trgm_ops":       {Column: "name", Opclass: schema.Is("gin_trgm_ops")},
		"lower(name)":             {Expr: "lower(name)"},
		"lower(name) text_ops":    {Expr: "lower(name)", Opclass: schema.Is("text_ops")},
		"age + 1 ASC NULLS FIRST": {Expr: "age + 1", Desc: schema.Is(false), NullsFirst: schema.Is(true)},
		"age nulls last":          {Column: "age", NullsFirst: schema.Is(false)},
	} {
		src := "package m\n\ntype User struct {\n\tID int64 `gorm:\"index:i,expression:" + text + "\"`\n}\n"
		r, err := gosrc.Read(t.Context(), fstest.MapFS{"m.go": {Data: []byte(src)}}, []string{"."}, gorm.Dialect)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff([]schema.IndexKey{want}, r.Database.Tables[0].Indexes[0].Keys, cmp.Exporter(func(reflect.Type) bool { return true })); d != "" {
			t.Errorf("%s: %s", text, d)
		}
	}
}

// TestOptions says that options go before what the module's code gives to GORM.
func TestOptions(t *testing.T) {
	fsys := fstest.MapFS{
		"go.mod":  {Data: []byte("module m\n")},
		"m.go":    {Data: []byte("package m\n\ntype User struct {\n\tID int64 `gorm:\"primaryKey\"`\n}\n")},
		"db/d.go": {Data: []byte("package db\n\nimport \"gorm.io/gorm/schema\"\n\nvar N = schema.NamingStrategy{TablePrefix: \"a_\"}\n")},
	}
	for want, o := range map[string]gorm.Options{
		"a_users": {},
		"b_users": {TablePrefix: "b_"},
		"user":    {SingularTable: true},
	} {
		r, err := gosrc.Read(t.Context(), fsys, []string{"."}, gorm.New(o))
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Database.Tables[0].Name; got != want {
			t.Errorf("%+v: want %s, have %s", o, want, got)
		}
	}
}
