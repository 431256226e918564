package gosrc_test

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/synapscale/synapcheck/inspect/model/gorm"
	"github.com/synapscale/synapcheck/inspect/model/gosrc"
	"github.com/synapscale/synapcheck/inspect/model/gostruct"
)

// FuzzRead reads any two files as a package and one that it imports. It must
// come to an end without a panic, and say something or give an error.
func FuzzRead(f *testing.F) {
	entries, err := filepath.Glob("../../../testdata/model/*/*.txtar")
	if err != nil || len(entries) == 0 {
		f.Fatal("there are no seeds", err)
	}
	for _, name := range entries {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		var sources []string
		for _, file := range txtar.Parse(data).Files {
			if filepath.Ext(file.Name) == ".go" {
				sources = append(sources, string(file.Data))
			}
		}
		for i, src := range sources {
			f.Add(src, sources[(i+1)%len(sources)])
		}
	}
	f.Add("package a\ntype A = B\ntype B = A\ntype T struct{ A `db:\"x\"`; X []A `gorm:\"y\"` }", "")
	f.Add("package a\ntype G[T any] struct{ F *G[G[T]] `db:\"f\"`; G[T] }\ntype U struct{ G[U]; G2 G[G[int]] `db:\"g\"` }", "")
	f.Add("package a\nconst A = B + B\nconst B = C + C\nconst C = A\ntype U struct{ X [A]byte `db:\"x\"` }\nfunc (U) TableName() string { return A }", "")
	f.Fuzz(func(t *testing.T, one, two string) {
		fsys := files("go.mod", "module m\n", "one/one.go", one, "two/two.go", two)
		for _, dialects := range [][]*gosrc.StructDialect{{gorm.Dialect, gostruct.Dialect}, {gorm.Dialect}, {gostruct.Dialect}} {
			r, err := gosrc.Read(t.Context(), fsys, []string{"./one"}, dialects...)
			if err == nil && len(r.Database.Tables) == 0 {
				t.Error("neither a table nor an error")
			}
			if err == nil {
				for _, table := range r.Database.Tables {
					if table.Name == "" || table.Origin.IsZero() {
						t.Errorf("a table without a name or a place: %+v", table)
					}
				}
			}
		}
	})
}
