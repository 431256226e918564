package proof

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// Others judge the entries of the drift catalogue of which both sides are SQL.
// pg_dump writes both sides alike if and only if nothing is found, and what atlas
// sees is found; testdata/opinions.txt has the exceptions and their reasons.
//
// SYNAPCHECK_OPINIONS is atlas's own comparison, built from testdata/atlas; where
// it is not set a few entries are held against pg_dump alone.
func TestSecondOpinions(t *testing.T) {
	program(t, "pg_dump", scratchtest.Server(t).Version()/10000) // or there is nothing to hold against
	judge := os.Getenv("SYNAPCHECK_OPINIONS")
	paths, err := filepath.Glob(root + "/testdata/drift/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	if judge == "" {
		paths = slices.DeleteFunc(paths, func(p string) bool { return !strings.HasPrefix(filepath.Base(p), "view-query") })
	}
	var atlas *second
	if judge != "" {
		atlas = consult(t, judge)
	}
	waivers := waived(t)
	var mu sync.Mutex
	heard, silent := 0, 0
	opinion := func(who, entry, what string) {
		mu.Lock()
		defer mu.Unlock()
		for key := range waivers {
			if of, pattern, _ := strings.Cut(key, " "); of == who {
				if ok, err := filepath.Match(pattern, entry); ok && err == nil {
					waivers[key] = true
					return
				}
			}
		}
		t.Errorf("%s %s: %s", who, entry, what)
	}
	spaces := sync.OnceFunc(func() {
		conn := connect(t, scratchtest.Database(t).AdminURL())
		defer conn.Close(context.WithoutCancel(t.Context()))
		for _, sql := range []string{"set allow_in_place_tablespaces = on", "create tablespace drift location ''"} {
			if _, err := conn.Exec(t.Context(), sql); err != nil {
				t.Error(err)
			}
		}
	})
	work := make(chan string, len(paths)) // or nobody takes what a worker that has failed leaves
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for path := range work {
				name := strings.TrimSuffix(filepath.Base(path), ".txtar")
				sides, super := sidesOf(t, path)
				if sides == nil {
					continue
				}
				if super && strings.Contains(sides[0]+sides[1], "tablespace drift") {
					spaces()
				}
				declared, live := played(t, sides[0], super), played(t, sides[1], super)
				if declared == nil || live == nil {
					t.Errorf("%s cannot be played", name)
					continue
				}
				found := len(FoundIn(diff.Compare(declared.described, live.described, diff.Options{}))) > 0
				one, other := plain(declared.db, dump(t, scratchtest.Server(t), declared.db, "-C")), plain(live.db, dump(t, scratchtest.Server(t), live.db, "-C"))
				switch {
				case one != other && !found:
					opinion("pg_dump", name, "writes the sides otherwise, and nothing is found:\n"+firstOther(one, other))
				case one == other && found:
					opinion("pg_dump", name, "writes both sides alike, and something is found")
				}
				if atlas != nil {
					a := atlas.ask(t, declared.db.AdminURL(), live.db.AdminURL())
					mu.Lock()
					if len(a.Changes) > 0 {
						heard++
					} else if found {
						silent++
					}
					mu.Unlock()
					if len(a.Changes) > 0 && !found {
						opinion("atlas", name, fmt.Sprintf("sees %s, and nothing is found", strings.Join(a.Changes, ", ")))
					}
				}
				declared.drop(t)
				live.drop(t)
			}
		})
	}
	for _, path := range paths {
		work <- path
	}
	close(work)
	group.Wait()
	t.Logf("%d entries; atlas sees something in %d, and nothing or an error in %d where something is found", len(paths), heard, silent)
	if judge == "" {
		return
	}
	for key, used := range waivers {
		if !used {
			t.Errorf("the exception of %s is stale", key)
		}
	}
}

