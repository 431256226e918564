package codegen

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strconv"
	"syscall"
	"time"
)

// temp writes a file under a name of its own in the directory and brings it to
// the disk. With info it takes over that file's permissions and owner. The name
// is returned as soon as there is such a file, also beside an error.
func (w *writer) temp(dir string, contents []byte, mode fs.FileMode, info fs.FileInfo) (name string, err error) {
	var random [8]byte
	if _, err := rand.Read(random[:]); err != nil {
		return "", err
	}
	name = path.Join(dir, fmt.Sprintf(".synapcheck-%d-%s.tmp", os.Getpid(), hex.EncodeToString(random[:])))
	f, err := w.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return "", err
	}
	if _, err = f.Write(contents); err == nil && info != nil {
		keepOwner(f, info)
		err = f.Chmod(info.Mode().Perm())
	}
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	return name, err
}

// tempName matches the names that temp gives, with the process in its group.
var tempName = regexp.MustCompile(`^\.synapcheck-([0-9]+)-[0-9a-f]{16}\.tmp$`)

// abandoned is the age at which a temporary file counts as left behind even
// though its process seems to run: in a container, every run may have the same
// number. No run takes nearly as long between writing and renaming.
const abandoned = 10 * time.Minute

// sweep removes the temporary files that earlier runs, killed before their end,
// have left in the directories that are written to. Should one belong to a run
// on another machine, that run fails without harm.
func (w *writer) sweep() {
	swept := make(map[string]bool)
	for _, j := range w.jobs {
		dir := path.Dir(j.target)
		if swept[dir] || j.temp == "" {
			continue
		}
		swept[dir] = true
		// The time is the file system's own, so that no clock is compared with it.
		mine, err := w.root.Stat(j.temp)
		if err != nil {
			continue
		}
		entries, err := fs.ReadDir(w.root.FS(), dir)
		if err != nil {
			continue
		}
		for _, e := range entries {
			match := tempName.FindStringSubmatch(e.Name())
			if match == nil || !e.Type().IsRegular() {
				continue
			}
			info, err := e.Info()
			if err != nil {
				continue
			}
			if !running(match[1]) || mine.ModTime().Sub(info.ModTime()) > abandoned {
				_ = w.root.Remove(path.Join(dir, e.Name()))
			}
		}
	}
}

// running reports whether there may be a process with that number.
func running(number string) bool {
	pid, err := strconv.Atoi(number)
	if err != nil || pid <= 0 {
		return false
	}
	p, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	defer func() { _ = p.Release() }()
	return !errors.Is(p.Signal(syscall.Signal(0)), os.ErrProcessDone)
}

// syncDir makes renames in the directory last. Not every system can, and the
// files are whole in any case.
func (w *writer) syncDir(dir string) {
	if d, err := w.root.Open(dir); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}
