package codegen

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// prepared stages two old files and a new one, in a directory of its own.
func prepared(t *testing.T) (*writer, string) {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"a", "b"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("old "+name), 0o640); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	w := &writer{root: root}
	err = w.prepare([]File{
		{Path: "a", Before: []byte("old a"), After: []byte("new a")},
		{Path: "b", Before: []byte("old b"), After: []byte("new b")},
		{Path: "a-dir/c", After: []byte("new c")},
	})
	if err == nil {
		err = w.stage()
	}
	if err != nil {
		t.Fatal(err)
	}
	return w, dir
}

func TestAFailedRenameTakesBackTheOthers(t *testing.T) {
	w, dir := prepared(t)
	// The file that is renamed last has lost its temporary file.
	if err := w.root.Remove(w.jobs[2].temp); err != nil {
		t.Fatal(err)
	}
	err := w.commit()
	if !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	var partial *PartialError
	if err = w.undo(err); errors.As(err, &partial) {
		t.Fatal(err)
	}
	for _, name := range []string{"a", "b"} {
		have, _ := os.ReadFile(filepath.Join(dir, name))
		info, _ := os.Stat(filepath.Join(dir, name))
		if string(have) != "old "+name || info.Mode() != 0o640 {
			t.Errorf("%s holds %q, mode %o", name, have, info.Mode())
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 2 {
		t.Errorf("left over: %v, %v", entries, err)
	}
}

func TestAChangeBetweenStagingAndRenamingStopsAll(t *testing.T) {
	w, dir := prepared(t)
	if err := os.WriteFile(filepath.Join(dir, "b"), []byte("theirs"), 0o640); err != nil {
		t.Fatal(err)
	}
	var changed *ChangedError
	if err := w.undo(w.commit()); !errors.As(err, &changed) {
		t.Fatal(err)
	}
	if have, _ := os.ReadFile(filepath.Join(dir, "a")); string(have) != "old a" {
		t.Errorf("a holds %q", have)
	}
	if have, _ := os.ReadFile(filepath.Join(dir, "b")); string(have) != "theirs" {
		t.Errorf("b holds %q", have)
	}
}

func TestAFileThatAppearsIsNotReplaced(t *testing.T) {
	w, dir := prepared(t)
	j := w.jobs[1]
	if !j.New() {
		t.Fatal(j.Path)
	}
	if err := os.WriteFile(filepath.Join(dir, "a-dir", "c"), []byte("theirs"), 0o640); err != nil {
		t.Fatal(err)
	}
	var exists *ExistsError
	if err := w.place(j); !errors.As(err, &exists) {
		t.Fatal(err)
	}
	_ = w.undo(nil)
	if have, _ := os.ReadFile(filepath.Join(dir, "a-dir", "c")); string(have) != "theirs" {
		t.Errorf("c holds %q", have)
	}
}

func TestWhatCannotBeTakenBackIsNamed(t *testing.T) {
	w, dir := prepared(t)
	if err := w.commit(); err != nil {
		t.Fatal(err)
	}
	// Nothing can be written any more once the root is closed.
	_ = w.root.Close()
	cause := errors.New("cause")
	var partial *PartialError
	if err := w.undo(cause); !errors.As(err, &partial) || !errors.Is(err, cause) {
		t.Fatal(err)
	}
	want := "cause; already written: a, a-dir/c, b"
	if partial.Error() != want || partial.Hint() == "" {
		t.Errorf("have %q, want %q in %s", partial.Error(), want, dir)
	}
}
