package scratch

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// endOrphan stops the server that runs on a data directory whose owner is
// dead. The number in its pid file may have been given to another process
// since, so only a process that was started on that very directory is touched.
func endOrphan(data string) {
	pid := serverPID(data)
	if pid <= 1 || !strings.Contains(commandLine(pid), data) {
		return
	}
	proc, err := os.FindProcess(pid)
	if err != nil {
		return
	}
	_ = proc.Signal(quit)
	for range 100 {
		if !strings.Contains(commandLine(pid), data) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	_ = proc.Kill()
}

// serverPID reads the first line of a data directory's pid file, 0 if there is
// none.
func serverPID(data string) int {
	text, err := os.ReadFile(filepath.Join(data, "postmaster.pid"))
	if err != nil {
		return 0
	}
	first, _, _ := strings.Cut(string(text), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(first))
	if err != nil {
		return 0
	}
	return pid
}

// commandLine is what a process was started with, empty if there is no such
// process.
func commandLine(pid int) string {
	if runtime.GOOS == "linux" {
		text, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "cmdline"))
		if err != nil {
			return ""
		}
		return string(bytes.ReplaceAll(text, []byte{0}, []byte{' '}))
	}
	text, err := exec.Command("/bin/ps", "-ww", "-o", "command=", "-p", strconv.Itoa(pid)).Output()
	if err != nil {
		return ""
	}
	return string(text)
}
