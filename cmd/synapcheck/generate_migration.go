package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/synapscale/synapcheck/codegen"
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

// finishMigration shows or writes the files.
func (a *app) finishMigration(m *madeMigration, f *migrationFlags, format migration.Format) error {
	for _, r := range m.plan.Refusals {
		a.note("not done: %s: %s", r.Ref, r.Reason)
		if r.Hint != "" {
			a.note("hint: %s", r.Hint)
		}
	}
	for _, o := range m.answers {
		if o.Fails() {
			a.note("would fail now: %s", o)
		}
	}
	if len(m.plan.Steps) == 0 {
		if m.differences > 0 && len(m.plan.Refusals) > 0 {
			a.note("no statement to write, %s not done", count(len(m.plan.Refusals), "difference"))
			if f.check {
				return errDrift
			}
			return nil
		}
		a.note("nothing to migrate: both sides agree")
		return nil
	}
	up, down := m.scripts(f)
	root := f.out
	if !filepath.IsAbs(root) {
		root = filepath.Join(a.dir, root)
	}
	var files []codegen.File
	for _, o := range format(up, down) {
		files = append(files, codegen.File{Path: o.Path, After: []byte(o.Text)})
	}
	if f.check {
		a.note("would write %s of %s", count(len(m.plan.Steps), "step"), "a migration")
		return errDrift
	}
	if !f.write {
		for _, file := range files {
			if len(files) > 1 {
				fmt.Fprintf(a.stdout, "==> %s <==\n", filepath.ToSlash(filepath.Join(f.out, file.Path)))
			}
			fmt.Fprintf(a.stdout, "%s\n", file.After)
		}
		a.note("%s in %s; nothing is written without --write", count(len(m.plan.Steps), "step"), count(len(files), "file"))
		return nil
	}
	for _, file := range files {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(root, filepath.FromSlash(file.Path))), 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("making the directory of the migration: %w", err)
		}
	}
	if err := codegen.Write(root, files); err != nil {
		return err
	}
	a.note("wrote %s in %s", count(len(m.plan.Steps), "step"), count(len(files), "file"))
	return nil
}

// scripts are both ways with what their heads say.
func (m *madeMigration) scripts(f *migrationFlags) (up, down *migration.Script) {
	now := time.Now().UTC()
	sum := sha256.New()
	for _, s := range m.plan.Steps {
		fmt.Fprintln(sum, s.What, s.SQL)
	}
	up = &migration.Script{
		Plan: m.plan, Version: now.Format("20060102150405"), Slug: slug(f.name), Server: m.live.Server,
		Number:     hex.EncodeToString(sum.Sum(nil))[:8],
		Why:        fmt.Sprintf("%s, read %s, differs from %s in %s", m.source, now.Format("2006-01-02 15:04 UTC"), m.target, count(m.differences, "fact")),
		Tables:     m.tables(),
		Preflight:  m.preflightLines(now),
		Reversible: "not known: the way back was not tried (--no-verify)",
		Verified:   []string{"NOT VERIFIED: --no-verify was given; no statement below has been tried"},
	}
	if m.proof == nil {
		if f.noDown || m.back == nil || len(m.back.Steps) == 0 {
			return up, nil
		}
		return up, &migration.Script{
			Plan: m.back, Down: true, Version: up.Version, Slug: up.Slug, Server: up.Server, Number: up.Number,
			Why: "takes back the migration of the same number", Verified: up.Verified,
		}
	}
	p := m.proof
	up.Measured = p.Up
	up.Guard = migration.Guard(m.plan.Touched(), p.UpStates)
	up.Reversible = m.reversible()
	version := fmt.Sprintf("scratch PostgreSQL %d.%d", p.Server/10000, p.Server%10000)
	back := "down -> the original"
	if len(p.Down.Refusals) > 0 {
		var what []string
		for _, r := range p.Down.Refusals {
			what = append(what, fmt.Sprintf("%s of %s", r.Settles[0].Property, r.Ref))
		}
		back += " but for " + strings.Join(what, ", ")
	}
	rows := fmt.Sprintf("%d rows in %s kept", p.Seeded, count(p.Tables, "table"))
	if len(p.Changed) > 0 {
		rows = fmt.Sprintf("of %d rows in %s, others after both ways: %s", p.Seeded, count(p.Tables, "table"), strings.Join(p.Changed, ", "))
	}
	left := "up -> nothing left"
	if n := len(m.plan.Refusals); n > 0 {
		left += " but " + count(n, "refusal")
	}
	up.Verified = []string{version + ": " + left + " · " + back + " · " + rows + " · locks measured"}
	if n := len(p.Unlike); n > 0 {
		up.Verified = append(up.Verified, fmt.Sprintf("%s could not be rebuilt there, as %s, and the proof does not speak of them", count(n, "fact"), p.Unlike[0].Object))
	}
	if f.noDown || len(p.Down.Steps) == 0 {
		return up, nil
	}
	down = &migration.Script{
		Plan: p.Down, Down: true, Version: up.Version, Slug: up.Slug, Server: up.Server, Number: up.Number,
		Why: "takes back the migration of the same number", Measured: p.Back, Verified: []string{version + ": " + back + " · " + rows},
		Guard: migration.Guard(p.Down.Touched(), p.BackStates),
	}
	return up, down
}

