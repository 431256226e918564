package gosrc_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/synapscale/synapcheck/inspect/model/gorm"
	"github.com/synapscale/synapcheck/inspect/model/gosrc"
	"github.com/synapscale/synapcheck/inspect/model/gostruct"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func files(pairs ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		fsys[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return fsys
}

func read(t *testing.T, fsys fs.FS, patterns ...string) *gosrc.Result {
	t.Helper()
	r, err := gosrc.Read(t.Context(), fsys, patterns, gorm.Dialect, gostruct.Dialect)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestOrigins says where an editor finds the struct and its fields: the line as
// it stands in the file, whatever a line directive says, and the byte.
func TestOrigins(t *testing.T) {
	r := read(t, files("models/user.go", `package models

//line generated.y:100

type Base struct {
	ID, Old int64 `+"`db:\"id\"`"+`
}

type User struct {
	*Base
	/* Größe */ Email, _ string `+"`db:\"email\"`"+` // where to write to
}
`), "./...")
	got := map[string]schema.Origin{}
	for _, table := range r.Database.Tables {
		got[table.Name] = table.Origin
		for _, c := range table.Columns {
			got[table.Name+"."+c.Name] = c.Origin
		}
	}
	want := map[string]schema.Origin{
		"users":       schema.At("models/user.go", 9, 6, "User"),
		"users.id":    schema.At("models/user.go", 6, 2, "Base.ID"),
		"users.email": schema.At("models/user.go", 11, 16, "User.Email"),
	}
	if d := cmp.Diff(want, got, cmpopts.EquateComparable(schema.Origin{})); d != "" {
		t.Error(d)
	}
}

// TestOriginsOfForeignFields says that the fields of gorm.Model stand where it
// is embedded, for there is no other place.
func TestOriginsOfForeignFields(t *testing.T) {
	r := read(t, files("user.go", "package m\n\nimport \"gorm.io/gorm\"\n\ntype User struct {\n\tgorm.Model\n}\n"), ".")
	for _, c := range r.Database.Tables[0].Columns {
		if want := schema.At("user.go", 6, 7, "User.Model"); c.Origin != want {
			t.Errorf("%s stands at %+v", c.Name, c.Origin)
		}
	}
}

func TestErrorsHaveTypesAndHints(t *testing.T) {
	good := files("m/user.go", "package m\n\ntype User struct {\n\tID int `db:\"id\"`\n}\n")
	for _, c := range []struct {
		fsys    fs.FS
		pattern string
		as      any
	}{
		{good, "./nowhere", new(*gosrc.PatternError)},
		{good, "../m", new(*gosrc.PatternError)},
		{good, "/m", new(*gosrc.PatternError)},
		{good, " , ", new(*gosrc.PatternError)},
		{good, ".", new(*gosrc.PatternError)},
		{files("m/user.go", "package m\n\nfunc"), "./m", new(*gosrc.SyntaxError)},
		{files("m/user.go", "package m\n\ntype User int\n"), "./m", new(*gosrc.EmptyError)},
	} {
		_, err := gosrc.Read(t.Context(), c.fsys, []string{c.pattern}, gostruct.Dialect)
		if err == nil || !errors.As(err, c.as) {
			t.Errorf("%s: want a %T, have %v", c.pattern, c.as, err)
			continue
		}
		if h := (interface{ Hint() string })(nil); !errors.As(err, &h) || h.Hint() == "" {
			t.Errorf("%s: %v gives no hint", c.pattern, err)
		}
	}
	_, err := gosrc.Read(t.Context(), good, []string{"./nowhere"}, gostruct.Dialect)
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v is not fs.ErrNotExist", err)
	}
}

// TestSyntaxErrorsElsewhere says that a package that does not parse harms only
// those who name it.
func TestSyntaxErrorsElsewhere(t *testing.T) {
	fsys := files(
		"go.mod", "module example.com/x\n",
		"models/user.go", "package models\n\nimport \"example.com/x/broken\"\n\ntype User struct {\n\tID broken.ID `db:\"id\"`\n\tK broken.Kind `db:\"k\"`\n}\n",
		"broken/a.go", "package broken\n\ntype ID int64\n",
		"broken/b.go", "package broken\n\ntype Kind strin g\n",
	)
	r := read(t, fsys, "./models")
	table := r.Database.Tables[0]
	if got := table.Column("id").Host.Type; got != "int64" {
		t.Errorf("the file that parses is not read: %q", got)
	}
	if len(r.Database.Gaps) != 1 || r.Database.Gaps[0].Object != table.Child(schema.KindColumn, "k") {
		t.Errorf("the file that does not parse leaves %+v", r.Database.Gaps)
	}
	if _, err := gosrc.Read(t.Context(), fsys, []string{"./..."}, gostruct.Dialect); err == nil {
		t.Error("a broken package that is named gives no error")
	}
}

func TestCanceled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := gosrc.Read(ctx, files("user.go", "package m\n"), []string{"./..."}, gostruct.Dialect)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("a canceled reading gives %v", err)
	}
}

// TestSameInputSameBytes reads a module of many packages several times: they are
// parsed side by side.
func TestSameInputSameBytes(t *testing.T) {
	fsys := files("go.mod", "module example.com/x\n")
	for i := range 40 {
		fsys[fmt.Sprintf("p%d/m.go", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, `package p%d

import "example.com/x/p%d"

type K%d string

const (
	B K%d = "b"
	A K%d = "a"
)

type User%d struct {
	ID   int64 `+"`gorm:\"primaryKey;bogus\"`"+`
	Kind p%d.K%d `+"`db:\"kind\"`"+`
}

type Order struct {
	ID int64 `+"`db:\"id\"`"+`
}
`, i, (i+1)%40, i, i, i, i, (i+1)%40, (i+1)%40)}
	}
	var first string
	for range 4 {
		r := read(t, fsys, "./...")
		var b bytes.Buffer
		if err := schema.Dump(&b, r.Database); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&b, r.Left)
		if first == "" {
			first = b.String()
		}
		if d := cmp.Diff(first, b.String()); d != "" {
			t.Fatal(d)
		}
	}
}

func TestDialectMakesASource(t *testing.T) {
	d := gosrc.Dialect("go", "Go structs", gorm.Dialect, gostruct.Dialect)
	db, err := d.Read(t.Context(), files("user.go", "package m\n\ntype User struct {\n\tID int `db:\"id\"`\n}\n"), []string{"."})
	if err != nil {
		t.Fatal(err)
	}
	if db.Dialect != "go" || !cmp.Equal(db.Speaks, d.Reads) || !db.Says(schema.KindColumn) || db.Says(schema.KindTable) {
		t.Errorf("the description says of itself: %s, %v", db.Dialect, db.Speaks)
	}
}
