package codegen

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
)

// Write puts the files below the directory root. Either all of them are written
// or, as far as the file system allows, none: every file is first written beside
// its place, then all are renamed into it. A reader, or a run that is killed,
// sees each file as it was or as it shall be, and never a part of one.
//
// A file that is no longer what Before says is left alone, and so are all
// others. Symbolic links are followed as long as they stay below root.
func Write(root string, files []File) (err error) {
	r, err := os.OpenRoot(root)
	if err != nil {
		return fmt.Errorf("opening the directory to write to: %w", err)
	}
	defer r.Close()
	w := &writer{root: r}
	defer func() {
		if err != nil {
			err = w.undo(err)
		}
	}()
	if err := w.prepare(files); err != nil {
		return err
	}
	if err := w.stage(); err != nil {
		return err
	}
	w.sweep()
	return w.commit()
}

// A writer is one run of Write.
type writer struct {
	root *os.Root
	jobs []*job
	dirs []string // made by this run, outermost first
}

// A job is one file on its way to its place.
type job struct {
	File
	target string      // the path without symbolic links
	info   fs.FileInfo // of the file in its place; nil for a new one
	temp   string      // beside the target; empty once renamed or not yet made
	done   bool        // After stands at target
}

// prepare checks every file before anything is touched.
func (w *writer) prepare(files []File) error {
	for _, f := range files {
		if !f.Stale() {
			continue
		}
		j := &job{File: f}
		if !fs.ValidPath(f.Path) || f.Path == "." {
			return &EscapeError{f.Path, "the path is not below the directory"}
		}
		var err error
		if j.target, err = resolve(w.root, f.Path); err != nil {
			return err
		}
		if err := w.check(j); err != nil {
			return err
		}
		w.jobs = append(w.jobs, j)
	}
	slices.SortFunc(w.jobs, func(a, b *job) int { return cmp.Compare(a.target, b.target) })
	return w.distinct()
}

// check compares the file in its place with Before.
func (w *writer) check(j *job) error {
	info, err := w.root.Lstat(j.target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if j.New() {
			return nil
		}
		return &ChangedError{j.Path}
	case err != nil:
		return fmt.Errorf("writing %s: %w", j.Path, err)
	case j.New():
		return &ExistsError{j.Path}
	case !info.Mode().IsRegular():
		return fmt.Errorf("writing %s: it is no regular file", j.Path)
	case info.Mode()&0o222 == 0:
		return &ReadOnlyError{j.Path}
	}
	same, err := w.holds(j.target, j.Before)
	if err != nil {
		return fmt.Errorf("writing %s: %w", j.Path, err)
	}
	if !same {
		return &ChangedError{j.Path}
	}
	j.info = info
	return nil
}

// holds reports whether the file has exactly the contents.
func (w *writer) holds(name string, contents []byte) (bool, error) {
	f, err := w.root.Open(name)
	if err != nil {
		return false, err
	}
	defer f.Close()
	// One byte more than expected is enough to know that it is not the same.
	have, err := io.ReadAll(io.LimitReader(f, int64(len(contents))+1))
	return bytes.Equal(have, contents), err
}

// distinct refuses two files for one place, also where the file system takes
// upper and lower case for the same.
func (w *writer) distinct() error {
	seen := make(map[string]*job, len(w.jobs))
	for _, j := range w.jobs {
		fold := strings.ToLower(j.target)
		other := seen[fold]
		seen[fold] = j
		if other == nil {
			continue
		}
		if j.info != nil && other.info != nil && !os.SameFile(j.info, other.info) {
			continue
		}
		return fmt.Errorf("writing %s: %s is the same file", j.Path, other.Path)
	}
	return nil
}

// stage writes every file beside its place.
func (w *writer) stage() error {
	for _, j := range w.jobs {
		if err := w.makeDir(path.Dir(j.target)); err != nil {
			return fmt.Errorf("writing %s: %w", j.Path, err)
		}
		mode := cmp.Or(j.Mode.Perm(), 0o644)
		if j.info != nil {
			mode = 0o600
		}
		temp, err := w.temp(path.Dir(j.target), j.After, mode, j.info)
		j.temp = temp
		if err != nil {
			return fmt.Errorf("writing %s: %w", j.Path, err)
		}
	}
	return nil
}

// makeDir makes the directory and what is missing above it.
func (w *writer) makeDir(dir string) error {
	if dir == "." {
		return nil
	}
	if _, err := w.root.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := w.makeDir(path.Dir(dir)); err != nil {
		return err
	}
	if err := w.root.Mkdir(dir, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	w.dirs = append(w.dirs, dir)
	return nil
}

// commit renames every file into its place, after a last look at all of them.
func (w *writer) commit() error {
	for _, j := range w.jobs {
		if err := w.check(j); err != nil {
			return err
		}
	}
	for _, j := range w.jobs {
		if err := w.place(j); err != nil {
			return fmt.Errorf("writing %s: %w", j.Path, err)
		}
	}
	for _, j := range w.jobs {
		w.syncDir(path.Dir(j.target))
	}
	return nil
}

func (w *writer) place(j *job) error {
	if j.New() {
		// A link, unlike a rename, does not replace a file that has appeared in
		// the meantime. Not every file system has links.
		err := w.root.Link(j.temp, j.target)
		if err == nil {
			_ = w.root.Remove(j.temp)
			j.done, j.temp = true, ""
			return nil
		}
		if errors.Is(err, fs.ErrExist) {
			return &ExistsError{j.Path}
		}
	}
	if err := w.root.Rename(j.temp, j.target); err != nil {
		return err
	}
	j.done, j.temp = true, ""
	return nil
}

// undo takes back what was written. The error is returned, with what could not
// be taken back.
func (w *writer) undo(err error) error {
	var left []string
	for _, j := range w.jobs {
		if j.done && !w.restore(j) {
			left = append(left, j.Path)
		}
	}
	w.tidy()
	for _, dir := range slices.Backward(w.dirs) {
		_ = w.root.Remove(dir) // fails on a directory that is used by now
	}
	if left != nil {
		return &PartialError{Written: left, Err: err}
	}
	return err
}

// restore brings back what stood in the place of a file that was written, unless
// somebody has changed it again.
func (w *writer) restore(j *job) bool {
	if same, err := w.holds(j.target, j.After); err != nil || !same {
		return err == nil || errors.Is(err, fs.ErrNotExist)
	}
	if j.New() {
		return w.root.Remove(j.target) == nil
	}
	temp, err := w.temp(path.Dir(j.target), j.Before, 0o600, j.info)
	if err == nil {
		err = w.root.Rename(temp, j.target)
	}
	if err != nil && temp != "" {
		_ = w.root.Remove(temp)
	}
	return err == nil
}

// tidy removes this run's temporary files.
func (w *writer) tidy() {
	for _, j := range w.jobs {
		if j.temp != "" {
			_ = w.root.Remove(j.temp)
			j.temp = ""
		}
	}
}
