package scratch

import (
	"io"
	"os/exec"
	"strconv"
)

// watchScript waits for a word from us. If the pipe closes without one we are
// dead, however that came: then it ends the server and removes its directory.
// The server takes its pid file away as the last thing it does; the process
// itself can linger as a zombie where the system is slow to reap orphans.
const watchScript = `
trap '' INT TERM HUP QUIT
read -r word && exit 0
kill -QUIT "$1" 2>/dev/null
n=0
while [ -e "$2/data/postmaster.pid" ] && kill -0 "$1" 2>/dev/null && [ $n -lt 100 ]; do
	sleep 0.05
	n=$((n + 1))
done
rm -rf -- "$2" || { sleep 0.5 && rm -rf -- "$2"; }
`

// A watcher is a small process that outlives us just long enough to clear up
// what we were prevented from clearing up.
type watcher struct {
	cmd  *exec.Cmd
	pipe io.WriteCloser
}

// watch starts a watcher. Where there is no shell there is none, and the next
// Start clears up instead.
func watch(pid int, dir string) *watcher {
	cmd := exec.Command("/bin/sh", "-c", watchScript, "synapcheck-watcher", strconv.Itoa(pid), dir)
	cmd.Env = programEnv()
	cmd.Dir = "/"
	outliveUs(cmd)
	pipe, err := cmd.StdinPipe()
	if err != nil {
		return nil
	}
	if err := cmd.Start(); err != nil {
		return nil
	}
	return &watcher{cmd: cmd, pipe: pipe}
}

// dismiss ends the watcher without effect.
func (w *watcher) dismiss() {
	if w == nil {
		return
	}
	_, _ = io.WriteString(w.pipe, "done\n")
	_ = w.pipe.Close()
	_ = w.cmd.Wait()
}
