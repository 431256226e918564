package main

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// backends are the processes of a server on this machine.
type backends struct {
	postmaster int
	others     map[int]bool // its own helpers
}

func backendsOf(ctx context.Context, dsn string) (*backends, error) {
	conn, err := pgconn.Connect(ctx, dsn)
	if err != nil {
		return nil, err
	}
	pid := int(conn.PID())
	postmaster := status(pid, "PPid")
	if err := conn.Close(ctx); err != nil {
		return nil, err
	}
	if postmaster == 0 {
		return nil, fmt.Errorf("the server's processes cannot be seen: /proc is needed")
	}
	b := &backends{postmaster: int(postmaster)}
	for alive(pid) {
		time.Sleep(time.Millisecond)
	}
	b.others = b.children()
	return b, nil
}

// watch looks after the backends until told to end. It gives the private memory
// of the largest at its highest, as often as one can look, and the processor
// time of all.
func (b *backends) watch() (end func() (memory int64, processor time.Duration)) {
	before := b.processor()
	stop, done := make(chan struct{}), make(chan int64)
	go func() {
		most := int64(0)
		for {
			for pid := range b.children() {
				if !b.others[pid] {
					// Kilobytes. What is shared with all backends is not counted.
					most = max(most, status(pid, "RssAnon")<<10)
				}
			}
			select {
			case <-stop:
				done <- most
				return
			case <-time.After(4 * time.Millisecond):
			}
		}
	}()
	return func() (int64, time.Duration) {
		close(stop)
		memory := <-done
		// The time of a backend is known when it has gone.
		for wait := 0; wait < 2000 && b.busy(); wait++ {
			time.Sleep(time.Millisecond)
		}
		return memory, b.processor() - before
	}
}

func (b *backends) busy() bool {
	for pid := range b.children() {
		if !b.others[pid] {
			return true
		}
	}
	return false
}

func (b *backends) children() map[int]bool {
	all := map[int]bool{}
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%[1]d/children", b.postmaster))
	if err != nil {
		return all
	}
	for _, word := range strings.Fields(string(data)) {
		if pid, err := strconv.Atoi(word); err == nil {
			all[pid] = true
		}
	}
	return all
}

// processor is the time of all backends that have ended.
func (b *backends) processor() time.Duration {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", b.postmaster))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(data), ") ")
	fields := strings.Fields(rest)
	ticks := int64(0)
	for _, f := range fields[13:15] { // cutime and cstime
		n, _ := strconv.ParseInt(f, 10, 64)
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond
}

func alive(pid int) bool { return syscall.Kill(pid, 0) == nil }

// status is a number of a process's status, or 0.
func status(pid int, name string) int64 {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(data)) {
		if value, ok := strings.CutPrefix(line, name+":"); ok {
			n, _ := strconv.ParseInt(strings.Fields(value)[0], 10, 64)
			return n
		}
	}
	return 0
}

// peak is the memory of an ended process at its highest.
func peak(p *os.ProcessState) int64 {
	if u, ok := p.SysUsage().(*syscall.Rusage); ok {
		return u.Maxrss << 10 // Linux counts kilobytes
	}
	return 0
}