// sidesOf are the two scripts of an entry, or nothing where one is code or the
// server is too old.
func sidesOf(t *testing.T, path string) (sides []string, super bool) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Error(err)
		return nil, false
	}
	files := make(map[string]string)
	for _, f := range archive.Files {
		files[f.Name] = string(f.Data)
	}
	least := 0
	if s := files["server"]; s != "" {
		if _, err := fmt.Sscan(s, &least); err != nil {
			t.Error(err)
		}
	}
	declared, both := files["declared.sql"]
	if !both || scratchtest.Server(t).Version()/10000 < least {
		return nil, false
	}
	_, super = files["superuser"]
	return []string{declared, files["live.sql"]}, super
}

// A played script is a database that it has made.
type playedScript struct {
	db        *scratch.DB
	described *schema.Database
}

func (p *playedScript) drop(t *testing.T) {
	ctx := context.WithoutCancel(t.Context())
	if conn := connect(t, p.db.AdminURL()); conn != nil {
		// A database with a subscription cannot go.
		_, _ = conn.PgConn().Exec(ctx, "drop subscription if exists sub").ReadAll()
		if err := conn.Close(ctx); err != nil {
			t.Error(err)
		}
	}
	if err := p.db.Drop(ctx); err != nil {
		t.Error(err)
	}
}

func played(t *testing.T, script string, super bool) *playedScript {
	db, err := scratchtest.Server(t).NewDatabase(t.Context())
	if err != nil {
		t.Error(err)
		return nil
	}
	p := &playedScript{db: db}
	if super {
		conn := connect(t, db.AdminURL())
		_, err = conn.PgConn().Exec(t.Context(), script).ReadAll()
		if err := conn.Close(t.Context()); err != nil {
			t.Error(err)
		}
	} else {
		err = db.Exec(t.Context(), script)
	}
	if err == nil {
		p.described, err = read(t.Context(), db)
	}
	if err != nil {
		t.Error(err)
		p.drop(t)
		return nil
	}
	return p
}

var unsaid = regexp.MustCompile(`(?m)^(--.*|\\(un)?restrict .*|)\n`)

// plain is a dump without comments, empty lines and the database's name.
func plain(db *scratch.DB, dump string) string {
	return regexp.MustCompile(`\b`+db.Name()+`\b`).ReplaceAllString(unsaid.ReplaceAllString(dump, ""), "it")
}

func firstOther(one, other string) string {
	a, b := strings.Split(one, "\n"), strings.Split(other, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return "  " + a[i] + "\n  " + b[i]
		}
	}
	return "  one is longer"
}

// waived are the exceptions, by who and entry.
func waived(t *testing.T) map[string]bool {
	t.Helper()
	all := make(map[string]bool)
	for line := range strings.Lines(script(t, "testdata/opinions.txt")) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, reason, _ := strings.Cut(line, ": ")
		if reason == "" {
			t.Fatalf("testdata/opinions.txt gives no reason for %s", key)
		}
		all[key] = false
	}
	return all
}

// A second is a process with an opinion.
type second struct {
	mu  sync.Mutex
	in  *bufio.Writer
	out *bufio.Scanner
}

type opinion struct {
	Changes []string
	Error   string
}

func consult(t *testing.T, program string) *second {
	t.Helper()
	c := exec.CommandContext(t.Context(), program)
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := in.Close(); err != nil {
			t.Error(err)
		}
		_ = c.Wait() // the test's context has ended it
	})
	return &second{in: bufio.NewWriter(in), out: bufio.NewScanner(out)}
}

func (s *second) ask(t *testing.T, from, to string) opinion {
	s.mu.Lock()
	defer s.mu.Unlock()
	fmt.Fprintf(s.in, "%s\t%s\n", from, to)
	if err := s.in.Flush(); err != nil {
		t.Error(err)
	}
	var o opinion
	if !s.out.Scan() {
		t.Error("atlas does not answer")
		return o
	}
	if err := json.Unmarshal(s.out.Bytes(), &o); err != nil {
		t.Error(err)
	}
	return o
}
