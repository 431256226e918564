package gosrc

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

const patternHint = "a pattern is a directory of Go files, one Go file, or a directory with all below it: ./models, ./models/user.go, ./..."

// A selection is what the patterns name: directories, and for some of them only
// certain files.
type selection struct {
	dirs  []string
	files map[string]map[string]bool // by directory; nil for all files of it
}

func (s *selection) add(dir, file string) {
	files, known := s.files[dir]
	switch {
	case !known:
		s.dirs = append(s.dirs, dir)
		if file != "" {
			files = map[string]bool{file: true}
		}
	case file == "":
		files = nil
	case files != nil:
		files[file] = true
	}
	s.files[dir] = files
}

// selected reports whether the patterns name the file.
func (s *selection) selected(dir, file string) bool {
	files, known := s.files[dir]
	return known && (files == nil || files[file])
}

// resolve finds the directories and files that the patterns name. Commas
// separate patterns too.
func (p *Program) resolve(ctx context.Context, patterns []string) (*selection, error) {
	sel := &selection{files: map[string]map[string]bool{}}
	for _, list := range patterns {
		for pattern := range strings.SplitSeq(list, ",") {
			if pattern = strings.TrimSpace(pattern); pattern == "" {
				continue
			}
			if err := p.resolveOne(ctx, sel, pattern); err != nil {
				return nil, err
			}
		}
	}
	if len(sel.dirs) == 0 {
		return nil, &PatternError{Pattern: "nothing", Reason: "no pattern is given", hint: patternHint}
	}
	slices.Sort(sel.dirs)
	return sel, nil
}

func (p *Program) resolveOne(ctx context.Context, sel *selection, pattern string) error {
	name := strings.ReplaceAll(pattern, `\`, "/")
	if dir, ok := p.modules.dirOf(name); ok && !strings.HasPrefix(name, ".") {
		name = dir
	}
	name = path.Clean(name)
	if path.IsAbs(name) || name == ".." || strings.HasPrefix(name, "../") || strings.Contains(name, ":") {
		return &PatternError{
			Pattern: pattern, Reason: "it leads out of the directory that is read",
			hint: "patterns are relative to the working directory",
		}
	}
	root, wild := name, false
	if before, _, ok := strings.Cut(name, "..."); ok {
		wild = true
		if root = path.Dir(before + "x"); root == "" {
			root = "."
		}
	}
	info, err := fs.Stat(p.fsys, root)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &PatternError{Pattern: pattern, Reason: "there is no such file or directory", hint: patternHint, err: err}
	case err != nil:
		return &PatternError{Pattern: pattern, Reason: err.Error(), hint: patternHint, err: err}
	case !info.IsDir():
		if !strings.HasSuffix(root, ".go") {
			return &PatternError{Pattern: pattern, Reason: "it is not a Go file", hint: patternHint}
		}
		sel.add(path.Dir(root), path.Base(root))
		return nil
	case !wild:
		if !p.hasGo(root) {
			return &PatternError{
				Pattern: pattern, Reason: "there are no Go files in this directory",
				hint: "with /... after it a pattern covers the directories below too",
			}
		}
		sel.add(root, "")
		return nil
	}
	found, err := p.walk(ctx, root, matcher(name))
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return &PatternError{Pattern: pattern, Reason: "there are no Go files in or below this directory", hint: patternHint}
	}
	for _, dir := range found {
		sel.add(dir, "")
	}
	return nil
}

// matcher is the pattern's regular expression: ... stands for any text, and /...
// at the end for nothing too.
func matcher(pattern string) *regexp.Regexp {
	expr := strings.ReplaceAll(regexp.QuoteMeta(pattern), `\.\.\.`, `.*`)
	if before, ok := strings.CutSuffix(expr, `/.*`); ok {
		expr = before + `(/.*)?`
	}
	return regexp.MustCompile(`^` + expr + `$`)
}

// walk returns the directories below root that have Go files. Like the go
// command it leaves out vendored code, testdata, directories that begin with a
// dot or an underscore, and other modules.
func (p *Program) walk(ctx context.Context, root string, match *regexp.Regexp) ([]string, error) {
	var found []string
	home := p.modules.at(root)
	err := fs.WalkDir(p.fsys, root, func(name string, d fs.DirEntry, err error) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err != nil {
			if name == root {
				return &PatternError{Pattern: root, Reason: err.Error(), hint: patternHint, err: err}
			}
			p.leave(schema.Gap{Subject: "directory " + name, Reason: "it cannot be read: " + reason(err), Origin: schema.At(name, 0, 0, "")})
			return skip(d)
		}
		if !d.IsDir() {
			return nil
		}
		if name != root {
			if skipped(d.Name()) {
				return fs.SkipDir
			}
			if forTests(d.Name()) {
				p.leave(schema.Gap{
					Subject: "directory " + name, Reason: "its name says that it is for tests",
					Hint: "name it: ./" + name + "/...", Origin: schema.At(name, 0, 0, ""),
				})
				return fs.SkipDir
			}
			if home != nil && p.isFile(path.Join(name, "go.mod")) && !p.inWorkspace(home.dir, name) {
				p.leave(schema.Gap{
					Subject: "directory " + name, Reason: "it is a module of its own",
					Hint: "name it: ./" + name + "/...", Origin: schema.At(name, 0, 0, ""),
				})
				return fs.SkipDir
			}
		}
		if match.MatchString(name) && p.hasGo(name) {
			found = append(found, name)
		}
		return nil
	})
	return found, err
}

func skip(d fs.DirEntry) error {
	if d != nil && d.IsDir() {
		return fs.SkipDir
	}
	return nil
}

func skipped(dir string) bool {
	switch dir {
	case "vendor", "testdata", "node_modules":
		return true
	}
	if dir == ".gen" {
		return false // where Jet's documentation has its files
	}
	return strings.HasPrefix(dir, ".") || strings.HasPrefix(dir, "_")
}

// forTests reports whether a directory is named for the help that it is to tests.
func forTests(dir string) bool {
	switch dir {
	case "testutil", "testutils", "testhelper", "testhelpers", "testsupport", "testfixtures", "testlib":
		return true
	}
	return false
}

func (p *Program) hasGo(dir string) bool {
	entries, err := fs.ReadDir(p.fsys, dir)
	return err == nil && slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return !e.IsDir() && sourceName(e.Name()) })
}

// sourceName reports whether a file of that name is read: Go, and no test.
func sourceName(name string) bool {
	return strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") && name[0] != '.' && name[0] != '_'
}

func (p *Program) isFile(name string) bool {
	info, err := fs.Stat(p.fsys, name)
	return err == nil && info.Mode().IsRegular()
}

// reason is the innermost message, without the path that is named anyway.
func reason(err error) string {
	if pe := (*fs.PathError)(nil); errors.As(err, &pe) {
		return pe.Err.Error()
	}
	return err.Error()
}
