package gosrc

import (
	"io/fs"
	"path"
	"strings"
)

// inWorkspace reports whether the go.work beside a module, or above it, uses the
// directory.
func (p *Program) inWorkspace(home, dir string) bool {
	for at := home; ; at = path.Dir(at) {
		if data, err := fs.ReadFile(p.fsys, path.Join(at, "go.work")); err == nil {
			for _, used := range uses(string(data)) {
				if path.Join(at, used) == dir {
					return true
				}
			}
			return false
		}
		if at == "." || at == "/" {
			return false
		}
	}
}

// uses are the directories that a go.work names.
func uses(text string) []string {
	var all []string
	block := false
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "//")
		line = strings.TrimSpace(line)
		switch rest, single := strings.CutPrefix(line, "use "); {
		case line == ")":
			block = false
		case block && line != "":
			all = append(all, strings.Trim(line, `"`))
		case single && strings.HasPrefix(strings.TrimSpace(rest), "("):
			block = true
		case single:
			all = append(all, strings.Trim(strings.TrimSpace(rest), `"`))
		}
	}
	return all
}
