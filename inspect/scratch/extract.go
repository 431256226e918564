package scratch

import (
	"archive/tar"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// extract unpacks an archive into a new directory. The archive's sum is known
// by then; that no name leads out of the directory is checked all the same.
func extract(p provider, archive, dir string) error {
	in, err := os.Open(archive)
	if err != nil {
		return err
	}
	defer in.Close()
	entries, err := p.open(in)
	if err != nil {
		return err
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	for {
		header, err := entries.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		name, inside := strings.CutPrefix(path.Clean(header.Name)+"/", p.root)
		if name = strings.TrimSuffix(name, "/"); !inside || name == "" || name == "." {
			continue
		}
		if !filepath.IsLocal(name) {
			return fmt.Errorf("%q leads out of the archive", header.Name)
		}
		if err := extractEntry(root, name, header, entries); err != nil {
			return err
		}
	}
	if p.finish != nil {
		if err := p.finish(dir); err != nil {
			return err
		}
	}
	return openDirectories(dir)
}

// openDirectories undoes what a strict umask did: the runner may be another
// user than ours.
func openDirectories(dir string) error {
	return filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() {
			err = os.Chmod(path, 0o755)
		}
		return err
	})
}

func extractEntry(root *os.Root, name string, header *tar.Header, content io.Reader) error {
	if header.Typeflag == tar.TypeDir {
		return root.MkdirAll(name, 0o755)
	}
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	switch header.Typeflag {
	case tar.TypeReg:
		mode := os.FileMode(0o644)
		if header.FileInfo().Mode()&0o111 != 0 {
			mode = 0o755
		}
		out, err := root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, mode)
		if err != nil {
			return err
		}
		if _, err = io.Copy(out, content); err == nil {
			err = out.Chmod(mode) // the umask may be strict, the runner another user
		}
		return errors.Join(err, out.Close())
	case tar.TypeSymlink:
		// Libraries are linked within their own directory.
		if path.Base(header.Linkname) != header.Linkname || !filepath.IsLocal(header.Linkname) {
			return fmt.Errorf("%q links to %q", header.Name, header.Linkname)
		}
		return root.Symlink(header.Linkname, name)
	}
	return fmt.Errorf("%q is of an unexpected kind %q", header.Name, header.Typeflag)
}
