package inspect

import (
	"os"
	"path/filepath"
	"strings"
)

// root is the directory that a model source's files are relative to: the
// working directory if everything lies below it, and otherwise the module's.
func (o Options) root(patterns []string) (dir string, relative []string, err error) {
	base := o.Dir
	if base == "" {
		base = "."
	}
	base, err = filepath.Abs(base)
	if err != nil {
		return "", nil, err
	}
	outside := false
	abs := make([]string, len(patterns))
	for i, p := range patterns {
		abs[i] = filepath.FromSlash(p)
		if !filepath.IsAbs(abs[i]) {
			abs[i] = filepath.Join(base, abs[i])
		}
		if strings.HasSuffix(p, "/...") && !strings.HasSuffix(abs[i], "...") {
			abs[i] = filepath.Join(abs[i], "...")
		}
		if rel, err := filepath.Rel(base, abs[i]); err != nil || !filepath.IsLocal(rel) {
			outside = true
		}
	}
	dir = base
	if outside {
		dir = moduleRoot(strings.TrimSuffix(abs[0], string(filepath.Separator)+"..."))
	} else if top := moduleRoot(base); !exists(filepath.Join(base, "go.mod")) && exists(filepath.Join(top, "go.mod")) {
		dir = top
	}
	relative = make([]string, len(patterns))
	for i, p := range abs {
		rel, err := filepath.Rel(dir, p)
		if err != nil || !filepath.IsLocal(rel) {
			return "", nil, &NameError{patterns[i], "it does not lie in the same module as " + patterns[0], "name the models of another module as a source of their own"}
		}
		relative[i] = filepath.ToSlash(rel)
	}
	return dir, relative, nil
}

// moduleRoot is the nearest directory from dir upwards with a go.mod, or dir.
func moduleRoot(dir string) string {
	for d := dir; ; {
		if exists(filepath.Join(d, "go.mod")) {
			return d
		}
		up := filepath.Dir(d)
		if up == d {
			break
		}
		d = up
	}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return filepath.Dir(dir)
	}
	return dir
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
