//go:build unix

package scratch_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// However a program ends, its server ends with it and its directory goes.
func TestServerDiesWithItsProgram(t *testing.T) {
	for _, test := range []struct {
		name, role string
		end        func(*program)
	}{
		{"return", "stop", func(*program) {}},
		{"panic", "panic", func(*program) {}},
		{"SIGINT", "wait", func(p *program) { _ = p.cmd.Process.Signal(syscall.SIGINT) }},
		{"SIGTERM", "wait", func(p *program) { _ = p.cmd.Process.Signal(syscall.SIGTERM) }},
		{"SIGKILL", "wait", func(p *program) { _ = p.cmd.Process.Kill() }},
		{"SIGKILL of the group", "wait", func(p *program) { _ = syscall.Kill(-p.cmd.Process.Pid, syscall.SIGKILL) }},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			temp := openTemp(t) // where no other start sweeps
			p := startProgram(t, test.role, func(cmd *exec.Cmd) {
				cmd.Env = append(cmd.Env, "SCRATCH_TEST_TEMP="+temp)
				cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
			})
			test.end(p)
			_ = p.cmd.Wait()
			eventually(t, "no process is left", func() bool { return processesAt(t, p.dir) == 0 })
			eventually(t, "no directory is left", func() bool { return missing(p.dir) })
		})
	}
}

// Where the watcher is killed too, the directory is removed by the next start
// and the server is gone at once where the kernel sees to it.
func TestNextStartSweepsWhatNobodyCould(t *testing.T) {
	temp := openTemp(t)
	p := startProgram(t, "wait", func(cmd *exec.Cmd) { cmd.Env = append(cmd.Env, "SCRATCH_TEST_TEMP="+temp) })
	killWatchers(t, p.dir)
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
	if runtime.GOOS == "linux" {
		eventually(t, "no process is left", func() bool { return processesAt(t, p.dir) == 0 })
	}
	if missing(p.dir) {
		t.Fatal("the directory is gone already: who removed it?")
	}
	opts := testOptions()
	opts.TempDir = temp
	start(t, opts)
	if !missing(p.dir) {
		t.Errorf("%s is left", p.dir)
	}
	if n := processesAt(t, p.dir); n != 0 {
		t.Errorf("%d processes are left", n)
	}
}

// A start sweeps nothing that belongs to a living program.
func TestSweepSparesTheLiving(t *testing.T) {
	temp := openTemp(t)
	opts := testOptions()
	opts.TempDir = temp
	first := start(t, opts)
	start(t, opts)
	if _, err := first.NewDatabase(t.Context()); err != nil {
		t.Errorf("the first server does not live any more: %v", err)
	}
}

// PostgreSQL refuses root, and most people are not root.
func TestServerRunsForAnOrdinaryUser(t *testing.T) {
	if os.Geteuid() != 0 {
		s := start(t, testOptions())
		if _, err := s.NewDatabase(t.Context()); err != nil {
			t.Fatal(err)
		}
		return
	}
	// The test binary lies where only root can reach it.
	home := openTemp(t)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(home, "program")
	if out, err := exec.Command("cp", self, program).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	const nobody = 65534
	if err := os.Chown(home, nobody, nobody); err != nil {
		t.Fatal(err)
	}
	p := startProgram(t, "wait", func(cmd *exec.Cmd) {
		cmd.Path, cmd.Args = program, []string{program}
		cmd.Dir = home
		cmd.Env = []string{
			"SCRATCH_TEST_CHILD=wait", "HOME=" + home, "PATH=" + os.Getenv("PATH"),
			"SYNAPCHECK_TEST_PG_MAJOR=" + os.Getenv("SYNAPCHECK_TEST_PG_MAJOR"),
			"SYNAPCHECK_SCRATCH_BIN=" + installedBin(t),
		}
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	})
	info, err := os.Stat(p.dir)
	if err != nil {
		t.Fatal(err)
	}
	if st := info.Sys().(*syscall.Stat_t); st.Uid != nobody || info.Mode().Perm() != 0o700 {
		t.Errorf("%s has owner %d and mode %o", p.dir, st.Uid, info.Mode().Perm())
	}
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
	eventually(t, "no directory is left", func() bool { return missing(p.dir) })
}

// installedBin is the directory of the programs that the tests' own server
// runs from.
func installedBin(t *testing.T) string {
	t.Helper()
	s := start(t, testOptions())
	db, err := s.NewDatabase(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(serverDir(db), "data", "postmaster.opts"))
	if err != nil {
		t.Fatal(err)
	}
	program, _, _ := strings.Cut(string(text), " ")
	return filepath.Dir(program)
}

func killWatchers(t *testing.T, dir string) {
	t.Helper()
	out, err := exec.Command("ps", "-A", "-ww", "-o", "pid=,command=").Output()
	if err != nil {
		t.Fatal(err)
	}
	killed := 0
	for line := range strings.Lines(string(out)) {
		if !strings.Contains(line, dir) || !strings.Contains(line, "synapcheck-watcher") {
			continue
		}
		pid, err := strconv.Atoi(strings.Fields(line)[0])
		if err != nil {
			t.Fatal(err)
		}
		if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		killed++
	}
	if killed != 1 {
		t.Fatalf("want one watcher, have %d", killed)
	}
}
