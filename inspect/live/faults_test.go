package live_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/synapscale/synapcheck/inspect/live"
	"github.com/synapscale/synapcheck/inspect/scratch"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// TestCutAtEveryQuery breaks the connection at each query in turn: before it,
// by ending its backend, and in the middle of its answer. There is never a
// description, and always an error that names the database.
func TestCutAtEveryQuery(t *testing.T) {
	db := scratchtest.Database(t, everything)
	admin := dial(t, db.AdminURL())
	attempt := func(b *between) error {
		// What is done before a request may outlast the answer to it.
		defer b.serving.Wait()
		server, err := live.Connect(t.Context(), db.URL(), b.options(t))
		if err != nil {
			return err
		}
		defer server.Close(t.Context())
		have, err := server.Read(t.Context())
		if err != nil && have != nil {
			t.Errorf("a description came with the error %v", err)
		}
		return err
	}
	// Each fault is told the number of the query, and happens at the one given.
	faults := map[string]func(at int) *between{
		"before the query": func(at int) *between {
			n := 0
			return &between{asked: func(m pgproto3.FrontendMessage) pgproto3.FrontendMessage {
				if _, ok := m.(*pgproto3.Execute); ok {
					if n++; n == at {
						return nil
					}
				}
				return m
			}}
		},
		"its backend is ended": func(at int) *between {
			n := 0
			var pid atomic.Uint32
			return &between{
				answered: func(m pgproto3.BackendMessage) pgproto3.BackendMessage {
					if key, ok := m.(*pgproto3.BackendKeyData); ok {
						pid.Store(key.ProcessID)
					}
					return m
				},
				asked: func(m pgproto3.FrontendMessage) pgproto3.FrontendMessage {
					if _, ok := m.(*pgproto3.Execute); ok {
						if n++; n == at {
							if _, err := admin.Exec(context.Background(), fmt.Sprintf("select pg_terminate_backend(%d)", pid.Load())); err != nil {
								t.Error(err)
							}
						}
					}
					return m
				},
			}
		},
		"within the answer": func(at int) *between {
			n := 0
			return &between{answered: func(m pgproto3.BackendMessage) pgproto3.BackendMessage {
				if _, ok := m.(*pgproto3.CommandComplete); ok {
					if n++; n == at {
						return nil
					}
				}
				return m
			}}
		},
	}
	queries := 0
	if err := attempt(&between{asked: func(m pgproto3.FrontendMessage) pgproto3.FrontendMessage {
		if _, ok := m.(*pgproto3.Execute); ok {
			queries++
		}
		return m
	}}); err != nil {
		t.Fatal(err)
	}
	if queries < 30 {
		t.Fatalf("there are only %d queries", queries)
	}
	for name, fault := range faults {
		for at := 1; at <= queries; at++ {
			begun := time.Now()
			err := attempt(fault(at))
			switch {
			case err == nil:
				t.Errorf("query %d, %s: no error", at, name)
			case !strings.Contains(err.Error(), "reading postgres database "+db.Name()):
				t.Errorf("query %d, %s: %v", at, name, err)
			case strings.Contains(err.Error(), "changing"), strings.Contains(err.Error(), "no answer"):
				t.Errorf("query %d, %s: another reason is given: %v", at, name, err)
			}
			if took := time.Since(begun); took > 5*time.Second {
				t.Errorf("query %d, %s: it took %s", at, name, took)
			}
		}
	}
	t.Logf("%d queries, each cut in %d ways", queries, len(faults))
}

// TestSilenceEnds stops the answers at each query in turn, but not the
// connection.
func TestSilenceEnds(t *testing.T) {
	db := scratchtest.Database(t, everything)
	for _, at := range []int{1, 6, 20, 35} {
		n := 0
		silent := make(chan struct{})
		t.Cleanup(func() { close(silent) })
		b := &between{answered: func(m pgproto3.BackendMessage) pgproto3.BackendMessage {
			if _, ok := m.(*pgproto3.CommandComplete); ok {
				if n++; n == at {
					<-silent
				}
			}
			return m
		}}
		opts := b.options(t)
		opts.Timeout = 500 * time.Millisecond
		begun := time.Now()
		server, err := live.Connect(t.Context(), db.URL(), opts)
		if err == nil {
			_, err = server.Read(t.Context())
			server.Close(t.Context())
		}
		var timeout *live.TimeoutError
		if !errors.As(err, &timeout) {
			t.Errorf("silence at %d: %T: %v", at, err, err)
		}
		if took := time.Since(begun); took > 4*time.Second {
			t.Errorf("silence at %d: it took %s", at, took)
		}
	}
}

