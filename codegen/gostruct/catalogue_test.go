package gostruct_test

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/synapscale/synapcheck/codegen"
	"github.com/synapscale/synapcheck/codegen/gostruct"
)

var update = flag.Bool("update", false, "write what the tests have into their expectations")

const catalogue = "../../testdata/codegen/gostruct"

// TestCatalogue repairs what each archive holds. After "tables" come the live
// tables and their structs, after "want" the diff that is expected, then what is
// refused or noted.
func TestCatalogue(t *testing.T) {
	names, err := filepath.Glob(catalogue + "/*.txtar")
	if err != nil || len(names) < 40 {
		t.Fatalf("%d archives, %v", len(names), err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			c := readCase(t, a)
			plan, err := c.repair()
			if err != nil {
				t.Fatal(err)
			}
			have := c.describe(t, plan)
			if *update {
				c.update(t, name, a, have)
			} else if d := cmp.Diff(c.want, have); d != "" {
				t.Error(d)
			}
			c.checkFiles(t, plan)
			c.checkAgain(t, plan)
		})
	}
}

// A testCase is one archive.
type testCase struct {
	files  fstest.MapFS
	tables string
	want   string
}

func readCase(t testing.TB, a *txtar.Archive) *testCase {
	t.Helper()
	c := &testCase{files: fstest.MapFS{}}
	for _, f := range a.Files {
		switch name, how, _ := strings.Cut(f.Name, " "); name {
		case "tables":
			c.tables = string(f.Data)
		case "want":
			c.want = string(f.Data)
		default:
			data := bytes.Clone(f.Data)
			for _, h := range strings.Fields(how) {
				switch h {
				case "windows":
					data = bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n"))
				case "bom":
					data = append([]byte("\xef\xbb\xbf"), data...)
				case "open": // without a newline at the end
					data = bytes.TrimSuffix(data, []byte("\n"))
				case "mixed": // all lines but the last end as on Windows
					data = bytes.Replace(data, []byte("\n"), []byte("\r\n"), bytes.Count(data, []byte("\n"))-1)
				default:
					t.Fatalf("%s: what is %s?", f.Name, h)
				}
			}
			c.files[name] = &fstest.MapFile{Data: data, Mode: 0o640}
		}
	}
	return c
}

func (c *testCase) repair() (*gostruct.Plan, error) {
	d, opts, err := readTables(c.files, c.tables)
	if err != nil {
		return nil, err
	}
	return gostruct.Repair(c.files, d, opts)
}

// describe shows the plan as a person reads it.
func (c *testCase) describe(t testing.TB, plan *gostruct.Plan) string {
	t.Helper()
	var b bytes.Buffer
	if err := codegen.Diff(&b, plan.Files); err != nil {
		t.Fatal(err)
	}
	for _, x := range plan.Added {
		if x.Note != "" {
			fmt.Fprintf(&b, "note %s %s: %s\n", x.Object, x.Origin, x.Note)
		}
	}
	for _, r := range plan.Refused {
		fmt.Fprintf(&b, "refused %s %s: %s (%s)\n", r.Object, r.Origin, r.Reason, r.Hint)
	}
	return strings.NewReplacer("\r", "<CR>", "\ufeff", "<BOM>").Replace(b.String())
}

func (c *testCase) update(t *testing.T, name string, a *txtar.Archive, have string) {
	t.Helper()
	last := len(a.Files) - 1
	if a.Files[last].Name != "want" {
		a.Files = append(a.Files, txtar.File{Name: "want"})
		last++
	}
	a.Files[last].Data = []byte(have)
	if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
		t.Fatal(err)
	}
}

// checkFiles holds every repaired file to what it promises.
func (c *testCase) checkFiles(t testing.TB, plan *gostruct.Plan) {
	t.Helper()
	for _, f := range plan.Files {
		if f.Mode != 0o640 || !bytes.Equal(f.Before, c.files[f.Path].Data) {
			t.Errorf("%s: before and mode are not the file's", f.Path)
		}
	}
	after := c.repaired(plan)
	for _, x := range plan.Added {
		line := strings.Split(string(after[x.Origin.File()].Data), "\n")[x.Origin.Line()-1]
		if !strings.HasPrefix(strings.TrimPrefix(line, "\ufeff")[x.Origin.Column()-1:], x.Field+" ") {
			t.Errorf("%s is not at %s: %q", x.Field, x.Origin, line)
		}
	}
	if len(plan.Files) > 0 {
		compiles(t, c.files, "before")
		compiles(t, after, "after")
	}
}

// repaired are the files as the plan leaves them.
func (c *testCase) repaired(plan *gostruct.Plan) fstest.MapFS {
	after := fstest.MapFS{}
	for name, f := range c.files {
		after[name] = f
	}
	for _, f := range plan.Files {
		after[f.Path] = &fstest.MapFile{Data: f.After, Mode: 0o640}
	}
	return after
}

// checkAgain repairs twice: with the differences of before, which are out of
// date, and after comparing again.
func (c *testCase) checkAgain(t testing.TB, plan *gostruct.Plan) {
	t.Helper()
	d, opts, err := readTables(c.files, c.tables)
	if err != nil {
		t.Fatal(err)
	}
	after := c.repaired(plan)
	again, err := gostruct.Repair(after, d, opts)
	if err != nil {
		t.Fatal(err)
	}
	if len(again.Files) > 0 {
		t.Errorf("repaired twice: %s", c.describe(t, again))
	}
	if want := len(plan.Added) + len(plan.Refused); len(again.Refused) != want {
		t.Errorf("%d of %d columns are refused the second time", len(again.Refused), want)
	}
	second := &testCase{files: after, tables: c.tables}
	again, err = second.repair()
	if err != nil {
		t.Fatal(err)
	}
	if len(again.Files) > 0 || len(again.Refused) > len(plan.Refused) {
		t.Errorf("after comparing again: %s", c.describe(t, again))
	}
}

// goFiles returns the Go files of the directory.
func goFiles(files fs.FS, dir string) []string {
	names, _ := fs.Glob(files, dir+"/*.go")
	return names
}
