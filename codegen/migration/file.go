package migration

import (
	"fmt"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// A Script is a plan with all that its file says beside the statements.
type Script struct {
	Plan *Plan
	// Version is the time of making, "20261122170500", and Slug what it is about.
	Version, Slug string
	Down          bool
	// Server is the server's version_num, and Number the plan's own.
	Server int
	Number string
	// What, Why and the other lines are those of the head, each a sentence.
	Why        string
	Tables     []string
	Preflight  []string
	Reversible string
	Verified   []string
	// Guard is the first step: it stops where the plan was not made for.
	Guard string
	// Measured are the locks that each step was seen to take, where it was.
	Measured []Measured
}

// A Measured is what one step was seen to do.
type Measured struct {
	Locks     []Lock
	Rewritten []schema.Ref
	// Claimed is true where the locks are the step's own claim: those of a
	// statement that no transaction may hold are gone when it is done.
	Claimed bool
}

// lockTimeout is longer than deadlock_timeout, at which a waiting statement sends
// an autovacuum away.
const lockTimeout = "2s"

// Head are the lines of the head, without the marks of comments.
func (s *Script) Head() []string {
	way := pick(s.Down, "down", "up")
	var lines []string
	add := func(name, text string) {
		if text != "" {
			lines = append(lines, fmt.Sprintf("%-10s %s", name, text))
		}
	}
	lines = append(lines, fmt.Sprintf("synapcheck migration %s (%s)   plan %s   written for PostgreSQL %d", s.Version, way, s.Number, s.Server/10000), "")
	var whats []string
	for _, x := range s.Plan.Steps {
		whats = append(whats, x.What)
	}
	add("What", shortList(whats))
	add("Why", s.Why)
	add("Risk", s.Plan.risk())
	for _, t := range s.Tables {
		add("Tables", t)
	}
	add("Time", s.Plan.time())
	for _, p := range s.Preflight {
		add("Preflight", p)
	}
	add("Reversible", s.Reversible)
	for _, v := range s.Verified {
		add("Verified", v)
	}
	add("Re-run", "a step is done wholly or not at all; after a failure the first statement says where to go on (SQLSTATE 55P03 = somebody held a lock: run again)")
	add("Order", s.Plan.deploy())
	return lines
}

func shortList(list []string) string {
	const most, long = 8, 400
	n, length := 0, 0
	for n < len(list) && n < most && length < long {
		length += len(list[n])
		n++
	}
	if n < len(list) {
		return strings.Join(list[:n], ", ") + fmt.Sprintf(" and %d more", len(list)-n)
	}
	return strings.Join(list, ", ")
}

// risk says what the worst step does to others.
func (p *Plan) risk() string {
	level := "LOW"
	worst := Lock{}
	cost := Instant
	for _, s := range p.Steps {
		for _, l := range s.Locks {
			long := s.Cost != Instant
			if l.Mode > worst.Mode && (long || cost == Instant) || long && cost == Instant && l.Mode >= Share {
				worst, cost = l, s.Cost
			}
		}
	}
	hazards := p.Hazards()
	for _, h := range hazards {
		switch h {
		case LosesData, ChangesValues, BlocksAllLong, BlocksWritesLong, Irreversible:
			level = "HIGH"
		case MayFailOnData, BreaksClients, Security, Replication, Correctness:
			if level == "LOW" {
				level = "MEDIUM"
			}
		}
	}
	text := level
	if worst.Mode > AccessShare {
		text += fmt.Sprintf("   strongest lock: %s on %s, %s: %s", worst.Mode, worst.Relation.Path(), cost, worst.Mode.Blocks())
	} else {
		text += "   no table is locked against anybody"
	}
	if len(hazards) > 0 {
		text += "   hazards: " + hazardList(hazards)
	}
	return text
}

// time says what takes time.
func (p *Plan) time() string {
	count := map[Cost]int{}
	for _, s := range p.Steps {
		count[s.Cost]++
	}
	var parts []string
	for _, c := range []Cost{Rewrites, Builds, Scans, Instant} {
		if n := count[c]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, map[Cost]string{
				Rewrites: "rewriting a table", Builds: "building an index", Scans: "reading every row", Instant: "instant",
			}[c]))
		}
	}
	return strings.Join(parts, " · ")
}

