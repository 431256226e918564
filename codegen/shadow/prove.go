package shadow

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/codegen/migration"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/live"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch"
)

// A Proof is what was seen of a migration on a scratch server.
type Proof struct {
	// Server is the scratch server's version_num.
	Server int
	// Arrived is the description after the way up, and Down the way back from it.
	Arrived *schema.Database
	Down    *migration.Plan
	// Up and Back are what each step of both ways did, UpStates and BackStates how
	// the objects were before the first step and after each.
	Up, Back             []migration.Measured
	UpStates, BackStates []string
	// Unlike are differences between the live description and what was rebuilt of
	// it: the proof does not speak of them.
	Unlike []*diff.Difference
	// Left is what the way up leaves, beside what is refused; BackLeft what the way
	// down leaves.
	Left, BackLeft []*diff.Difference
	// Level is which rows were there, and Claimed the steps that failed on wilder
	// ones, as they say that they may.
	Level   Level
	Claimed []string
	// Seeded is how many rows were there, in how many tables.
	Seeded, Tables int
	// Changed are the columns whose rows are others after both ways, and Lost those
	// after the way up.
	Changed, Lost []string
}

// Prove rebuilds the live side on the server, puts rows into it, goes the plan's
// way and back, and looks at what has become of it.
func Prove(ctx context.Context, server *scratch.Server, d *diff.Diff, p *migration.Plan) (proof *Proof, err error) {
	base, err := server.NewDatabase(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, base.Drop(context.WithoutCancel(ctx))) }()
	conn, err := pgx.Connect(ctx, base.AdminURL())
	if err != nil {
		return nil, fmt.Errorf("connecting to the scratch server: %w", err)
	}
	err = load(ctx, conn, d.Live, d.Declared)
	if err = errors.Join(err, conn.Close(context.WithoutCancel(ctx))); err != nil {
		return nil, err
	}
	return ProveOn(ctx, base, server.Version(), d, p, nil)
}

// ProveOn is Prove on copies of a database that has been built. Halfway, if there
// is one, is called when a copy has gone the way up.
func ProveOn(ctx context.Context, base *scratch.DB, version int, d *diff.Diff, p *migration.Plan, halfway func(*scratch.DB) error) (*Proof, error) {
	var claimed []string
	for level := Wild; ; level++ {
		proof, err := proveAt(ctx, base, version, level, d, p, halfway)
		var failed *StepError
		if level < Empty && errors.As(err, &failed) && failed.onData() {
			claimed = append(claimed, failed.Step.What)
			continue
		}
		if proof != nil {
			proof.Level, proof.Claimed = level, claimed
		}
		return proof, err
	}
}

// onData reports that a step failed on rows, as it says that it may.
func (e *StepError) onData() bool {
	var pg *pgconn.PgError
	return slices.Contains(e.Step.Hazards, migration.MayFailOnData) && errors.As(e.Err, &pg) &&
		(strings.HasPrefix(pg.Code, "22") || strings.HasPrefix(pg.Code, "23"))
}

