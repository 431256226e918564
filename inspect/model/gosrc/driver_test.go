package gosrc_test

import (
	"cmp"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
	"github.com/synapscale/synapcheck/inspect/model/gostruct"
)

// Each entry of testdata/driver is a module or a workspace, and its comment the
// readers that its tables have: TABLE: READER over DRIVER.
func TestDriverByModule(t *testing.T) {
	names, err := filepath.Glob("testdata/driver/*.txtar")
	if err != nil || len(names) < 10 {
		t.Fatalf("%d entries: %v", len(names), err)
	}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		fsys, err := txtar.FS(archive)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{}
		patterns := []string{"./..."}
		for line := range strings.Lines(string(archive.Comment)) {
			if list, ok := strings.CutPrefix(line, "patterns: "); ok {
				patterns = strings.Fields(list)
			} else if table, by, ok := strings.Cut(strings.TrimSpace(line), ": "); ok {
				want[table] = by
			}
		}
		r, err := gosrc.Read(t.Context(), fsys, patterns, gostruct.Dialect)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(r.Database.Tables) != len(want) {
			t.Errorf("%s: %d tables, want %d", name, len(r.Database.Tables), len(want))
		}
		for _, table := range r.Database.Tables {
			h := table.Columns[0].Host
			got := h.Reader + " over " + cmp.Or(h.Driver, "nothing told")
			if h.Reader == "" {
				got = "nothing"
			}
			if got != want[table.Name] {
				t.Errorf("%s: %s is read by %s, want %s", name, table.Name, got, want[table.Name])
			}
		}
	}
}
