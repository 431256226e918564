package proof

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/live"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// One thing is changed in a schema, and nothing but this is found.
//
// SYNAPCHECK_MUTATE is how many changes are made, SYNAPCHECK_SEED picks which, and
// SYNAPCHECK_SCHEMAS adds the schemas of a file or folder; make mutate sets them.
// SYNAPCHECK_CHANGE is a part of the names of the only changes to try.
func TestMutations(t *testing.T) {
	n, seed := number(t, "SYNAPCHECK_MUTATE", 30), number(t, "SYNAPCHECK_SEED", 1)
	t.Logf("seed %d", seed)
	changes, err := Changes()
	if err != nil {
		t.Fatal(err)
	}
	changes = slices.DeleteFunc(changes, func(c Change) bool {
		return c.Since > scratchtest.Server(t).Version()/10000 || !strings.Contains(c.Name, os.Getenv("SYNAPCHECK_CHANGE"))
	})
	subjects := subjects(t, n > 100)
	plan := choose(t, rand.New(rand.NewPCG(uint64(seed), 0)), subjects, changes, n)

	var mu sync.Mutex
	outcomes := make(map[string]*outcome)
	var group sync.WaitGroup
	work := make(chan task)
	for range number(t, "SYNAPCHECK_WORKERS", runtime.GOMAXPROCS(0)) {
		group.Go(func() {
			for w := range work {
				done, fault := w.run(t)
				mu.Lock()
				o := outcomes[w.change]
				if o == nil {
					o = new(outcome)
					outcomes[w.change] = o
				}
				if done {
					o.made++
				} else {
					o.refused++
				}
				mu.Unlock()
				if fault != "" {
					t.Error(fault)
				}
			}
		})
	}
	for _, w := range plan {
		work <- w
	}
	close(work)
	group.Wait()
	tell(t, changes, outcomes)
}

type outcome struct{ made, refused int }

// tell logs what was done, and fails if a change was never made.
func tell(t *testing.T, changes []Change, outcomes map[string]*outcome) {
	made := 0
	for _, name := range slices.Sorted(maps.Keys(outcomes)) {
		made += outcomes[name].made
		t.Logf("%5d made, %d refused by PostgreSQL: %s", outcomes[name].made, outcomes[name].refused, name)
		if outcomes[name].made == 0 && len(outcomes) == len(changes) {
			t.Errorf("%s: PostgreSQL refused all of it", name)
		}
	}
	t.Logf("%d mutations of %d kinds", made, len(outcomes))
	if made < len(changes) {
		return
	}
	for _, c := range changes {
		if outcomes[c.Name] == nil {
			t.Errorf("%s: no schema has anything to change so", c.Name)
		}
	}
}

// A subject is a database that copies are made of.
type subject struct {
	name    string
	db      *scratch.DB
	before  *schema.Database
	chooser *Chooser
}

