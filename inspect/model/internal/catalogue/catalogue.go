// Package catalogue runs the entries of testdata/model: each is an archive of Go
// files and of what is to be read from them.
package catalogue

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
	"github.com/synapscale/synapcheck/inspect/schema"
)

var update = flag.Bool("update", false, "rewrite what the entries want by what is read")

// Run reads every archive that the glob selects with the dialects and compares
// the result with the section want: the description, then the readers of the
// columns' host types, then what was left out. A line "patterns: P" in an
// archive's comment names the patterns, which are ./... otherwise.
func Run(t *testing.T, glob string, dialects ...*gosrc.StructDialect) {
	t.Helper()
	names, err := filepath.Glob(glob)
	if err != nil || len(names) == 0 {
		t.Fatalf("no entries are at %s: %v", glob, err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			fsys, at := fstest.MapFS{}, -1
			for i, f := range archive.Files {
				if f.Name == "want" {
					at = i
					continue
				}
				fsys[f.Name] = &fstest.MapFile{Data: f.Data}
			}
			got := Describe(t.Context(), fsys, patterns(archive), dialects...)
			if *update {
				if at < 0 {
					archive.Files, at = append(archive.Files, txtar.File{Name: "want"}), len(archive.Files)
				}
				archive.Files[at].Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if at < 0 {
				t.Fatal("the entry does not say what it wants")
			}
			if d := cmp.Diff(string(archive.Files[at].Data), got); d != "" {
				t.Errorf("want (-), have (+):\n%s", d)
			}
		})
	}
}

func patterns(archive *txtar.Archive) []string {
	for line := range strings.Lines(string(archive.Comment)) {
		if list, ok := strings.CutPrefix(line, "patterns: "); ok {
			return strings.Fields(list)
		}
	}
	return []string{"./..."}
}

// Describe is the text that an entry wants: a description, or an error with its
// hint.
func Describe(ctx context.Context, fsys fstest.MapFS, patterns []string, dialects ...*gosrc.StructDialect) string {
	var b strings.Builder
	r, err := gosrc.Read(ctx, fsys, patterns, dialects...)
	if err != nil {
		fmt.Fprintf(&b, "error: %v\n", err)
		if h := (interface{ Hint() string })(nil); errors.As(err, &h) {
			fmt.Fprintf(&b, "hint: %s\n", h.Hint())
		}
		return b.String()
	}
	if err := schema.Dump(&b, r.Database); err != nil {
		return err.Error()
	}
	for _, g := range r.Database.Gaps {
		if g.Hint != "" {
			fmt.Fprintf(&b, "hint: %s\n", g.Hint)
		}
	}
	for _, t := range r.Database.Tables {
		for _, f := range t.Flaws {
			if f.Hint != "" {
				fmt.Fprintf(&b, "hint: %s\n", f.Hint)
			}
		}
	}
	if readers := readers(r.Database); len(readers) > 0 {
		fmt.Fprintf(&b, "read by %s\n", strings.Join(readers, ", "))
	}
	for _, g := range r.Left {
		fmt.Fprintf(&b, "%s: left: %s: %s\n", g.Origin, g.Subject, g.Reason)
	}
	return b.String()
}

func readers(db *schema.Database) []string {
	var all []string
	for _, t := range db.Tables {
		for _, c := range t.Columns {
			if c.Host == nil {
				continue
			}
			name := c.Host.Reader
			switch d := c.Host.Driver; {
			case name == "":
				name = "what is not told"
			case d != "" && d != name && name != gosrc.ReaderGORM.Name && name != gosrc.ReaderPop.Name:
				name += " over " + d
			}
			if !slices.Contains(all, name) {
				all = append(all, name)
			}
		}
	}
	slices.Sort(all)
	return all
}
