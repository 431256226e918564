package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Names are the names under which the file is looked for.
var names = [...]string{"synapcheck.yaml", ".synapcheck.yaml"}

// An AmbiguousError reports a folder with a file of either name.
type AmbiguousError struct{ Dir string }

func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("finding configuration: %s holds both %s and %s", e.Dir, names[0], names[1])
}

// Hint says how to end the ambiguity.
func (e *AmbiguousError) Hint() string {
	return "remove one, or name the one that counts with --config"
}

// Find returns the path of the nearest configuration file: in dir, or in a
// folder above it up to the root of the repository, which is the first folder
// with a .git, or else up to the root of the file system. It returns an empty
// path if there is none. Dir must be absolute for folders above it to be seen.
func Find(dir string) (string, error) {
	for {
		var found []string
		for _, name := range names {
			path := filepath.Join(dir, name)
			ok, err := exists(path)
			if err != nil {
				return "", fmt.Errorf("finding configuration: %w", err)
			}
			if ok {
				found = append(found, path)
			}
		}
		switch len(found) {
		case 1:
			return found[0], nil
		case 2:
			return "", &AmbiguousError{Dir: dir}
		}
		// A worktree and a submodule have a file of that name, not a folder.
		root, err := exists(filepath.Join(dir, ".git"))
		if err != nil {
			return "", fmt.Errorf("finding configuration: %w", err)
		}
		up := filepath.Dir(dir)
		if root || up == dir {
			return "", nil
		}
		dir = up
	}
}

func exists(path string) (bool, error) {
	_, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}
