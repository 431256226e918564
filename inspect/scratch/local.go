package scratch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"
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

// A local is a server process of ours.
type local struct {
	work    *workDir
	proc    *process
	watcher *watcher
}

// launch copies a template and starts a server on it.
func launch(ctx context.Context, h *house, inst installation, tmpl string) (*Server, error) {
	work, err := newWorkDir(h.temp, h.as.drop)
	if err != nil {
		return nil, err
	}
	l := &local{work: work}
	s := newServer()
	s.owner, s.local = ownerRole, l
	s.adminURL = func(database string) string { return l.url(adminRole, database) }
	s.ownerURL = func(database string) string { return l.url(ownerRole, database) }
	s.shutdown = l.end
	err = l.boot(ctx, h, inst, tmpl)
	if err == nil {
		if err = s.open(ctx, "postgres"); err != nil {
			err = fmt.Errorf("%w%s", err, l.logTail())
		}
	}
	if err != nil {
		return nil, errors.Join(err, s.Stop())
	}
	return s, nil
}

func (l *local) boot(ctx context.Context, h *house, inst installation, tmpl string) error {
	data, socket := l.path(dataDir), l.path(socketDir)
	if err := h.as.copyTree(tmpl, data); err != nil {
		return err
	}
	if err := os.Mkdir(socket, 0o700); err != nil {
		return err
	}
	if err := h.as.own(socket); err != nil {
		return err
	}
	log, err := os.Create(l.path(logFile))
	if err != nil {
		return err
	}
	defer log.Close()

	cmd := exec.Command(filepath.Join(inst.bin, "postgres"), "-D", data, "-k", socket, "-p", "5432")
	cmd.Env = programEnv()
	cmd.Dir = "/"
	cmd.Stdout, cmd.Stderr = log, log
	h.as.confine(cmd, quit)
	if l.proc, err = startProcess(cmd); err != nil {
		return err
	}
	l.watcher = watch(l.proc.pid, l.work.path)
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	if err := l.waitReady(ctx, data); err != nil {
		return fmt.Errorf("starting postgres: %w%s", err, l.logTail())
	}
	return nil
}

// waitReady returns when the server accepts connections. Its pid file says so
// in the eighth line.
func (l *local) waitReady(ctx context.Context, data string) error {
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-l.proc.exited:
			return fmt.Errorf("it ended at once: %w", l.proc.err)
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
		if pid := string(bytes.TrimSpace(lines[0])); pid != strconv.Itoa(l.proc.pid) {
			return errors.New("the program is a wrapper, not PostgreSQL itself")
		}
		return nil
	}
}

// end ends the server and removes all it kept.
func (l *local) end() error {
	if l.proc != nil {
		l.proc.end()
	}
	// Before the directory goes, lest its name be taken anew under the watcher.
	l.watcher.dismiss()
	return l.work.remove()
}

func (l *local) path(name string) string { return filepath.Join(l.work.path, name) }

func (l *local) logTail() string {
	text, err := os.ReadFile(l.path(logFile))
	if err != nil {
		return ""
	}
	return tail(string(text), 8)
}

// url leaves nothing to the PG* variables of the environment that could change
// which server is meant.
func (l *local) url(role, database string) string {
	u := url.URL{
		Scheme:   "postgres",
		User:     url.User(role),
		Path:     "/" + database,
		RawQuery: url.Values{"host": {l.path(socketDir)}, "port": {"5432"}, "sslmode": {"disable"}}.Encode(),
	}
	return u.String()
}