// deploy says whether the application is to be changed before or after.
func (p *Plan) deploy() string {
	adds, takes := false, false
	for _, s := range p.Steps {
		if slices.Contains(s.Hazards, BreaksClients) {
			takes = true
		} else {
			adds = true
		}
	}
	switch {
	case takes && adds:
		return "it takes away as well as it adds: see each step; run it while the application can live with both"
	case takes:
		return "run after the deploy of the application that does not need what goes"
	}
	return "run before the deploy of the application"
}

// head is the line above a step.
func (s *Step) head(n, of int, m *Measured) string {
	parts := []string{fmt.Sprintf("%d/%d  %s", n, of, s.What)}
	if s.Alone {
		parts = append(parts, "no transaction")
	}
	locks, word := s.Locks, ""
	if m != nil && !m.Claimed {
		locks, word = m.Locks, " (measured)"
	}
	strongest := NoLock
	var named []string
	for _, l := range locks {
		if l.Mode <= AccessShare {
			continue
		}
		named = append(named, l.Mode.String()+" "+l.Relation.Path())
		strongest = max(strongest, l.Mode)
	}
	if len(named) > 0 {
		parts = append(parts, shortList(named)+word, strongest.Blocks())
	}
	parts = append(parts, s.Cost.String())
	if m != nil && len(m.Rewritten) > 0 {
		var names []string
		for _, r := range m.Rewritten {
			names = append(names, r.Path())
		}
		parts = append(parts, "rewrites "+strings.Join(names, ", ")+" (measured)")
	}
	if s.Alone {
		parts = append(parts, "waits for transactions older than itself")
	}
	if len(s.Hazards) > 0 {
		parts = append(parts, hazardList(s.Hazards))
	}
	if s.Loses != "" {
		parts = append(parts, "loses "+s.Loses)
	}
	return strings.Join(parts, " · ")
}

// A Chunk is what a file holds of one step: a comment, and statements that are
// run one by one, or as one transaction.
type Chunk struct {
	Comment    []string
	Statements []string
	Alone      bool
}

// Chunks are the steps as statements, each with what it is run under.
func (s *Script) Chunks() []Chunk {
	var out []Chunk
	if s.Guard != "" {
		out = append(out, Chunk{Comment: []string{"0  is this the database that the plan was made for"}, Statements: []string{"SET LOCAL search_path = '';", s.Guard}})
	}
	for i := range s.Plan.Steps {
		x := &s.Plan.Steps[i]
		var m *Measured
		if i < len(s.Measured) {
			m = &s.Measured[i]
		}
		c := Chunk{Comment: []string{x.head(i+1, len(s.Plan.Steps), m)}, Alone: x.Alone}
		if x.Alone {
			c.Statements = append([]string{"SET lock_timeout = '0';", "SET statement_timeout = '0';"}, x.linted()...)
			c.Statements = append(c.Statements, "RESET lock_timeout;", "RESET statement_timeout;")
		} else {
			c.Statements = []string{
				"SET LOCAL lock_timeout = '" + lockTimeout + "';",
				"SET LOCAL statement_timeout = '" + pick(x.Cost == Instant, "1min", "0") + "';",
				"SET LOCAL search_path = '';",
			}
			if slices.ContainsFunc(x.SQL, func(sql string) bool {
				return strings.HasPrefix(sql, "CREATE FUNCTION") || strings.HasPrefix(sql, "CREATE OR REPLACE") || strings.HasPrefix(sql, "CREATE PROCEDURE")
			}) {
				c.Statements = append(c.Statements, "SET LOCAL check_function_bodies = false;")
			}
			c.Statements = append(c.Statements, x.linted()...)
		}
		out = append(out, c)
	}
	return out
}

