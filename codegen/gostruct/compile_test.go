package gostruct_test

import (
	"fmt"
	"go/ast"
	"go/build/constraint"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
)

// stubs stand for modules that the tests do not depend on: enough to see that a
// name exists and is used as what it is.
var stubs = map[string]string{
	"github.com/google/uuid":        "package uuid; type UUID [16]byte; type NullUUID struct{ UUID UUID; Valid bool }",
	"github.com/gofrs/uuid/v5":      "package uuid; type UUID [16]byte; type NullUUID struct{ UUID UUID; Valid bool }",
	"github.com/shopspring/decimal": "package decimal; type Decimal struct{}; type NullDecimal struct{}",
	"github.com/lib/pq":             "package pq; type StringArray []string; type Int64Array []int64; type Int32Array []int32; type (BoolArray []bool; Float64Array []float64; ByteaArray [][]byte)",
	"github.com/goccy/go-json":      "package json; func Marshal(any) ([]byte, error) { return nil, nil }",
	"github.com/jackc/pgx/v5":       "package pgx; type Conn struct{}",
	"github.com/jackc/pgx/v5/pgtype": `package pgtype; import "time"
		type (
			Text struct { String string; Valid bool }
			Int2 struct { Int16 int16; Valid bool }
			Int4 struct { Int32 int32; Valid bool }
			Int8 struct { Int64 int64; Valid bool }
			Float4 struct { Float32 float32; Valid bool }
			Float8 struct { Float64 float64; Valid bool }
			Timestamptz struct { Time time.Time; Valid bool }
			Bool struct{}; UUID struct{}; Timestamp struct{}; Date struct{}; Numeric struct{}; Interval struct{}; Time struct{}
			Range[T any] struct{}
		)`,
	"github.com/guregu/null/v5":       "package null; type (String struct{}; Int struct{}; Int32 struct{}; Time struct{}; Float struct{}; Bool struct{})",
	"github.com/aarondl/opt/null":     "package null; type Val[T any] struct{}",
	"github.com/uptrace/bun":          "package bun; type BaseModel struct{}",
	"gorm.io/gorm":                    `package gorm; import "time"; type DB struct{}; type DeletedAt struct{}; type Model struct { ID uint; CreatedAt, UpdatedAt time.Time; DeletedAt DeletedAt }`,
	"gorm.io/datatypes":               "package datatypes; type JSON []byte",
	"example.com/shop/internal/money": "package money; type Amount struct{}",
}

var (
	fset     = token.NewFileSet()
	standard = importer.ForCompiler(fset, "source", nil)
	stubbed  = map[string]*types.Package{}
	checking sync.Mutex
)

type stubImporter struct{}

func (stubImporter) Import(importPath string) (*types.Package, error) {
	src, ok := stubs[importPath]
	if !ok {
		return standard.Import(importPath)
	}
	if p := stubbed[importPath]; p != nil {
		return p, nil
	}
	f, err := parser.ParseFile(fset, importPath, src, 0)
	if err != nil {
		return nil, err
	}
	p, err := (&types.Config{Importer: stubImporter{}}).Check(importPath, fset, []*ast.File{f}, nil)
	stubbed[importPath] = p
	return p, err
}

// compiles type-checks every package among the files, as Linux builds it.
func compiles(t testing.TB, files fs.FS, when string) {
	t.Helper()
	if err := compile(files); err != nil {
		t.Errorf("%s: %v", when, err)
	}
}

func compile(files fs.FS) error {
	checking.Lock()
	defer checking.Unlock()
	packages := map[string][]*ast.File{}
	err := fs.WalkDir(files, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || path.Ext(name) != ".go" {
			return err
		}
		src, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(fset, name, src, parser.ParseComments)
		if err != nil {
			return err
		}
		if !excluded(f) {
			key := path.Dir(name) + " " + f.Name.Name
			packages[key] = append(packages[key], f)
		}
		return nil
	})
	if err != nil {
		return err
	}
	var keys []string
	for key := range packages {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		config := types.Config{Importer: stubImporter{}}
		if _, err := config.Check(strings.Fields(key)[0], fset, packages[key], nil); err != nil {
			return fmt.Errorf("%s does not compile: %w", key, err)
		}
	}
	return nil
}

func excluded(f *ast.File) bool {
	for _, g := range f.Comments {
		for _, c := range g.List {
			if g.Pos() < f.Package && constraint.IsGoBuild(c.Text) {
				x, err := constraint.Parse(c.Text)
				return err == nil && !x.Eval(func(tag string) bool { return tag == "linux" })
			}
		}
	}
	return false
}
