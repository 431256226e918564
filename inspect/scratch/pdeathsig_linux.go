package scratch

import "syscall"

// dieWithParent has the kernel send sig to the process when the thread that
// started it ends, so that thread has to be held.
func dieWithParent(attr *syscall.SysProcAttr, sig syscall.Signal) { attr.Pdeathsig = sig }