func subjects(t *testing.T, all bool) []*subject {
	t.Helper()
	conn := connect(t, scratchtest.Database(t).AdminURL())
	for _, sql := range []string{"set allow_in_place_tablespaces = on", "create tablespace mutant location ''"} {
		if _, err := conn.Exec(t.Context(), sql); err != nil {
			t.Log("no tablespaces: ", err) // before PostgreSQL 15 there is no such setting
			break
		}
	}
	var list []*subject
	for _, s := range schemas(t, all) {
		db := scratchtest.Database(t)
		s.load(t, db)
		// What is set for the database as a whole is in no copy of it.
		copied, err := db.Clone(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		before := describe(t, copied)
		if err := copied.Drop(t.Context()); err != nil {
			t.Fatal(err)
		}
		chooser, err := NewChooser(t.Context(), db.AdminURL())
		if err != nil {
			t.Fatalf("%s: %v", s.name, err)
		}
		list = append(list, &subject{s.name, db, before, chooser})
	}
	return list
}

// A task is a mutation with others that will do in its place.
type task struct {
	subject *subject
	change  string
	choices []Mutation
}

// choose takes each kind of change in turn, one of the schemas that have it, and
// one of its objects. Nobody is connected to the schemas then.
func choose(t *testing.T, random *rand.Rand, subjects []*subject, changes []Change, n int) []task {
	t.Helper()
	var plan []task
	for barren := false; len(plan) < n && !barren; {
		barren = true
		for _, i := range random.Perm(len(changes)) {
			for _, j := range random.Perm(len(subjects)) {
				s := subjects[j]
				all, err := s.chooser.Mutations(t.Context(), changes[i])
				if err != nil {
					t.Fatalf("%s: %v", s.name, err)
				}
				if len(all) == 0 {
					continue
				}
				barren = false
				w := task{subject: s, change: changes[i].Name}
				for range 12 {
					w.choices = append(w.choices, all[random.IntN(len(all))])
				}
				plan = append(plan, w)
				break
			}
			if len(plan) == n {
				break
			}
		}
	}
	for _, s := range subjects {
		if err := s.chooser.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	return plan
}

// run makes the first of the changes that PostgreSQL allows, and says what is
// wrong with what is found of it.
func (w task) run(t *testing.T) (done bool, fault string) {
	db, err := w.subject.db.Clone(t.Context())
	if err != nil {
		t.Error(err)
		return false, ""
	}
	defer func() {
		if err := db.Drop(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	}()
	conn := connect(t, db.AdminURL())
	var refusal error
	for _, m := range w.choices {
		if _, err := conn.PgConn().Exec(t.Context(), m.SQL).ReadAll(); err != nil {
			refusal = cmp.Or(refusal, fmt.Errorf("%w\n%s", err, m.SQL))
			continue
		}
		if err := conn.Close(t.Context()); err != nil {
			return true, err.Error()
		}
		after, err := read(t.Context(), db)
		if err != nil {
			return true, fmt.Sprintf("%s\n%v", m.SQL, err)
		}
		there := diff.Compare(w.subject.before, after, diff.Options{})
		amiss := Amiss(m.Want, FoundIn(there))
		amiss += asymmetry(there, diff.Compare(after, w.subject.before, diff.Options{}))
		if amiss != "" {
			fault = fmt.Sprintf("%s, in %s:\n  %s;\n%s", m.Change, w.subject.name, m.SQL, amiss)
		}
		return true, fault
	}
	if os.Getenv("SYNAPCHECK_CHANGE") != "" {
		fault = fmt.Sprintf("%s, in %s: refused: %v", w.change, w.subject.name, refusal)
	}
	return false, fault
}

// asymmetry says what is seen from one side alone.
func asymmetry(there, back *diff.Diff) string {
	mirror := map[diff.Property]diff.Property{
		diff.Absent: diff.Undeclared, diff.Undeclared: diff.Absent, diff.Grants: diff.MoreGrants, diff.MoreGrants: diff.Grants,
		diff.Labels: diff.MoreLabels, diff.MoreLabels: diff.Labels,
	}
	list := func(d *diff.Diff, turn bool) []string {
		var all []string
		for _, x := range d.Differences {
			p := x.Property
			if turn {
				p = cmp.Or(mirror[p], p)
			}
			object := x.Object.String()
			if x.Property == diff.Name {
				object = string(x.Object.Kind)
			}
			all = append(all, object+" "+string(p))
		}
		slices.Sort(all)
		return all
	}
	if one, other := list(there, false), list(back, true); !slices.Equal(one, other) {
		return fmt.Sprintf("  one way: %q\n  the other way: %q\n", one, other)
	}
	return ""
}

func connect(t *testing.T, dsn string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), dsn)
	if err != nil {
		t.Error(err)
		runtime.Goexit()
	}
	return conn
}

func describe(t *testing.T, db *scratch.DB) *schema.Database {
	t.Helper()
	d, err := read(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func read(ctx context.Context, db *scratch.DB) (*schema.Database, error) {
	server, err := live.Connect(ctx, db.AdminURL(), live.Options{AllowEmpty: true})
	if err != nil {
		return nil, err
	}
	defer server.Close(context.WithoutCancel(ctx))
	return server.Read(ctx)
}

func number(t *testing.T, name string, otherwise int) int {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("%s is no number", name)
	}
	return n
}
