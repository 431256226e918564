package scratch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// An installation is a directory of PostgreSQL programs that can run here.
type installation struct {
	bin     string // directory of initdb and postgres
	major   int
	minor   int
	version string // the words of postgres -V
}

// usualPlaces are the directories that packages put PostgreSQL's programs in.
var usualPlaces = []string{
	"/usr/lib/postgresql/*/bin",                          // Debian, Ubuntu
	"/usr/pgsql-*/bin",                                   // Red Hat, PostgreSQL's own packages
	"/usr/libexec/postgresql*",                           // Alpine
	"/usr/local/pgsql/bin",                               // from source
	"/usr/local/postgresql*/bin",                         // FreeBSD and others
	"/opt/homebrew/opt/postgresql*/bin",                  // Homebrew, Apple silicon
	"/usr/local/opt/postgresql*/bin",                     // Homebrew, Intel
	"/home/linuxbrew/.linuxbrew/opt/postgresql*/bin",     // Homebrew, Linux
	"/Applications/Postgres.app/Contents/Versions/*/bin", // Postgres.app
	"/Library/PostgreSQL/*/bin",                          // EDB's installer
	"/opt/local/lib/postgresql*/bin",                     // MacPorts
	"~/.asdf/installs/postgres/*/bin",                    // asdf
	"~/.local/share/mise/installs/postgres/*/bin",        // mise
}

// locate finds the programs to use, downloading them where that is allowed and
// needed.
func locate(ctx context.Context, h *house, opts Options) (installation, error) {
	search := &search{ctx: ctx, as: h.as}
	if opts.BinDir != "" {
		search.looked = append(search.looked, opts.BinDir)
		search.look(opts.BinDir)
		if inst, ok := search.best(opts.Major, opts.AnyMajor); ok {
			return inst, nil
		}
		return installation{}, search.notFound(opts, errors.New("only the given directory was searched"))
	}
	search.installed()
	if inst, ok := search.best(opts.Major, false); ok {
		return inst, nil
	}
	search.cached(h)
	if inst, ok := search.best(opts.Major, opts.AnyMajor); ok {
		return inst, nil
	}
	if ctx.Err() != nil { // then programs did not answer either
		return installation{}, fmt.Errorf("scratch server: looking for PostgreSQL: %w", ctx.Err())
	}
	bin, err := h.download(ctx, opts)
	if err != nil {
		return installation{}, search.notFound(opts, err)
	}
	if inst, err := examine(ctx, bin, h.as); err != nil {
		return installation{}, fmt.Errorf("scratch server: downloaded PostgreSQL does not run here: %w", err)
	} else {
		return inst, nil
	}
}

// A search collects installations and remembers why directories are none.
type search struct {
	ctx    context.Context
	as     runner
	looked []string
	seen   map[string]bool
	found  []installation
	wrong  []string
}

func (s *search) installed() {
	for _, program := range []string{"postgres", "initdb"} {
		path, err := exec.LookPath(program)
		if err != nil {
			continue
		}
		// A link leads to the directory that holds the rest.
		if real, err := filepath.EvalSymlinks(path); err != nil || !s.look(filepath.Dir(real)) {
			s.look(filepath.Dir(path))
		}
	}
	s.looked = append(s.looked, "$PATH")
	home, homeErr := os.UserHomeDir()
	for _, pattern := range usualPlaces {
		if rest, ok := strings.CutPrefix(pattern, "~/"); ok {
			if homeErr != nil {
				continue
			}
			pattern = filepath.Join(home, rest)
		}
		s.looked = append(s.looked, pattern)
		for _, dir := range glob(pattern) {
			s.look(dir)
		}
	}
}

func (s *search) cached(h *house) {
	pattern := filepath.Join(h.cache, "postgres", hostPlatform(), "*", "bin")
	s.looked = append(s.looked, pattern)
	for _, dir := range glob(pattern) {
		s.look(dir)
	}
}

// glob is sorted, and empty for a malformed pattern, which a home directory
// with a bracket in its name makes.
func glob(pattern string) []string {
	dirs, err := filepath.Glob(pattern)
	if err != nil {
		return nil
	}
	return dirs
}

