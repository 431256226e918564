package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// limitOfOurs is long: it is the bench that ends what takes too long.
const limitOfOurs = 10 * time.Minute

// A contestant reads a schema in a process of its own.
type contestant struct {
	name    string
	command []string // and the address of the database after it
	missing string   // why it cannot be had
	capped  string   // why it is not tried any more
}

// contestants builds them all in dir. One that cannot be had says why.
func contestants(ctx context.Context, dir, only string) ([]*contestant, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	ours := filepath.Join(dir, "synapcheck")
	program := &contestant{name: "ours, inspect --format json", command: []string{ours, "inspect", "--format", "json"}}
	if err := build(ctx, ".", ours, "./cmd/synapcheck"); err != nil {
		program.missing = firstLine(err)
	}
	all := []*contestant{
		{name: "floor", command: []string{self, "floor"}},
		{name: "ours, library", command: []string{self, "library"}},
		program,
		{name: "pg_dump -s", command: []string{"pg_dump", "-s"}},
	}
	if _, err := exec.LookPath("pg_dump"); err != nil {
		all[len(all)-1].missing = "pg_dump is not installed"
	}
	for _, peer := range []string{"atlas", "pgschemadiff"} {
		if only != "" && !strings.Contains(peer, only) {
			continue
		}
		c := &contestant{name: peer, command: []string{filepath.Join(dir, peer)}}
		if err := build(ctx, filepath.Join("inspect/live/internal/bench/testdata", peer), c.command[0], "."); err != nil {
			c.missing = firstLine(err)
		}
		all = append(all, c)
	}
	return all, nil
}

func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}

func build(ctx context.Context, dir, to, what string) error {
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-o", to, what)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("building %s: %w: %s", filepath.Base(to), err, strings.TrimSpace(string(out)))
	}
	return nil
}

// A cost is what one process took.
type cost struct {
	wall, client time.Duration
	server       time.Duration // of all backends, in steps of 10 ms
	rss, backend int64         // at the highest, in bytes
	out          int64
}

var errCapped = errors.New("took too long")

// once runs a contestant to its end.
func (c *contestant) once(ctx context.Context, dsn string, server *backends, limit time.Duration) (cost, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, limit, errCapped)
	defer cancel()
	cmd := exec.CommandContext(ctx, c.command[0], append(c.command[1:len(c.command):len(c.command)], dsn)...)
	var out counter
	var complaint strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &complaint
	watched := server.watch()
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	memory, processor := watched()
	if context.Cause(ctx) != nil {
		return cost{}, context.Cause(ctx)
	}
	if err != nil {
		return cost{}, fmt.Errorf("%s: %w: %s", c.name, err, strings.TrimSpace(complaint.String()))
	}
	used := cmd.ProcessState
	return cost{
		wall: wall, client: used.UserTime() + used.SystemTime(), server: processor,
		rss: peak(used), backend: memory, out: int64(out),
	}, nil
}

type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
