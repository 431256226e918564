package scratch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
)

// Names inside a server's directory, and of the socket that PostgreSQL makes
// for its default port.
const (
	dataDir    = "data"
	socketDir  = "s"
	socketFile = ".s.PGSQL.5432"
	logFile    = "log"
)

// startTimeout is how long a server may take to accept connections.
const startTimeout = time.Minute

// A Server is a scratch server. It is safe for concurrent use.
type Server struct {
	work    *workDir
	proc    *process
	watcher *watcher
	version int
	seq     atomic.Int64

	mu    sync.Mutex // guards admin
	admin *pgx.Conn

	stop    sync.Once
	stopErr error
	stopped chan struct{}
}

// launch copies a template and starts a server on it.
func launch(ctx context.Context, h *house, inst installation, tmpl string) (*Server, error) {
	work, err := newWorkDir(h.temp, h.as.drop)
	if err != nil {
		return nil, err
	}
	s := &Server{work: work, stopped: make(chan struct{})}
	if err := s.boot(ctx, h, inst, tmpl); err != nil {
		return nil, errors.Join(err, s.Stop())
	}
	context.AfterFunc(ctx, func() { _ = s.Stop() })
	return s, nil
}

func (s *Server) boot(ctx context.Context, h *house, inst installation, tmpl string) error {
	data, socket := s.path(dataDir), s.path(socketDir)
	if err := h.as.copyTree(tmpl, data); err != nil {
		return err
	}
	if err := os.Mkdir(socket, 0o700); err != nil {
		return err
	}
	if err := h.as.own(socket); err != nil {
		return err
	}
	log, err := os.Create(s.path(logFile))
	if err != nil {
		return err
	}
	defer log.Close()

	cmd := exec.Command(filepath.Join(inst.bin, "postgres"), "-D", data, "-k", socket, "-p", "5432")
	cmd.Env = programEnv()
	cmd.Dir = "/"
	cmd.Stdout, cmd.Stderr = log, log
	h.as.confine(cmd, quit)
	if s.proc, err = startProcess(cmd); err != nil {
		return err
	}
	s.watcher = watch(s.proc.pid, s.work.path)
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	if err := s.waitReady(ctx, data); err != nil {
		return fmt.Errorf("starting postgres: %w%s", err, s.logTail())
	}
	if s.admin, err = s.connectAdmin(ctx, "postgres"); err != nil {
		return fmt.Errorf("connecting: %w%s", err, s.logTail())
	}
	return s.readVersion(ctx)
}

// waitReady returns when the server accepts connections. Its pid file says so
// in the eighth line.
func (s *Server) waitReady(ctx context.Context, data string) error {
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-s.proc.exited:
			return fmt.Errorf("it ended at once: %w", s.proc.err)
		case <-tick.C:
		}
		text, err := os.ReadFile(filepath.Join(data, "postmaster.pid"))
		if err != nil {
			continue
		}
		lines := bytes.Split(text, []byte("\n"))
		if len(lines) < 8 || !bytes.HasPrefix(lines[7], []byte("ready")) {
			continue
		}
		if pid := string(bytes.TrimSpace(lines[0])); pid != strconv.Itoa(s.proc.pid) {
			return errors.New("the program is a wrapper, not PostgreSQL itself")
		}
		return nil
	}
}

func (s *Server) readVersion(ctx context.Context) error {
	var text string
	if err := s.admin.QueryRow(ctx, "show server_version_num").Scan(&text); err != nil {
		return fmt.Errorf("reading the server's version: %w", err)
	}
	version, err := strconv.Atoi(text)
	s.version = version
	return err
}

// Version is the server's version as server_version_num gives it: 150018 for
// 15.18.
func (s *Server) Version() int { return s.version }

// Stop ends the server and removes all it kept. Calling it again does nothing
// but wait for the first call and give the same error.
func (s *Server) Stop() error {
	s.stop.Do(func() {
		defer close(s.stopped)
		if s.proc != nil {
			s.proc.end()
		}
		// Before the directory goes, lest its name be taken anew under the watcher.
		s.watcher.dismiss()
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.admin != nil {
			// The server is gone; this only frees our side.
			ctx, cancel := context.WithTimeout(context.Background(), time.Second)
			_ = s.admin.Close(ctx)
			cancel()
		}
		if err := s.work.remove(); err != nil {
			s.stopErr = fmt.Errorf("stopping scratch server: %w", err)
		}
	})
	return s.stopErr
}

func (s *Server) path(name string) string { return filepath.Join(s.work.path, name) }

func (s *Server) logTail() string {
	text, err := os.ReadFile(s.path(logFile))
	if err != nil {
		return ""
	}
	return tail(string(text), 8)
}

// A process is a child that is ended with us.
type process struct {
	pid    int
	cmd    *exec.Cmd
	exited chan struct{}
	err    error // valid once exited is closed
}

// startProcess starts a command from a thread that is held until the command
// ends: the kernel takes the death of that thread for the death of the parent.
func startProcess(cmd *exec.Cmd) (*process, error) {
	p := &process{cmd: cmd, exited: make(chan struct{})}
	started := make(chan error, 1)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := cmd.Start()
		started <- err
		if err != nil {
			return
		}
		if p.err = cmd.Wait(); p.err == nil {
			p.err = errors.New("exit status 0")
		}
		close(p.exited)
	}()
	if err := <-started; err != nil {
		return nil, err
	}
	p.pid = cmd.Process.Pid
	return p, nil
}

// end asks the server to drop everything at once, which suits data that is
// deleted next.
func (p *process) end() {
	_ = p.cmd.Process.Signal(quit)
	select {
	case <-p.exited:
	case <-time.After(10 * time.Second):
		_ = p.cmd.Process.Kill()
		<-p.exited
	}
}

// onHeldThread runs a command to its end under the same condition.
func onHeldThread(run func() error) error {
	done := make(chan error)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		done <- run()
	}()
	return <-done
}

// url is the address of a database for a role.
func (s *Server) url(role, database string) string {
	return socketURL(s.path(socketDir), role, database)
}

func (s *Server) connectAdmin(ctx context.Context, database string) (*pgx.Conn, error) {
	return connect(ctx, s.url(adminRole, database))
}

func (s *Server) nextName() string {
	return "scratch_" + strings.TrimSpace(strconv.FormatInt(s.seq.Add(1), 10))
}