func proveAt(ctx context.Context, base *scratch.DB, version int, level Level, d *diff.Diff, p *migration.Plan, halfway func(*scratch.DB) error) (proof *Proof, err error) {
	db, err := base.Clone(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Drop(context.WithoutCancel(ctx))) }()
	conn, err := pgx.Connect(ctx, db.AdminURL())
	if err != nil {
		return nil, fmt.Errorf("connecting to the scratch server: %w", err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	proof = &Proof{Server: version}
	origin, err := read(ctx, db.AdminURL())
	if err != nil {
		return nil, err
	}
	proof.Unlike = diff.Compare(d.Live, origin, diff.Options{}).Differences
	seeded, err := Seed(ctx, conn, origin, level)
	if err != nil {
		return nil, err
	}
	for _, n := range seeded {
		proof.Seeded += n
	}
	proof.Tables = len(seeded)
	before, err := Contents(ctx, conn, origin)
	if err != nil {
		return nil, err
	}
	if proof.Up, proof.UpStates, err = Run(ctx, conn, p); err != nil {
		return proof, err
	}
	if proof.Arrived, err = read(ctx, db.AdminURL()); err != nil {
		return proof, err
	}
	if halfway != nil {
		if err := halfway(db); err != nil {
			return proof, err
		}
	}
	proof.Left = unsettled(diff.Compare(d.Declared, proof.Arrived, diff.Options{}).Differences, p, proof.Unlike)
	after, err := Contents(ctx, conn, proof.Arrived)
	if err != nil {
		return proof, err
	}
	proof.Lost = Others(before, after)
	proof.Down = migration.Make(diff.Compare(origin, proof.Arrived, diff.Options{}), migration.Options{Back: true})
	if proof.Back, proof.BackStates, err = Run(ctx, conn, proof.Down); err != nil {
		return proof, fmt.Errorf("the way down: %w", err)
	}
	again, err := read(ctx, db.AdminURL())
	if err != nil {
		return proof, err
	}
	proof.BackLeft = unsettled(diff.Compare(origin, again, diff.Options{}).Differences, proof.Down, nil)
	last, err := Contents(ctx, conn, again)
	if err != nil {
		return proof, err
	}
	proof.Changed = Others(before, last)
	return proof, nil
}

// load builds the live side. Roles that it names are made where the server has
// none such: without rights, and unable to log in.
func load(ctx context.Context, conn *pgx.Conn, sides ...*schema.Database) error {
	for _, d := range sides {
		for _, role := range roles(d) {
			sql := "DO $$ BEGIN CREATE ROLE " + ddl.Ident(role) + " NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation OR reserved_name THEN NULL; END $$"
			if strings.HasPrefix(role, "pg_") || role == "public" {
				continue
			}
			if err := exec(ctx, conn, sql); err != nil {
				return fmt.Errorf("making the role %s: %w", role, err)
			}
		}
	}
	var script bytes.Buffer
	if err := ddl.Write(&script, sides[0], ddl.Options{}); err != nil {
		return err
	}
	if err := exec(ctx, conn, script.String()); err != nil {
		return fmt.Errorf("rebuilding the live side: %w", err)
	}
	return nil
}

// roles are those that the description names.
func roles(d *schema.Database) []string {
	named := map[string]bool{}
	about := func(a schema.About) {
		named[a.Owner.Or("")] = true
		for _, g := range a.Grants.Or(nil) {
			named[g.Grantee], named[g.Grantor] = true, true
		}
	}
	for _, x := range d.Schemas {
		about(x.About)
	}
	for _, x := range d.Tables {
		about(x.About)
		for _, c := range x.Columns {
			if c.Rare != nil {
				about(schema.About{Grants: schema.Is(c.Rare.Grants)})
			}
		}
	}
	for _, x := range d.Enums {
		about(x.About)
	}
	for _, x := range d.Domains {
		about(x.About)
	}
	for _, x := range d.Sequences {
		about(x.About)
	}
	for _, x := range d.Objects {
		about(x.About)
		switch x.Kind {
		case schema.KindPolicy:
			for r := range strings.SplitSeq(x.Property("to"), ",") {
				named[strings.Trim(strings.TrimSpace(r), `"`)] = true
			}
		case schema.KindDefaultPrivileges:
			named[x.Property("for role")] = true
		case schema.KindUserMapping:
			named[x.Property("user")] = true
		}
	}
	delete(named, "")
	return slices.Sorted(maps.Keys(named))
}

func read(ctx context.Context, url string) (*schema.Database, error) {
	s, err := live.Connect(ctx, url, live.Options{AllowEmpty: true, Needs: true})
	if err != nil {
		return nil, fmt.Errorf("connecting to the scratch server: %w", err)
	}
	d, err := s.Read(ctx)
	return d, errors.Join(err, s.Close(context.WithoutCancel(ctx)))
}

// unsettled are the differences that neither a refusal explains nor what could
// not be rebuilt.
func unsettled(all []*diff.Difference, p *migration.Plan, unlike []*diff.Difference) []*diff.Difference {
	same := func(a *diff.Difference) func(*diff.Difference) bool {
		return func(b *diff.Difference) bool { return a.Object == b.Object && a.Property == b.Property }
	}
	var left []*diff.Difference
	for _, x := range all {
		refused := slices.ContainsFunc(p.Refusals, func(r migration.Refusal) bool { return slices.ContainsFunc(r.Settles, same(x)) })
		if !refused && !slices.ContainsFunc(unlike, same(x)) && !Remains(x) {
			left = append(left, x)
		}
	}
	return left
}

// Remains reports that a difference is one of the few that no statement of
// PostgreSQL settles: the order of columns, who an extension belongs to.
func Remains(x *diff.Difference) bool {
	if x.Object.Kind == schema.KindStatistics && x.Property == "on" {
		return true // they are listed in the order of the columns
	}
	return x.Property == diff.ColumnOrder || x.Property == diff.Role && x.Object.Kind == schema.KindExtension
}

// Others are the columns of tables in both whose rows are not the same.
func Others(before, after map[schema.Ref]Content) []string {
	var list []string
	for ref, was := range before {
		is, there := after[ref]
		if !there {
			if was.rows > 0 {
				list = append(list, ref.Path())
			}
			continue
		}
		if was.rows != is.rows {
			list = append(list, ref.Path())
			continue
		}
		for name, sum := range was.columns {
			if now, ok := is.columns[name]; sum != "" && (!ok || now != sum) {
				r := ref
				r.Parent, r.Name = ref.Name, name
				list = append(list, r.Path())
			}
		}
	}
	slices.Sort(list)
	return list
}

func sortLocks(list []migration.Lock) {
	slices.SortFunc(list, func(a, b migration.Lock) int { return a.Relation.Compare(b.Relation) })
}
