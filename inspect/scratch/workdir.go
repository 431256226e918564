package scratch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

const (
	workPrefix = "synapcheck-"
	lockName   = "owner"
)

// A workDir is a directory that belongs to one living process. Its owner holds
// a lock on a file inside; the system releases that lock however the owner
// ends, and then anyone of the same user may clear the directory away.
type workDir struct {
	path  string
	owner *os.File
}

// newWorkDir makes a directory under base. Other users may pass through it
// where open is set, but not list it.
func newWorkDir(base string, open bool) (*workDir, error) {
	for {
		path, err := os.MkdirTemp(base, workPrefix)
		if err != nil {
			return nil, err
		}
		w, err := claim(path, open)
		if errors.Is(err, fs.ErrNotExist) {
			continue // swept between its making and its locking
		}
		if err != nil {
			return nil, errors.Join(err, os.RemoveAll(path))
		}
		return w, nil
	}
}

func claim(path string, open bool) (*workDir, error) {
	owner, err := openNoFollow(filepath.Join(path, lockName), os.O_CREATE|os.O_EXCL|os.O_RDWR)
	if err != nil {
		return nil, err
	}
	_, err = lock(owner, true)
	if err == nil {
		// A sweeper that was quicker has removed the file that is locked now.
		_, err = os.Stat(owner.Name())
	}
	if err == nil {
		_, err = fmt.Fprintln(owner, os.Getpid()) // for people who wonder
	}
	if err == nil && open {
		err = os.Chmod(path, 0o711)
	}
	if err != nil {
		return nil, errors.Join(err, owner.Close())
	}
	return &workDir{path: path, owner: owner}, nil
}

// remove deletes the directory and then lets go of it.
func (w *workDir) remove() error {
	err := removeAll(w.path)
	return errors.Join(err, w.owner.Close())
}

// removeAll deletes a tree into which a dying process may still be writing.
func removeAll(path string) error {
	var err error
	for range 20 {
		if err = os.RemoveAll(path); err == nil {
			return nil
		}
		time.Sleep(5 * time.Millisecond)
	}
	return err
}

// unclaimedAge is how long a directory without a lock file may be in the
// making before it counts as left behind.
const unclaimedAge = 10 * time.Minute

// sweep removes what dead processes of this user left under base, and ends
// servers that still run there. It never fails: what cannot be removed now can
// be later.
func sweep(base string) {
	entries, err := filepath.Glob(filepath.Join(base, workPrefix+"*"))
	if err != nil {
		return
	}
	for _, path := range entries {
		info, err := os.Lstat(path)
		if err != nil || !info.IsDir() || !ownedByUs(info) {
			continue
		}
		owner, err := openNoFollow(filepath.Join(path, lockName), os.O_RDWR)
		if errors.Is(err, fs.ErrNotExist) {
			if time.Since(info.ModTime()) > unclaimedAge {
				_ = os.RemoveAll(path)
			}
			continue
		}
		if err != nil {
			continue
		}
		if free, err := lock(owner, false); err == nil && free {
			endOrphan(filepath.Join(path, dataDir))
			_ = removeAll(path)
		}
		_ = owner.Close()
	}
}
