package codegen

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// maxLinks is how many symbolic links one path may go through.
const maxLinks = 40

// resolve follows the symbolic links in every part of name and returns the path
// without links, below root, of what name stands for. What does not exist yet
// stands for itself.
func resolve(root *os.Root, name string) (string, error) {
	todo := strings.Split(name, "/")
	var done []string
	links := 0
	for len(todo) > 0 {
		part := todo[0]
		todo = todo[1:]
		switch part {
		case "", ".":
			continue
		case "..":
			if len(done) == 0 {
				return "", &EscapeError{name, "a symbolic link leads out of the directory"}
			}
			done = done[:len(done)-1]
			continue
		}
		done = append(done, part)
		here := path.Join(done...)
		info, err := root.Lstat(here)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return "", fmt.Errorf("writing %s: %w", name, err)
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			continue
		}
		if links++; links > maxLinks {
			return "", &EscapeError{name, "too many symbolic links"}
		}
		to, err := root.Readlink(here)
		if err != nil {
			return "", fmt.Errorf("writing %s: %w", name, err)
		}
		if filepath.IsAbs(to) {
			return "", &EscapeError{name, "a symbolic link leads to an absolute path"}
		}
		done = done[:len(done)-1]
		todo = append(strings.Split(filepath.ToSlash(to), "/"), todo...)
	}
	if len(done) == 0 {
		return "", &EscapeError{name, "the path is the directory itself"}
	}
	return path.Join(done...), nil
}
