//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package scratch

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"syscall"
)

const supported = true

// mayEnter says whether the runner has the right to search a directory.
func (r runner) mayEnter(info fs.FileInfo) bool {
	st, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return false
	}
	mode := info.Mode().Perm()
	switch {
	case int(st.Uid) == r.uid:
		return mode&0o100 != 0
	case int(st.Gid) == r.gid:
		return mode&0o010 != 0
	}
	return mode&0o001 != 0
}

// ownedByUs says whether this process's user made a file.
func ownedByUs(info fs.FileInfo) bool {
	st, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(st.Uid) == os.Geteuid()
}

// confine makes a command run as the runner, in a process group of its own so
// that an interrupt at the terminal reaches it only through us, and has the
// kernel end it with the thread that starts it where the kernel can.
func (r runner) confine(cmd *exec.Cmd, deathSignal syscall.Signal) {
	attr := &syscall.SysProcAttr{Setpgid: true}
	if r.drop {
		attr.Credential = &syscall.Credential{Uid: uint32(r.uid), Gid: uint32(r.gid)}
	}
	dieWithParent(attr, deathSignal)
	cmd.SysProcAttr = attr
}

// outliveUs puts a command in a session of its own, out of reach of signals
// meant for us.
func outliveUs(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }

// lock takes the lock on an open file; it is released when the file is closed
// or the process ends. With wait unset it gives false if another has it.
func lock(f *os.File, wait bool) (bool, error) {
	how := syscall.LOCK_EX
	if !wait {
		how |= syscall.LOCK_NB
	}
	for {
		err := syscall.Flock(int(f.Fd()), how)
		switch {
		case err == nil:
			return true, nil
		case errors.Is(err, syscall.EINTR):
		case errors.Is(err, syscall.EWOULDBLOCK):
			return false, nil
		default:
			return false, &fs.PathError{Op: "lock", Path: f.Name(), Err: err}
		}
	}
}

// openNoFollow opens a file unless its last element is a symbolic link.
func openNoFollow(path string, flag int) (*os.File, error) {
	return os.OpenFile(path, flag|syscall.O_NOFOLLOW, 0o600)
}

const quit = syscall.SIGQUIT
