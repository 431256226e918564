package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/synapscale/synapcheck/codegen/migration"
	"github.com/synapscale/synapcheck/codegen/preflight"
	"github.com/synapscale/synapcheck/codegen/shadow"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch"
)

// migrationFlags are those of generate migration.
type migrationFlags struct {
	from, to, out, format, name  string
	allow                        []string
	prune, noVerify, noPreflight bool
	noDown, write, check         bool
}

func (f *migrationFlags) register(c *cobra.Command) {
	flags := c.Flags()
	flags.StringVar(&f.from, "from", "", "live `source` that the migration is for")
	flags.StringVar(&f.to, "to", "", "declared `source` that it leads to")
	flags.StringVar(&f.out, "out", "migrations", "`directory` of the files")
	flags.StringVar(&f.format, "format", "plain", "`runner` that the files are for: "+strings.Join(migration.FormatNames, ", "))
	flags.StringVar(&f.name, "name", "", "what the files are called after (default: sync)")
	flags.StringSliceVar(&f.allow, "allow", nil, "accept these `hazards`, as LOSES_DATA,BLOCKS_ALL_LONG")
	flags.BoolVar(&f.prune, "prune", false, "drop tables, views, functions and types that nobody declares")
	flags.BoolVar(&f.noVerify, "no-verify", false, "do not try the migration on a scratch server")
	flags.BoolVar(&f.noPreflight, "no-preflight", false, "do not ask the live database about its rows")
	flags.BoolVar(&f.noDown, "no-down", false, "write no way back")
	flags.BoolVar(&f.write, "write", false, "write the files")
	flags.BoolVar(&f.check, "check", false, "write nothing, and exit 2 if there is anything to do")
	_ = c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(migration.FormatNames, cobra.ShellCompDirectiveNoFileComp))
}

func (a *app) generateMigration() *cobra.Command {
	var sources sourceFlags
	var f migrationFlags
	c := &cobra.Command{
		Use:   "migration [DECLARED [LIVE]]",
		Short: "write the SQL that brings the database to what is declared",
		Long: `generate migration writes the steps that bring the live database to the declared
side, and the way back. Each step says what it locks, how long, and what may go
wrong; what is dangerous is written only if --allow accepts it by name, and what
cannot be done is refused with the reason. The plan is tried on a scratch server
of the same version first: up, compared, down, compared, rows kept, locks
measured. The live database is only ever read. Nothing is written without --write.`,
		Example: `  synapcheck generate migration
  synapcheck generate migration --from postgres://localhost/app --to sql:schema.sql --out migrations --write
  synapcheck generate migration --allow LOSES_DATA --prune --format goose --write
  synapcheck generate migration --check`,
		Args: cobra.MaximumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runMigration(cmd.Context(), &sources, &f, args)
		},
	}
	sources.register(c)
	f.register(c)
	return c
}

// hazards are those that were accepted by name.
func (f *migrationFlags) hazards() ([]migration.Hazard, error) {
	var list []migration.Hazard
	for _, name := range f.allow {
		h := migration.Hazard(strings.ToUpper(strings.TrimSpace(name)))
		if !slices.Contains(migration.Hazards, h) {
			var known []string
			for _, g := range migration.Grave {
				known = append(known, string(g))
			}
			return nil, &usageError{"--allow " + name + ": there is no such hazard", "those that must be allowed: " + strings.Join(known, ", ")}
		}
		list = append(list, h)
	}
	return list, nil
}

func (a *app) runMigration(ctx context.Context, sources *sourceFlags, f *migrationFlags, args []string) error {
	if f.write && f.check {
		return &usageError{"--write and --check contradict each other", "--check only says whether --write would do anything"}
	}
	format := migration.Formats[f.format]
	if format == nil {
		return &usageError{"--format " + f.format + ": there is no such runner", "known: " + strings.Join(migration.FormatNames, ", ")}
	}
	allowed, err := f.hazards()
	if err != nil {
		return err
	}
	if (f.from != "" || f.to != "") && len(args) > 0 {
		return &usageError{"the sources are named twice", "give them as arguments, or with --from and --to"}
	}
	if f.from != "" {
		sources.db = f.from
	}
	if f.to != "" {
		sources.models = []string{f.to}
	}
	p, err := a.plan(sources, args)
	if err != nil {
		return err
	}
	p.inspect.Live.Needs = true
	m, err := a.planMigration(ctx, p, f, allowed)
	if err != nil {
		return err
	}
	return a.finishMigration(m, f, format)
}

