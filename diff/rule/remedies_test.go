package rule_test

import (
	"cmp"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/rule"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// everyRemedy, set to anything, runs the remedies of all entries. Without it one
// entry stands for each rule.
const everyRemedy = "SYNAPCHECK_EVERY_REMEDY"

// A mender runs the remedies of the live side: each is SQL that runs there and
// after which the finding is gone, or says that it takes a hand.
type mender struct {
	every  bool
	mu     sync.Mutex
	tried  map[string]bool
	manual map[string]string // an entry by rule
	ran    int
}

func newMender() *mender {
	return &mender{every: os.Getenv(everyRemedy) != "", tried: make(map[string]bool), manual: make(map[string]string)}
}

// turn reports whether the entry is the first of a rule.
func (m *mender) turn(e *entry) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	first := m.every
	for _, f := range e.findings {
		first = first || !m.tried[f.Rule]
		m.tried[f.Rule] = true
	}
	return first
}

func (m *mender) entry(t *testing.T, e *entry, stages *stages) {
	t.Helper()
	if e.file("declared.sql") == nil {
		return
	}
	whole := m.turn(e)
	for _, f := range e.findings {
		sql := liveRemedy(t, f)
		m.mu.Lock()
		if len(sql) == 0 {
			m.manual[f.Rule] = cmp.Or(m.manual[f.Rule], e.name)
		} else if whole {
			m.ran++
		}
		m.mu.Unlock()
		if whole && len(sql) > 0 {
			e.mend(t, stages, f, sql)
		}
	}
}

// excuses holds the rules with findings that take a hand against those that have
// a reason.
func (m *mender) excuses(t *testing.T) {
	byHand := maps.Clone(byHand)
	if scratchtest.Server(t).Version() < 150000 {
		byHand["table-access-method"] = "PostgreSQL 15 is the first that can"
	}
	for _, id := range slices.Sorted(maps.Keys(m.manual)) {
		if byHand[id] == "" {
			t.Errorf("%s: no statement settles a finding of it, as in %s, and nothing says why", id, m.manual[id])
		}
	}
	for id := range byHand {
		if m.manual[id] == "" {
			t.Errorf("every finding of %s has a statement: its excuse is stale", id)
		}
	}
	if m.every {
		t.Logf("%d remedies run", m.ran)
	}
}

// liveRemedy are the statements of the finding's live remedy; nil where there are
// none, which the text then says.
func liveRemedy(t *testing.T, f rule.Finding) []string {
	t.Helper()
	var sql []string
	for _, r := range f.Remedies {
		switch {
		case r.Side != rule.SideLive && len(r.SQL) > 0:
			t.Errorf("%s of %s: SQL for the declared side", f.Rule, f.Object)
		case r.Side == rule.SideLive && len(r.SQL) == 0 && !strings.HasPrefix(r.Text, "by hand: "):
			t.Errorf("%s of %s: the remedy has no SQL and does not say so: %s", f.Rule, f.Object, r.Text)
		case r.Side == rule.SideLive:
			sql = append(sql, r.SQL...)
		}
	}
	return sql
}

// mend plays the live side again, runs the statements and looks whether the
// finding is gone.
func (e *entry) mend(t *testing.T, stages *stages, f rule.Finding, sql []string) {
	t.Helper()
	after := stages.mended(t, e, sql)
	if after == nil {
		return
	}
	for _, g := range rule.Judge(diff.Compare(e.diff.Declared, after, diff.Options{}), rule.All()) {
		if g.Fingerprint() == f.Fingerprint() {
			t.Errorf("%s of %s is still there (%s) after\n%s", g.Rule, g.Object, g.Message, strings.Join(sql, ";\n"))
		}
	}
}

func (s *stages) mended(t *testing.T, e *entry, sql []string) *schema.Database {
	t.Helper()
	script := string(e.file("live.sql"))
	var db *scratch.DB
	url := (*scratch.DB).URL
	all := strings.Join(sql, "\n")
	switch {
	case e.file("superuser") != nil:
		db = scratchtest.Database(t)
		asSuperuser(t, db, script)
		url = (*scratch.DB).AdminURL
		if strings.Contains(script+all, "subscription sub") {
			defer asSuperuser(t, db, "drop subscription if exists sub")
		}
	case strings.Contains(script, "create extension"), strings.Contains(strings.ToLower(all), "create extension"):
		db = scratchtest.Database(t, sweep, script)
		if strings.Contains(all, "alter extension") { // whose objects are the superuser's
			url = (*scratch.DB).AdminURL
		}
	default:
		db = <-s.free
		defer func() { s.free <- db }()
		if err := db.Exec(t.Context(), sweep+script); err != nil {
			t.Fatal(err)
		}
	}
	conn, err := pgx.Connect(t.Context(), url(db))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	for _, statement := range sql {
		if _, err := conn.PgConn().Exec(t.Context(), statement).ReadAll(); err != nil {
			t.Errorf("%v\n%s", err, statement)
			return nil
		}
	}
	return describe(t, db)
}

// byHand are the rules with findings that no statements settle, and why.
var byHand = map[string]string{
	"column-order":          "PostgreSQL cannot move a column",
	"constraint-validated":  "what has been held to a constraint cannot become unchecked again",
	"declared-by-parents":   "what a table has of its own stays its own",
	"domain-collation":      "columns have to move to another domain",
	"domain-type":           "columns have to move to another domain",
	"enum-label-order":      "columns have to move to another type",
	"enum-label-undeclared": "columns have to move to another type, once no row has the label",
	"index-invalid":         "the partitions that lack a part of it need one first",
	"object-definition":     "a subscription's remains on the publisher",
	"object-missing":        "a user mapping needs a password",
	"object-undeclared":     "default privileges are the sum of several statements",
	"part-of":               "what is on its own has to go before its table's can come",
	"partition-key":         "rows have to move",
	"table-kind":            "rows have to move",
	"type-definition":       "columns have to move to another type",
	"type-undeclared":       "a base type and its functions need each other",
}