// slug is a name as file systems and runners like it.
func slug(name string) string {
	clean := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return '_'
	}, name)
	return cmp.Or(strings.Trim(clean, "_"), "sync")
}

// tables are the touched tables with their sizes.
func (m *madeMigration) tables() []string {
	var lines []string
	for _, r := range m.plan.Touched() {
		r.Kind = ""
		s, known := m.sizes[r]
		if !known {
			continue
		}
		rows := fmt.Sprintf("~%d rows", s.Rows)
		if s.Rows < 0 {
			rows = "rows never counted (no ANALYZE)"
		}
		lines = append(lines, fmt.Sprintf("%s  %s  %s + %s indexes  %d rows written since the statistics began", r.Path(), rows, bytesOf(s.Bytes), bytesOf(s.Index), s.Writes))
	}
	return lines
}

func bytesOf(n int64) string {
	const unit = 1024
	switch {
	case n < unit*unit:
		return fmt.Sprintf("%d kB", (n+unit-1)/unit)
	case n < 10*unit*unit*unit:
		return fmt.Sprintf("%d MB", n/unit/unit)
	}
	return fmt.Sprintf("%d GB", n/unit/unit/unit)
}

func (m *madeMigration) preflightLines(now time.Time) []string {
	switch {
	case !m.asked:
		return []string{"NOT ASKED: the live database was not asked about its rows"}
	case len(m.answers) == 0:
		return []string{"no step depends on the rows"}
	}
	var lines []string
	for _, o := range m.answers {
		lines = append(lines, o.String()+"   ("+now.Format("15:04 UTC")+")")
	}
	return lines
}

// reversible says in a line what comes back and what does not.
func (m *madeMigration) reversible() string {
	var lost []string
	for _, s := range m.plan.Steps {
		if s.Loses != "" {
			lost = append(lost, s.Loses)
		}
	}
	back := "schema yes"
	for _, r := range m.proof.Down.Refusals {
		back = "schema but for the " + string(r.Settles[0].Property) + " of " + r.Ref.Path()
	}
	if len(lost) > 0 {
		return back + " · data no: not brought back: " + strings.Join(lost, "; ")
	}
	var down []string
	for _, s := range m.proof.Down.Steps {
		if s.Loses != "" {
			down = append(down, s.Loses)
		}
	}
	if len(down) > 0 {
		return back + " · data: the way down loses " + strings.Join(down, "; ")
	}
	return back + " · data yes"
}
