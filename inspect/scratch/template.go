package scratch

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// Roles of every server of ours.
const (
	adminRole = "synapcheck_admin" // superuser; runs only what this program composes
	ownerRole = "synapcheck_owner" // plain; owns the databases and runs everything else
)

// settings go into postgresql.conf. Speed comes first: nothing here outlives
// the process, so nothing need survive a crash.
var settings = []string{
	"listen_addresses = ''",
	"unix_socket_permissions = 0700",
	"fsync = off",
	"synchronous_commit = off",
	"full_page_writes = off",
	"autovacuum = off",
	"jit = off",
	"wal_level = minimal",
	"max_wal_senders = 0",
	"max_logical_replication_workers = 0",
	"max_connections = 100",
	"max_locks_per_transaction = 256",
	"shared_buffers = 16MB",
	"huge_pages = off",
	"dynamic_shared_memory_type = mmap", // in the data directory, so it goes with it
	"temp_file_limit = 1GB",
	"timezone = 'UTC'",
	"log_timezone = 'UTC'",
	"log_min_messages = error",
	"log_min_error_statement = panic", // foreign SQL stays out of the log
}

// bootstrap runs once in a new data directory, as the superuser: statements by
// the database that they run in.
func bootstrap(major int) []bootScript {
	scripts := []bootScript{{"postgres", []string{
		"create role " + ownerRole + " login nosuperuser nocreatedb nocreaterole noreplication nobypassrls",
		"alter role " + ownerRole + " set statement_timeout = '60s'",
		"revoke connect on database postgres from public",
	}}}
	if major < 15 { // from then on the schema belongs to whoever owns the database
		scripts = append(scripts, bootScript{"template0", []string{"alter schema public owner to " + ownerRole}})
	}
	return scripts
}

type bootScript struct {
	database   string
	statements []string
}

func initdbArgs(major int) []string {
	args := []string{
		"--username=" + adminRole, "--auth=trust", "--encoding=UTF8", "--no-locale",
		"--no-sync", "--wal-segsize=1",
	}
	if major >= 18 {
		args = append(args, "--no-data-checksums")
	}
	return args
}

func serverSettings(major int) string {
	lines := settings
	if major >= 18 {
		lines = append(lines[:len(lines):len(lines)], "io_method = sync") // no worker processes
	}
	return strings.Join(lines, "\n") + "\n"
}

// template gives the prepared data directory of an installation, making it if
// it is not in the cache. Fresh says that it was made just now.
func (h *house) template(ctx context.Context, inst installation) (dir string, fresh bool, err error) {
	key, err := h.templateKey(inst)
	if err != nil {
		return "", false, err
	}
	dir = filepath.Join(h.cache, "templates", key)
	if exists(dir) {
		now := time.Now()
		_ = os.Chtimes(dir+lockSuffix, now, now) // in use: see prune
		return dir, false, nil
	}
	unlock, err := waitLock(ctx, dir+lockSuffix)
	if err != nil {
		return "", false, fmt.Errorf("waiting for another process to prepare a data directory: %w", err)
	}
	defer unlock()
	if exists(dir) {
		return dir, false, nil
	}
	if err := h.makeTemplate(ctx, inst, dir); err != nil {
		return "", false, fmt.Errorf("preparing a data directory: %w", err)
	}
	h.prune()
	return dir, true, nil
}

const lockSuffix = ".lock"

// unusedAge is how long a template stays in the cache without being used: every
// update of PostgreSQL leaves one behind.
const unusedAge = 60 * 24 * time.Hour

// prune removes templates that nobody has used for long.
func (h *house) prune() {
	for _, lockPath := range glob(filepath.Join(h.cache, "templates", "*"+lockSuffix)) {
		info, err := os.Stat(lockPath)
		if err != nil || time.Since(info.ModTime()) < unusedAge {
			continue
		}
		if err := h.discard(strings.TrimSuffix(lockPath, lockSuffix)); err == nil {
			_ = os.Remove(lockPath)
		}
	}
}

// templateKey changes whenever a data directory made by one build or one set
// of options might not suit another.
func (h *house) templateKey(inst installation) (string, error) {
	program := filepath.Join(inst.bin, "postgres")
	info, err := os.Stat(program)
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	for _, part := range []string{
		inst.version, program, strconv.FormatInt(info.Size(), 10), info.ModTime().UTC().Format(time.RFC3339Nano),
		strings.Join(initdbArgs(inst.major), " "), serverSettings(inst.major), fmt.Sprint(bootstrap(inst.major)),
		strconv.Itoa(h.as.uid),
	} {
		sum.Write([]byte(part + "\x00")) // never fails
	}
	return fmt.Sprintf("%d.%d-%s", inst.major, inst.minor, hex.EncodeToString(sum.Sum(nil)[:8])), nil
}

func (h *house) makeTemplate(ctx context.Context, inst installation, dir string) error {
	work, err := newWorkDir(h.cacheTemp(), h.as.drop)
	if err != nil {
		return err
	}
	defer func() { _ = work.remove() }()

	data := filepath.Join(work.path, dataDir)
	if err := os.Mkdir(data, 0o700); err != nil {
		return err
	}
	if err := h.as.own(data); err != nil {
		return err
	}
	args := append(initdbArgs(inst.major), "--pgdata="+data)
	if err := h.run(ctx, filepath.Join(inst.bin, "initdb"), "", args...); err != nil {
		return err
	}
	conf, err := os.OpenFile(filepath.Join(data, "postgresql.conf"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = io.WriteString(conf, serverSettings(inst.major))
	if closeErr := conf.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	for _, script := range bootstrap(inst.major) {
		// Single-user mode takes a statement a line; one that fails is to fail all.
		lines := strings.Join(script.statements, "\n") + "\n"
		err = h.run(ctx, filepath.Join(inst.bin, "postgres"), lines,
			"--single", "-c", "exit_on_error=true", "-D", data, script.database)
		if err != nil {
			return err
		}
	}
	if err := h.as.disown(data); err != nil {
		return err
	}
	return os.Rename(data, dir)
}

// run executes one of PostgreSQL's programs to its end.
func (h *house) run(ctx context.Context, program, stdin string, args ...string) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Env = programEnv()
	cmd.Dir = "/"
	cmd.Stdin = strings.NewReader(stdin)
	cmd.Cancel = func() error { return cmd.Process.Signal(quit) }
	cmd.WaitDelay = 5 * time.Second
	h.as.confine(cmd, quit)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := onHeldThread(cmd.Run); err != nil {
		return fmt.Errorf("%s: %w%s", filepath.Base(program), err, tail(out.String(), 5))
	}
	return nil
}

// discard takes a template out of the cache.
func (h *house) discard(dir string) error {
	work, err := newWorkDir(h.cacheTemp(), false)
	if err != nil {
		return err
	}
	err = os.Rename(dir, filepath.Join(work.path, "discarded"))
	if os.IsNotExist(err) {
		err = nil // another process was quicker
	}
	if rmErr := work.remove(); err == nil {
		err = rmErr
	}
	return err
}