// look adds dir if it holds a usable installation, and says whether it does.
func (s *search) look(dir string) bool {
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	if good, seen := s.seen[dir]; seen {
		return good
	}
	if s.seen == nil {
		s.seen = map[string]bool{}
	}
	inst, err := examine(s.ctx, dir, s.as)
	s.seen[dir] = err == nil
	switch {
	case err == nil:
		s.found = append(s.found, inst)
	case !errors.Is(err, errNoPrograms):
		s.wrong = append(s.wrong, fmt.Sprintf("%s: %v", dir, err))
	}
	return err == nil
}

// best is the newest installation of a major version, or of any if that is
// allowed and there is none. Of equals the one found first wins.
func (s *search) best(major int, anyMajor bool) (installation, bool) {
	newest := func(accept func(installation) bool) (best installation, ok bool) {
		for _, inst := range s.found {
			if accept(inst) && (!ok || slices.Compare([]int{inst.major, inst.minor}, []int{best.major, best.minor}) > 0) {
				best, ok = inst, true
			}
		}
		return best, ok
	}
	if major != 0 {
		inst, ok := newest(func(i installation) bool { return i.major == major })
		if ok || !anyMajor {
			return inst, ok
		}
	}
	return newest(func(installation) bool { return true })
}

var errNoPrograms = errors.New("initdb and postgres are not both here")

// examine tells whether a directory holds initdb and postgres of one version
// that the runner can execute. Names alone prove nothing: distributions put
// wrappers and stray links under them.
func examine(ctx context.Context, dir string, as runner) (installation, error) {
	for _, program := range []string{"initdb", "postgres"} {
		info, err := os.Stat(filepath.Join(dir, program))
		if err != nil || info.IsDir() || info.Mode().Perm()&0o111 == 0 {
			return installation{}, errNoPrograms
		}
	}
	if err := as.canReach(dir); err != nil {
		return installation{}, err
	}
	server, err := programVersion(ctx, filepath.Join(dir, "postgres"), as)
	if err != nil {
		return installation{}, err
	}
	initdb, err := programVersion(ctx, filepath.Join(dir, "initdb"), as)
	if err != nil {
		return installation{}, err
	}
	major, minor, err := parseVersion(server)
	if err != nil {
		return installation{}, err
	}
	if other, _, err := parseVersion(initdb); err != nil || other != major {
		return installation{}, fmt.Errorf("postgres says %q, but initdb %q", server, initdb)
	}
	if major < OldestMajor {
		return installation{}, fmt.Errorf("PostgreSQL %d is older than %d", major, OldestMajor)
	}
	return installation{bin: dir, major: major, minor: minor, version: server}, nil
}

func programVersion(ctx context.Context, program string, as runner) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, "-V")
	cmd.Env = programEnv()
	cmd.Dir = "/"
	as.confine(cmd, quit)
	var out, errOut bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errOut
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("running %s -V: %w%s", filepath.Base(program), err, tail(errOut.String(), 1))
	}
	return strings.TrimSpace(out.String()), nil
}

// versionWords matches "postgres (PostgreSQL) 15.18 (Debian …)", "18beta1" and
// "19devel".
var versionWords = regexp.MustCompile(`\(PostgreSQL\) (\d+)(?:\.(\d+))?`)

func parseVersion(words string) (major, minor int, err error) {
	m := versionWords.FindStringSubmatch(words)
	if m == nil {
		return 0, 0, fmt.Errorf("%q is not a version of PostgreSQL", words)
	}
	major, err = strconv.Atoi(m[1])
	if err == nil && m[2] != "" {
		minor, err = strconv.Atoi(m[2])
	}
	return major, minor, err
}

// programEnv is the whole environment of PostgreSQL's programs: nothing of
// ours, so that no setting changes what they do and no secret reaches them.
func programEnv() []string {
	return []string{"LC_ALL=C", "TZ=UTC", "PATH=/usr/bin:/bin"}
}

// tail is the end of a program's output in a form to append to an error.
func tail(text string, lines int) string {
	all := strings.Split(strings.TrimSpace(text), "\n")
	if len(all) > lines {
		all = all[len(all)-lines:]
	}
	if all[0] == "" {
		return ""
	}
	return ": " + strings.Join(all, "\n")
}
