// Package migration writes what brings a live database to what is declared.
//
// Every difference is settled: by steps, or by a refusal that says why not. A
// step knows what it locks, how long, what is lost, and whether it may run in a
// transaction. The way back is a plan of its own, made by the same rules.
package migration

import (
	"slices"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// A Plan is what is to be done, in its order, and what is not.
type Plan struct {
	Steps    []Step
	Refusals []Refusal
}

// A Step is done as one: in one transaction, or as one statement outside of any.
type Step struct {
	// Ref is the object, and What the act: "add column public.orders.note".
	Ref  schema.Ref
	What string
	// SQL are the statements, with their semicolons.
	SQL []string
	// Locks are the strongest lock on each relation that others may be using.
	Locks []Lock
	Cost  Cost
	// Hazards are why somebody might not want it.
	Hazards []Hazard
	// Alone is true of a statement that no transaction may hold.
	Alone bool
	// Loses says what data goes, in a clause; empty for none.
	Loses string
	// Checks count the rows that the step fails on, or changes.
	Checks []Check
	// Settles are the differences that it is for.
	Settles []*diff.Difference

	own bool // in a transaction of its own, whatever comes before and after
	new bool // touches only what the plan itself has made
}

// A Lock is what a step holds on one relation.
type Lock struct {
	Relation schema.Ref
	Mode     Mode
}

// A Mode is a lock mode of tables, from the weakest to the strongest.
type Mode int

// The modes.
const (
	NoLock Mode = iota
	AccessShare
	RowShare
	RowExclusive
	ShareUpdateExclusive
	Share
	ShareRowExclusive
	Exclusive
	AccessExclusive
)

// String is PostgreSQL's name of the mode.
func (m Mode) String() string {
	return [...]string{
		"no lock", "ACCESS SHARE", "ROW SHARE", "ROW EXCLUSIVE", "SHARE UPDATE EXCLUSIVE",
		"SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE", "ACCESS EXCLUSIVE",
	}[m]
}

// Blocks says in words whom the mode keeps waiting.
func (m Mode) Blocks() string {
	switch {
	case m == AccessExclusive:
		return "reads and writes wait"
	case m >= Share:
		return "writes wait, reads continue"
	}
	return "reads and writes continue"
}

// A Cost is how long a step takes once it has its locks.
type Cost int

// The costs.
const (
	Instant  Cost = iota // only the catalog changes
	Scans                // every row is read
	Builds               // an index is built
	Rewrites             // the table and its indexes are written anew
)

// String says what is done to the rows.
func (c Cost) String() string {
	return [...]string{"instant", "reads every row", "builds an index", "rewrites the table"}[c]
}

// A Hazard is a reason to think twice.
type Hazard string

// The hazards.
const (
	BlocksAllBrief    Hazard = "BLOCKS_ALL_BRIEF"
	BlocksAllLong     Hazard = "BLOCKS_ALL_LONG"
	BlocksWritesBrief Hazard = "BLOCKS_WRITES_BRIEF"
	BlocksWritesLong  Hazard = "BLOCKS_WRITES_LONG"
	OnlineScan        Hazard = "ONLINE_SCAN"
	OnlineBuild       Hazard = "ONLINE_BUILD"
	RewritesTable     Hazard = "REWRITES"
	MayFailOnData     Hazard = "MAY_FAIL_ON_DATA"
	ChangesValues     Hazard = "CHANGES_VALUES"
	LosesData         Hazard = "LOSES_DATA"
	Irreversible      Hazard = "IRREVERSIBLE"
	BreaksClients     Hazard = "BREAKS_CLIENTS"
	Security          Hazard = "SECURITY"
	Replication       Hazard = "REPLICATION"
	NotTransactional  Hazard = "NOT_TRANSACTIONAL"
	IndexDropped      Hazard = "INDEX_DROPPED"
	Correctness       Hazard = "CORRECTNESS"
	Untracked         Hazard = "UNTRACKED_DEPENDENCY"
	NeedsHuman        Hazard = "NEEDS_HUMAN"
)

// Grave are the hazards that must be allowed by name.
var Grave = []Hazard{LosesData, ChangesValues, Irreversible, BlocksAllLong, BlocksWritesLong}

// Hazards are all hazards, as a person may name them.
var Hazards = []Hazard{
	BlocksAllBrief, BlocksAllLong, BlocksWritesBrief, BlocksWritesLong, OnlineScan, OnlineBuild, RewritesTable,
	MayFailOnData, ChangesValues, LosesData, Irreversible, BreaksClients, Security, Replication,
	NotTransactional, IndexDropped, Correctness, Untracked, NeedsHuman,
}

// A Check is a query that counts rows of the live database.
type Check struct {
	// What is counted: "rows of public.orders with NULL in customer_id".
	What  string
	Query string
	// Changes is true if the rows counted do not make the step fail, but get
	// another value.
	Changes bool
	// Plain is true if a count is no trouble, only what a drop loses.
	Plain bool
}

// A Refusal is a difference that no step settles.
type Refusal struct {
	Ref    schema.Ref
	Reason string
	Hint   string
	// SQL is what would settle it, where it is known.
	SQL     []string
	Hazards []Hazard
	Settles []*diff.Difference
}

// Options steer a plan.
type Options struct {
	// Allow are the grave hazards that are accepted.
	Allow []Hazard
	// Prune drops what nobody declares: tables, views, functions, types.
	Prune bool
	// Small are the tables that are known to be so small that a lock for as long as
	// all their rows are read or written is none that anybody notices.
	Small func(schema.Ref) bool
	// Back says that the plan is the way back of another: what that one made goes
	// without being allowed.
	Back bool
}

// Make plans how the live database becomes the declared one. Both descriptions
// must be complete, and say what needs what; a model is completed by [Target].
func Make(d *diff.Diff, opts Options) *Plan {
	w := newWork(d, opts)
	w.settle()
	return w.plan()
}

// Hazards are those of all steps, each once.
func (p *Plan) Hazards() []Hazard {
	var all []Hazard
	for _, h := range Hazards {
		if slices.ContainsFunc(p.Steps, func(s Step) bool { return slices.Contains(s.Hazards, h) }) {
			all = append(all, h)
		}
	}
	return all
}