// TestFrozenBackend stops the process that serves us.
func TestFrozenBackend(t *testing.T) {
	db := scratchtest.Database(t, everything)
	opts := live.Options{Timeout: 2 * time.Second}
	server := connect(t, db.URL(), opts)
	admin := dial(t, db.AdminURL())
	var pid int
	err := admin.QueryRow(t.Context(), "select pid from pg_stat_activity where application_name = 'synapcheck' and datname = current_database()").Scan(&pid)
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(pid, syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	defer syscall.Kill(pid, syscall.SIGCONT) // it may have gone
	begun := time.Now()
	_, err = server.Read(t.Context())
	var timeout *live.TimeoutError
	if !errors.As(err, &timeout) {
		t.Errorf("%T: %v", err, err)
	}
	if took := time.Since(begun); took > 5*time.Second {
		t.Errorf("it took %s", took)
	}
}

// TestStoppedServer reads from a server that is shut down meanwhile.
func TestStoppedServer(t *testing.T) {
	own, err := scratch.Start(t.Context(), scratch.Options{AnyMajor: true, Major: scratchtest.Server(t).Version() / 10000})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := own.Stop(); err != nil {
			t.Error(err)
		}
	})
	db, err := own.NewDatabase(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Exec(t.Context(), everything); err != nil {
		t.Fatal(err)
	}
	server := connect(t, db.URL(), live.Options{})
	failed := make(chan error, 1)
	go func() {
		for {
			have, err := server.Read(context.Background())
			if err != nil {
				failed <- err
				return
			}
			if len(have.Tables) < 2 {
				failed <- errors.New("a part only was read")
				return
			}
		}
	}()
	time.Sleep(100 * time.Millisecond)
	if err := own.Stop(); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-failed:
		if !strings.HasPrefix(err.Error(), "reading postgres database "+db.Name()) {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Error("the reading goes on")
	}
	if _, err := refusal(t, db.URL(), live.Options{}); !strings.Contains(err.Error(), "there is no such socket") {
		t.Error(err)
	}
}

// TestConnectingIsPatient is refused in several ways before it is let in.
func TestConnectingIsPatient(t *testing.T) {
	db := scratchtest.Database(t, "create table t (id int)")
	for _, c := range []struct {
		code    string // of the server; empty for a port at which nobody listens
		refused int
		in      bool
	}{
		{"57P03", 2, true},
		{"57P01", 1, true},
		{"53300", 2, true},
		{"08006", 2, true},
		{"53300", 3, false},
		{"28P01", 1, false},
		{"08P01", 1, false},
		{"3D000", 1, false},
		{"", 2, true},
		{"", 3, false},
	} {
		calls := 0
		b := &between{greeted: func() pgproto3.BackendMessage {
			if calls > c.refused || c.code == "" {
				return nil
			}
			return &pgproto3.ErrorResponse{Severity: "FATAL", SeverityUnlocalized: "FATAL", Code: c.code, Message: "not now"}
		}}
		through := b.options(t)
		opts := live.Options{}.WithDial(func(ctx context.Context, network, address string) (net.Conn, error) {
			calls++
			if c.code == "" && calls <= c.refused {
				return nil, &net.OpError{Op: "dial", Net: network, Err: syscall.ECONNREFUSED}
			}
			return through.Dial()(ctx, network, address)
		})
		server, err := live.Connect(t.Context(), db.URL(), opts)
		if err == nil {
			server.Close(t.Context())
		}
		if (err == nil) != c.in || c.in && calls != c.refused+1 || !c.in && calls != c.refused {
			t.Errorf("code %q, %d times: after %d calls: %v", c.code, c.refused, calls, err)
		}
	}
}

// TestNothingIsAskedTwice loses the connection when it has been made.
func TestNothingIsAskedTwice(t *testing.T) {
	db := scratchtest.Database(t, "create table t (id int)")
	calls := 0
	b := &between{
		greeted: func() pgproto3.BackendMessage { calls++; return nil },
		asked: func(m pgproto3.FrontendMessage) pgproto3.FrontendMessage {
			if _, ok := m.(*pgproto3.Execute); ok {
				return nil
			}
			return m
		},
	}
	if server, err := live.Connect(t.Context(), db.URL(), b.options(t)); err == nil || calls != 1 {
		t.Errorf("%d calls, %v, %v", calls, server, err)
	}
}
