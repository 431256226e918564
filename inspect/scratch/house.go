package scratch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"runtime"
	"strconv"
)

// A house says where servers live and which operating-system user runs them.
type house struct {
	cache string   // downloads and templates
	temp  string   // running servers
	swept []string // where to clear up after dead programs
	as    runner
}

// A runner is the user that PostgreSQL's programs run as. They refuse root, so
// root hands them to a user without rights.
type runner struct {
	drop     bool
	uid, gid int
}

func newHouse(opts Options) (*house, error) {
	as, err := newRunner()
	if err != nil {
		return nil, err
	}
	h := &house{cache: opts.CacheDir, temp: opts.TempDir, as: as}
	if h.cache == "" {
		if h.cache, err = defaultCache(as); err != nil {
			return nil, err
		}
	}
	if h.cache, err = filepath.Abs(h.cache); err != nil {
		return nil, err
	}
	for _, dir := range []string{h.cache, h.cacheTemp(), filepath.Join(h.cache, "templates"), filepath.Join(h.cache, "postgres")} {
		if err := mkdirOpen(dir); err != nil {
			return nil, fmt.Errorf("preparing cache: %w", err)
		}
	}
	if err := as.canReach(h.cache); err != nil {
		return nil, err
	}
	h.swept = append(h.tempDirs(), h.cacheTemp())
	if h.temp == "" && memoryDir != "" { // there may have been room before
		h.swept = append(h.swept, memoryDir)
	}
	return h, h.chooseTemp()
}

func (h *house) cacheTemp() string { return filepath.Join(h.cache, "tmp") }

// maxSocketPath is what the most frugal system allows for the path of a unix
// socket, without the closing NUL.
const maxSocketPath = 103

// tempDirs are the directories that servers may live in, the best first.
func (h *house) tempDirs() []string {
	if h.temp != "" {
		return []string{h.temp}
	}
	dirs := []string{os.TempDir(), "/tmp", "/var/tmp"}
	if roomyMemory() {
		dirs = append([]string{memoryDir}, dirs...)
	}
	return dirs
}

// chooseTemp settles on a directory for servers that the runner can reach and
// that is short enough for a socket.
func (h *house) chooseTemp() error {
	var reasons []error
	for _, dir := range h.tempDirs() {
		dir, err := filepath.Abs(dir)
		if err == nil {
			err = h.as.canReach(dir)
		}
		if err == nil && len(filepath.Join(dir, workPrefix+"0123456789", socketDir, socketFile)) > maxSocketPath {
			err = fmt.Errorf("%s is too long for the path of a socket", dir)
		}
		if err == nil {
			h.temp = dir
			return nil
		}
		reasons = append(reasons, err)
	}
	return fmt.Errorf("no temporary directory can be used: %w", errors.Join(reasons...))
}

func (h *house) sweep() {
	for _, dir := range h.swept {
		sweep(dir)
	}
}

func defaultCache(as runner) (string, error) {
	if as.drop {
		// Root's home is closed to the user that will run the programs.
		if runtime.GOOS == "darwin" {
			return "/Library/Caches/synapcheck", nil
		}
		return "/var/cache/synapcheck", nil
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("finding the cache directory: %w", err)
	}
	return filepath.Join(dir, "synapcheck"), nil
}

func newRunner() (runner, error) {
	if os.Geteuid() != 0 {
		return runner{uid: os.Geteuid(), gid: os.Getegid()}, nil
	}
	// The user must have a name: initdb looks it up.
	for _, name := range []string{"nobody", "postgres", "daemon"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, uidErr := strconv.Atoi(u.Uid)
		gid, gidErr := strconv.Atoi(u.Gid)
		if uidErr == nil && gidErr == nil && uid != 0 {
			return runner{drop: true, uid: uid, gid: gid}, nil
		}
	}
	return runner{}, errors.New("PostgreSQL refuses to run as root, and there is no user nobody, postgres or daemon to run it as")
}

// mkdirOpen makes a directory and its missing parents so that every user may
// pass, whatever the umask says: the runner may be another user than ours.
func mkdirOpen(dir string) error {
	err := os.Mkdir(dir, 0o755)
	if errors.Is(err, fs.ErrNotExist) {
		if err := mkdirOpen(filepath.Dir(dir)); err != nil {
			return err
		}
		err = os.Mkdir(dir, 0o755)
	}
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return os.Chmod(dir, 0o755)
}

// own gives a path to the runner.
func (r runner) own(path string) error {
	if !r.drop {
		return nil
	}
	return os.Lchown(path, r.uid, r.gid)
}

// disown takes a tree back from the runner, so that no other program of that
// user can change it.
func (r runner) disown(dir string) error {
	if !r.drop {
		return nil
	}
	return filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Lchown(path, os.Geteuid(), os.Getegid())
	})
}

// canReach says whether the runner may enter dir, which is always so unless it
// is another user than ours.
func (r runner) canReach(dir string) error {
	info, err := os.Stat(dir)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return &fs.PathError{Op: "enter", Path: dir, Err: errors.New("not a directory")}
	}
	if !r.drop {
		return nil
	}
	for p := dir; ; p = filepath.Dir(p) {
		info, err := os.Stat(p)
		if err != nil {
			return err
		}
		if !r.mayEnter(info) {
			return fmt.Errorf("%s cannot be entered by user %d, which root runs PostgreSQL as", p, r.uid)
		}
		if p == filepath.Dir(p) {
			return nil
		}
	}
}
