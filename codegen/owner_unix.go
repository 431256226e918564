//go:build unix

package codegen

import (
	"io/fs"
	"os"
	"syscall"
)

// keepOwner gives the file to the owner of the one that it replaces, where that
// is somebody else: a tool run as root must not take a developer's files away.
func keepOwner(f *os.File, info fs.FileInfo) {
	if s, ok := info.Sys().(*syscall.Stat_t); ok && (int(s.Uid) != os.Geteuid() || int(s.Gid) != os.Getegid()) {
		_ = f.Chown(int(s.Uid), int(s.Gid))
	}
}