// A madeMigration is a plan with all that was learnt of it.
type madeMigration struct {
	source, target string // as shown to people
	plan           *migration.Plan
	live           *schema.Database
	differences    int
	sizes          map[schema.Ref]preflight.Size
	answers        []preflight.Outcome
	asked          bool
	proof          *shadow.Proof
	back           *migration.Plan // where there is no proof
}

// planMigration compares, plans, asks and proves.
func (a *app) planMigration(ctx context.Context, p *plan, f *migrationFlags, allowed []migration.Hazard) (*madeMigration, error) {
	done := a.progress("reading models and database")
	defer done()
	declared, err := p.declaredDatabases(ctx)
	if err != nil {
		return nil, err
	}
	if len(declared) > 1 {
		return nil, &usageError{"there are several declared sources", "name the one that the migration leads to: --to sql:schema.sql"}
	}
	live, err := p.readLive(ctx)
	if err != nil {
		return nil, err
	}
	d, err := a.compareTwo(ctx, p, declared[0], live)
	if err != nil {
		return nil, err
	}
	if err := nothingCompared(d); err != nil {
		return nil, err
	}
	m := &madeMigration{source: live.Name, target: declared[0].Name, live: live, differences: len(d.Differences)}
	whole, refused := migration.Target(d)
	final := d
	if whole != d.Declared {
		final = diff.Compare(whole, live, diff.Options{Renames: p.compare.Renames})
	}
	var session *preflight.Session
	if !f.noPreflight && inspect.Server(p.live) {
		if session, err = preflight.Open(ctx, address(p.live)); err != nil {
			return nil, err
		}
		defer session.Close(context.WithoutCancel(ctx))
		if m.sizes, err = session.Sizes(ctx); err != nil {
			return nil, err
		}
	}
	m.plan = migration.Make(final, migration.Options{
		Allow: allowed, Prune: f.prune,
		Small: func(r schema.Ref) bool { s, known := m.sizes[r]; return known && s.Small() },
	})
	m.plan.Refusals = append(refused, m.plan.Refusals...)
	if session != nil {
		m.answers, m.asked = session.Ask(ctx, m.plan.Checks()), true
	}
	done()
	if f.noVerify && len(m.plan.Refusals) == 0 {
		m.back = migration.Make(diff.Compare(live, final.Declared, diff.Options{}), migration.Options{Back: true})
	}
	if !f.noVerify && len(m.plan.Steps) > 0 {
		if m.proof, err = a.prove(ctx, p, final, m.plan); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// address is the source's name as a driver takes it.
func address(name string) string {
	if name == inspect.Environment {
		return ""
	}
	return name
}

// prove tries the plan on a scratch server of the live one's version.
func (a *app) prove(ctx context.Context, p *plan, d *diff.Diff, plan *migration.Plan) (*shadow.Proof, error) {
	done := a.progress("trying the migration on a scratch server")
	defer done()
	options := p.inspect.Scratch
	options.Major = d.Live.Server / 10000
	server, err := scratch.Start(ctx, options)
	if err != nil {
		return nil, err
	}
	proof, err := shadow.Prove(ctx, server, d, plan)
	err = errors.Join(err, server.Stop())
	if err != nil {
		return nil, &proofError{err}
	}
	for _, x := range slices.Concat(proof.Left, proof.BackLeft) {
		return nil, &proofError{fmt.Errorf("%s: %s is left: declared %q, live %q", x.Object, x.Property, x.Declared, x.Live)}
	}
	return proof, nil
}

// A proofError is a plan that does not do on a scratch server what it should.
type proofError struct{ err error }

func (e *proofError) Error() string {
	return "the migration was tried on a scratch server, and failed there: " + e.err.Error()
}

func (e *proofError) Unwrap() error { return e.err }

func (e *proofError) Hint() string {
	return "nothing was written; --no-verify writes it all the same, to be mended by hand"
}
