package gosrc_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
	"github.com/synapscale/synapcheck/inspect/model/gostruct"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// Each entry of testdata/types is a module or a workspace, and its comment what
// the fields hold: column: TYPE, and after it what else is known.
func TestTypesAcrossModules(t *testing.T) {
	names, err := filepath.Glob("testdata/types/*.txtar")
	if err != nil || len(names) < 12 {
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
		want, patterns := "", []string{"./..."}
		for line := range strings.Lines(string(archive.Comment)) {
			if list, ok := strings.CutPrefix(line, "patterns: "); ok {
				patterns = strings.Fields(list)
			} else if strings.Contains(line, ": ") {
				want += line
			}
		}
		r, err := gosrc.Read(t.Context(), fsys, patterns, gostruct.Dialect)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got := ""
		for _, table := range r.Database.Tables {
			for _, c := range table.Columns {
				got += c.Name + ": " + held(c.Host) + "\n"
			}
		}
		if got != want {
			t.Errorf("%s: have\n%swant\n%s", name, got, want)
		}
	}
}

func held(h *schema.Host) string {
	parts := []string{h.Type}
	if h.Type == "" {
		parts[0] = "nothing known"
	}
	if h.Scans {
		parts = append(parts, "scans")
	}
	if h.Wrapper != "" {
		parts = append(parts, "in "+h.Wrapper)
	}
	if len(h.Labels) > 0 {
		parts = append(parts, fmt.Sprintf("one of %s", strings.Join(h.Labels, " ")))
	}
	if h.Basis != schema.BasisLanguage {
		parts = append(parts, "by "+string(h.Basis))
	}
	return strings.Join(parts, ", ")
}
