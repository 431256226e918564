package scratch

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// copyTree copies a template to where a server will run on it.
func (r runner) copyTree(from, to string) error {
	return filepath.WalkDir(from, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		if entry.IsDir() {
			if err := os.Mkdir(target, 0o700); err != nil {
				return err
			}
			return r.own(target)
		}
		if !entry.Type().IsRegular() {
			return fmt.Errorf("copying %s: not a regular file", path)
		}
		return r.copyFile(path, target)
	})
}

func (r runner) copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if _, err = io.Copy(out, in); err == nil && r.drop {
		err = out.Chown(r.uid, r.gid)
	}
	if closeErr := out.Close(); err == nil {
		err = closeErr
	}
	return err
}
