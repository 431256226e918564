package live_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/synapscale/synapcheck/inspect/live"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// TestHeldLockIsNamedInTime holds an exclusive lock and wants the holder named
// by the options that everybody has, which end it within two seconds.
func TestHeldLockIsNamedInTime(t *testing.T) {
	db := scratchtest.Database(t, everything)
	holder := dial(t, db.URL())
	server := connect(t, db.AdminURL(), live.Options{})
	run(t, holder, "begin", "lock table app.users in access exclusive mode")
	begun := time.Now()
	_, err := server.Read(t.Context())
	took := time.Since(begun)
	var blocked *live.BlockedError
	if !errors.As(err, &blocked) {
		t.Fatalf("%T: %v", err, err)
	}
	want := fmt.Sprintf("pid %d (idle in transaction, ", holder.PgConn().PID())
	if !strings.Contains(err.Error(), want) || !strings.HasSuffix(err.Error(), "holding AccessExclusiveLock on app.users") {
		t.Error(err)
	}
	t.Logf("after %s: %v", took, err)
}

// TestNobodyWaitsForUs alters tables and replaces views all the time, and gives
// up when a lock is not had within 100 ms, while others read all the time.
func TestNobodyWaitsForUs(t *testing.T) {
	var script strings.Builder
	script.WriteString(everything)
	for i := range 40 {
		fmt.Fprintf(&script, "create table t%d (id int check (id > 0), a text default 'x');\ncreate view v%[1]d as select id, a from t%[1]d;\n", i)
	}
	db := scratchtest.Database(t, script.String())
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
	defer cancel()
	var (
		all                     sync.WaitGroup
		readings, unread, shown atomic.Int64
	)
	for range 2 {
		server := connect(t, db.URL(), live.Options{})
		all.Go(func() {
			for ctx.Err() == nil {
				_, err := server.Read(context.Background())
				var (
					unstable *live.UnstableError
					blocked  *live.BlockedError
				)
				switch {
				case errors.As(err, &unstable), errors.As(err, &blocked):
					unread.Add(1)
				case err != nil:
					t.Errorf("%T: %v", err, err)
					return
				}
				readings.Add(1)
			}
		})
	}
	// Nobody may see us in a transaction with nothing to do for longer than the
	// blink of an eye.
	watcher := dial(t, db.AdminURL())
	all.Go(func() {
		for ctx.Err() == nil {
			var idle int64
			err := watcher.QueryRow(context.Background(), `
select count(*) from pg_stat_activity
where application_name = 'synapcheck' and datname = current_database() and state like 'idle in transaction%'
and clock_timestamp() - state_change > interval '100 ms'`).Scan(&idle)
			if err != nil {
				t.Error(err)
				return
			}
			shown.Add(idle)
		}
	})
	writer := dial(t, db.URL())
	run(t, writer, "set lock_timeout = '100ms'")
	changes, waited := 0, 0
	var longest time.Duration
	for ; ctx.Err() == nil; changes++ {
		begun := time.Now()
		change := fmt.Sprintf("alter table t%d set (fillfactor = %d)", changes%40, 50+changes%50)
		if changes%4 == 3 {
			change = fmt.Sprintf("create or replace view v%d as select id, a from t%[1]d where id <> %[2]d", changes%40, changes)
		}
		_, err := writer.Exec(context.Background(), change)
		var pg *pgconn.PgError
		switch {
		case errors.As(err, &pg) && pg.Code == "55P03":
			waited++
		case err != nil:
			t.Fatal(err)
		}
		longest = max(longest, time.Since(begun))
		time.Sleep(5 * time.Millisecond)
	}
	all.Wait()
	t.Logf("%d changes, the longest took %s; %d readings, %d given up", changes, longest, readings.Load(), unread.Load())
	// A busy machine makes a change late by itself, but hardly two in a hundred.
	if waited > changes/50 {
		t.Errorf("%d of %d changes waited for more than 100 ms", waited, changes)
	}
	if shown.Load() > 0 {
		t.Errorf("we were seen idle in a transaction %d times", shown.Load())
	}
	if changes < 50 || readings.Load() < 3 {
		t.Error("too little happened")
	}
}

// TestServersHaveNothingToComplainAbout looks for warnings, which end up in the
// server's log.
func TestServersHaveNothingToComplainAbout(t *testing.T) {
	db := scratchtest.Database(t, everything)
	var mu sync.Mutex
	var complaints []string
	open := false
	b := &between{answered: func(m pgproto3.BackendMessage) pgproto3.BackendMessage {
		mu.Lock()
		defer mu.Unlock()
		switch m := m.(type) {
		case *pgproto3.NoticeResponse:
			complaints = append(complaints, m.Message)
		case *pgproto3.ReadyForQuery:
			open = m.TxStatus != 'I'
		}
		return m
	}}
	server, err := live.Connect(t.Context(), db.URL(), b.options(t))
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close(t.Context())
	for range 2 {
		if _, err := server.Read(t.Context()); err != nil {
			t.Fatal(err)
		}
		run(t, dial(t, db.URL()), "create schema if not exists another")
	}
	mu.Lock()
	defer mu.Unlock()
	if len(complaints) > 0 || open {
		t.Errorf("complaints %q; left in a transaction: %t", complaints, open)
	}
}
