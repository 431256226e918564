//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly)

package scratch

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"syscall"
)

// Starting servers needs users, file locks and unix sockets. Elsewhere only a
// server that is named can be used.
const supported = false

const quit = syscall.SIGTERM

func (r runner) mayEnter(fs.FileInfo) bool { return false }

func (r runner) confine(*exec.Cmd, syscall.Signal) {}

func ownedByUs(fs.FileInfo) bool { return false }

func outliveUs(*exec.Cmd) {}

func lock(*os.File, bool) (bool, error) { return false, errors.ErrUnsupported }

func openNoFollow(path string, flag int) (*os.File, error) { return os.OpenFile(path, flag, 0o600) }