// refused are the refusals as comments, with the SQL that was not written.
func (s *Script) refused() []string {
	var lines []string
	for _, r := range s.Plan.Refusals {
		line := "not done: " + r.Ref.String()
		for _, x := range r.Settles {
			line += " (" + string(x.Property) + ")"
		}
		lines = append(lines, line+": "+r.Reason)
		if r.Hint != "" {
			lines = append(lines, "    "+r.Hint)
		}
		for _, sql := range r.SQL {
			for part := range strings.SplitSeq(sql, "\n") {
				lines = append(lines, "    "+part)
			}
		}
	}
	return lines
}

// Text is the file in plain SQL, as psql runs it with ON_ERROR_STOP.
func (s *Script) Text() string {
	var b strings.Builder
	for _, line := range s.Head() {
		b.WriteString(ddl.CommentLine(line) + "\n")
	}
	for _, c := range s.Chunks() {
		b.WriteString("\n")
		c.write(&b, true)
	}
	if list := s.refused(); len(list) > 0 {
		b.WriteString("\n")
		for _, line := range list {
			b.WriteString(ddl.CommentLine(line) + "\n")
		}
	}
	return b.String()
}

// write writes the chunk; bracketed with BEGIN and COMMIT where the file says so
// itself.
func (c *Chunk) write(b *strings.Builder, bracketed bool) {
	for _, line := range c.Comment {
		b.WriteString(ddl.CommentLine(line) + "\n")
	}
	if !c.Alone && bracketed {
		b.WriteString("BEGIN;\n")
	}
	for _, sql := range c.Statements {
		b.WriteString(sql + "\n")
	}
	if !c.Alone && bracketed {
		b.WriteString("COMMIT;\n")
	}
}

// linted are the statements, each under a line that tells squawk why it stands
// there all the same. What that linter says of style is about the declared side,
// and not answered here.
func (s *Step) linted() []string {
	var out []string
	for _, sql := range s.SQL {
		var rules []string
		reason := "declared so"
		has := func(words string) bool { return strings.Contains(sql, words) }
		table := strings.HasPrefix(sql, "ALTER TABLE ")
		switch {
		case table && has(" TYPE "):
			rules = []string{"changing-column-type", "prefer-text-field"}
			reason = "this change " + s.Cost.String() + ", as the line above says"
			if s.Cost == Instant {
				reason = "this change is instant"
			}
		case table && has(" DROP COLUMN "):
			rules, reason = []string{"ban-drop-column"}, "nobody declares it"
		case strings.HasPrefix(sql, "DROP TABLE "):
			rules, reason = []string{"ban-drop-table"}, "nobody declares it"
		case table && has(" DROP NOT NULL"):
			rules = []string{"ban-drop-not-null"}
		case table && has(" SET NOT NULL"):
			rules, reason = []string{"adding-not-nullable-field"}, "a validated check has proved it, or the table is small"
		case table && has(" RENAME COLUMN "):
			rules, reason = []string{"renaming-column"}, "the rename was confirmed"
		case table && has(" RENAME TO "):
			rules, reason = []string{"renaming-table"}, "the rename was confirmed"
		case table && has(" PRIMARY KEY (") && s.new:
			rules, reason = []string{"adding-serial-primary-key-field"}, "the table is new"
		case table && has(" UNIQUE (") && s.new:
			rules, reason = []string{"disallowed-unique-constraint"}, "the table is new"
		case table && has(" EXCLUDE "):
			rules, reason = []string{"constraint-missing-not-valid"}, "there is no other way to add an exclusion"
		}
		if rules != nil {
			sql = "-- squawk-ignore " + strings.Join(rules, ", ") + " -- " + reason + "\n" + sql
		}
		out = append(out, sql)
	}
	return out
}
