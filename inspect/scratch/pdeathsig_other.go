//go:build darwin || freebsd || netbsd || openbsd || dragonfly

package scratch

import "syscall"

// dieWithParent does nothing where the kernel offers no such service: the
// watcher ends the server there.
func dieWithParent(*syscall.SysProcAttr, syscall.Signal) {}
