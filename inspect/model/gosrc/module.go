package gosrc

import (
	"cmp"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// A module is a go.mod file and what it says of import paths.
type module struct {
	dir      string
	path     string
	requires map[string]bool // the paths that are required directly
	replaces []replacement   // by directories within the file system
}

type replacement struct{ path, dir string }

// modules finds the directory of an import path, as far as it lies within the
// file system: in a known module, in one that a go.work names or a go.mod
// replaces by a directory, or vendored.
type modules struct {
	fsys  fs.FS
	byDir map[string]*module // of the directory that has the go.mod; nil for none
	known []replacement      // sorted, the longest path first
}

func newModules(fsys fs.FS) *modules {
	m := &modules{fsys: fsys, byDir: map[string]*module{}}
	m.at(".")
	m.work(".")
	return m
}

// at returns the module that the directory belongs to, or nil.
func (m *modules) at(dir string) *module {
	for d := path.Clean(dir); ; d = path.Dir(d) {
		if mod := m.load(d); mod != nil {
			return mod
		}
		if d == "." || d == "/" {
			return nil
		}
	}
}

func (m *modules) load(dir string) *module {
	if mod, done := m.byDir[dir]; done {
		return mod
	}
	m.byDir[dir] = nil
	data, err := fs.ReadFile(m.fsys, path.Join(dir, "go.mod"))
	if err != nil {
		return nil
	}
	mod := parseModule(dir, string(data))
	if mod.path == "" {
		return nil
	}
	m.byDir[dir] = mod
	m.learn(mod.path, dir)
	for _, r := range mod.replaces {
		m.learn(r.path, r.dir)
	}
	return mod
}

// all returns the modules that have been loaded, by directory.
func (m *modules) all() []*module {
	var all []*module
	for _, dir := range slices.Sorted(maps.Keys(m.byDir)) {
		if mod := m.byDir[dir]; mod != nil {
			all = append(all, mod)
		}
	}
	return all
}

func (m *modules) learn(importPath, dir string) {
	r := replacement{importPath, dir}
	if slices.Contains(m.known, r) {
		return
	}
	m.known = append(m.known, r)
	slices.SortStableFunc(m.known, func(a, b replacement) int {
		return cmp.Or(cmp.Compare(len(b.path), len(a.path)), cmp.Compare(a.path, b.path), cmp.Compare(a.dir, b.dir))
	})
}

// work loads the modules that a go.work names.
func (m *modules) work(dir string) {
	data, err := fs.ReadFile(m.fsys, path.Join(dir, "go.work"))
	if err != nil {
		return
	}
	for verb, args := range statements(string(data)) {
		if verb == "use" && len(args) == 1 {
			if d := path.Join(dir, args[0]); within(d) {
				m.load(d)
			}
		}
	}
}

// dirOf returns the directory of an import path, which may end in "...".
func (m *modules) dirOf(importPath string) (string, bool) {
	for _, r := range m.known {
		if rest, ok := strings.CutPrefix(importPath, r.path); ok && (rest == "" || rest[0] == '/') {
			return path.Join(r.dir, rest), true
		}
	}
	return "", false
}

// vendored returns the directory that holds a copy of the imported package for
// the module.
func (m *modules) vendored(mod *module, importPath string) (string, bool) {
	dir := "vendor"
	if mod != nil {
		dir = path.Join(mod.dir, "vendor")
	}
	for _, dir := range []string{dir, "vendor"} { // that of the workspace last
		dir = path.Join(dir, importPath)
		if info, err := fs.Stat(m.fsys, dir); err == nil && info.IsDir() {
			return dir, true
		}
	}
	return "", false
}

// pathOf is the import path of a directory; the directory itself where it
// belongs to no module.
func (m *modules) pathOf(dir string) string {
	mod := m.at(dir)
	switch {
	case mod == nil:
		return dir
	case mod.dir == ".":
		return path.Join(mod.path, dir)
	}
	return path.Join(mod.path, strings.TrimPrefix(dir, mod.dir))
}

func parseModule(dir, text string) *module {
	mod := &module{dir: dir, requires: map[string]bool{}}
	for verb, args := range statements(text) {
		switch {
		case verb == "module" && len(args) == 1:
			mod.path = args[0]
		case verb == "require" && len(args) >= 2 && !slices.Contains(args, "//indirect"):
			mod.requires[args[0]] = true
		case verb == "replace":
			i := slices.Index(args, "=>")
			if i < 1 || i+1 >= len(args) {
				continue
			}
			if to := args[i+1]; strings.HasPrefix(to, "./") || strings.HasPrefix(to, "../") {
				if d := path.Join(dir, to); within(d) {
					mod.replaces = append(mod.replaces, replacement{args[0], d})
				}
			}
		}
	}
	return mod
}

// statements yields each directive of a go.mod or go.work with its arguments;
// those of a block one by one. A comment "// indirect" becomes the argument
// "//indirect".
func statements(text string) func(yield func(verb string, args []string) bool) {
	return func(yield func(string, []string) bool) {
		block := ""
		for line := range strings.Lines(text) {
			line, comment, _ := strings.Cut(line, "//")
			words := strings.Fields(line)
			if len(words) == 0 {
				continue
			}
			for i := range words {
				words[i] = strings.Trim(words[i], "\"`")
			}
			if strings.HasPrefix(strings.TrimSpace(comment), "indirect") {
				words = append(words, "//indirect")
			}
			switch {
			case block != "" && words[0] == ")":
				block = ""
				continue
			case block != "":
				words = append([]string{block}, words...)
			case len(words) > 1 && words[1] == "(":
				block = words[0]
				continue
			}
			if !yield(words[0], words[1:]) {
				return
			}
		}
	}
}

func within(dir string) bool {
	return dir != ".." && !strings.HasPrefix(dir, "../") && !path.IsAbs(dir)
}
