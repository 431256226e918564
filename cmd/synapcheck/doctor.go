package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect"
	"github.com/synapscale/synapcheck/inspect/live"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/report"
)

func (a *app) doctor() *cobra.Command {
	var (
		sources sourceFlags
		role    string
	)
	c := &cobra.Command{
		Use:   "doctor [DECLARED [LIVE]]",
		Short: "show what is found on both sides, and what is missing to compare them",
		Long: `doctor shows which configuration, models and database a run would use: which
structs were taken for which table and why, who the role is and what it can
see. It exits 1 if something that a run needs is missing. With --role it says what
the role that the program runs as may not do with the tables of the models, and
the GRANTs that mend it.`,
		GroupID: groupSetup,
		Args:    cobra.MaximumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			d := &doctor{app: a, role: role}
			d.run(cmd.Context(), &sources, args)
			return d.err
		},
	}
	sources.register(c)
	c.Flags().StringVar(&role, "role", "", "the `role` that the program itself connects as")
	return c
}

// A doctor goes on after a problem, so that one run shows them all.
type doctor struct {
	*app
	role string // that of the program, if it was named
	err  error
}

func (d *doctor) say(label, format string, args ...any) {
	fmt.Fprintf(d.stdout, "%-14s %s\n", label, report.Visible(fmt.Sprintf(format, args...)))
}

func (d *doctor) problem(label string, err error) {
	// Of all that stdout gets, only this is text that others may have had a hand in
	// after they were told the password.
	redact := func(s string) string { return s }
	if r, ok := d.stderr.(*redactor); ok {
		redact = r.redact
	}
	d.say(label, "✗ %s", redact(err.Error()))
	for _, h := range hints(err) {
		for line := range strings.Lines(h) {
			d.say("", "  hint: %s", redact(strings.TrimRight(line, "\n")))
		}
	}
	if d.err == nil {
		d.err = errors.New("not everything that a run needs is there")
	}
}

func (d *doctor) run(ctx context.Context, sources *sourceFlags, args []string) {
	d.say("synapcheck", "%s", programVersion())
	p, err := d.plan(sources, args)
	if err != nil {
		d.problem("set-up", err)
		return
	}
	if p.config.File == "" {
		d.say("configuration", "none; flags and defaults count (synapcheck init writes one)")
	} else {
		file := p.config.File
		if rel, err := filepath.Rel(d.dir, file); err == nil {
			file = rel
		}
		d.say("configuration", "%s", filepath.ToSlash(file))
	}
	declared := d.models(ctx, p)
	liveDB := d.database(ctx, p)
	if liveDB == nil {
		return
	}
	var used []schema.Ref
	for _, m := range declared {
		used = append(used, d.matches(p, m, liveDB)...)
	}
	if d.role != "" && inspect.Server(p.live) {
		d.privileges(ctx, p, used)
	}
}

// privileges shows what the program's role may not do with the tables.
func (d *doctor) privileges(ctx context.Context, p *plan, tables []schema.Ref) {
	_, dsn := inspect.Split(p.live)
	server, err := live.Connect(ctx, dsn, p.inspect.Live)
	if err != nil {
		d.problem("privileges", err)
		return
	}
	defer server.Close(ctx)
	lacks, err := server.Lacks(ctx, d.role, tables)
	if err != nil {
		d.problem("privileges", err)
		return
	}
	if len(lacks) == 0 {
		d.say("privileges", "%s may select from, insert into and update every table of the models", d.role)
		return
	}
	for _, l := range lacks {
		d.problem("privileges", &lackError{d.role, l})
	}
	d.say("", "  hint: these give it all:")
	for _, statement := range live.Mend(d.role, lacks) {
		d.say("", "    %s", statement)
	}
}

// A lackError is something that the program's role may not do.
type lackError struct {
	role string
	lack live.Lack
}

func (e *lackError) Error() string {
	return fmt.Sprintf("%s lacks on %s: %s", e.role, e.lack.Table.Path(), strings.Join(e.lack.Privileges, ", "))
}

// models shows what each declared source holds.
func (d *doctor) models(ctx context.Context, p *plan) []*schema.Database {
	if len(p.declared) == 0 {
		d.problem("models", noModels())
		return nil
	}
	var read []*schema.Database
	for _, name := range mergeNames(p.declared) {
		db, err := p.read(ctx, name)
		if err != nil {
			d.problem("models", err)
			continue
		}
		d.say("models", "%s: %s", inspect.Shown(name), count(len(db.Tables), "table"))
		if len(db.Speaks) > 0 {
			kinds := make([]string, len(db.Speaks))
			for i, k := range db.Speaks {
				kinds[i] = string(k)
			}
			d.say("", "lists completely: %s; of other kinds it says only what is written", strings.Join(kinds, ", "))
		}
		d.readers(db)
		d.left(ctx, p, name)
		read = append(read, db)
	}
	return read
}

// readers shows what fills the fields of how many tables, and by which driver.
func (d *doctor) readers(db *schema.Database) {
	tables := make(map[string]int)
	for _, t := range db.Tables {
		for _, c := range t.Columns {
			if c.Host == nil {
				continue
			}
			tables[filledBy(c.Host)]++
			break
		}
	}
	for _, by := range slices.Sorted(maps.Keys(tables)) {
		d.say("read by", "%s: %s", by, count(tables[by], "table"))
	}
	if fields := basis(db); fields != "" {
		d.say("field types", "%s", fields)
	}
}

// basis counts what the understanding of the fields' types rests on.
func basis(db *schema.Database) string {
	var plain, declared, named, unknown int
	for _, t := range db.Tables {
		for _, c := range t.Columns {
			switch {
			case c.Host == nil:
			case c.Host.Type == "":
				unknown++
			case c.Host.Basis == schema.BasisDeclared:
				declared++
			case c.Host.Basis == schema.BasisName:
				named++
			default:
				plain++
			}
		}
	}
	var parts []string
	for _, part := range []struct {
		n    int
		what string
	}{
		{plain, "of the language"},
		{declared, "by their declarations"},
		{named, "by import path and name alone"},
		{unknown, "not understood"},
	} {
		if part.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", part.n, part.what))
		}
	}
	return strings.Join(parts, ", ")
}

func filledBy(h *schema.Host) string {
	switch {
	case h.Reader == "":
		return "what the code does not tell; a field is wrong only if no reader and no driver fills it"
	case h.Reader == h.Driver:
		return h.Reader
	case h.Driver == "":
		return h.Reader + " over a driver that the code does not tell; a field is wrong only if it is with each"
	}
	return h.Reader + " over " + h.Driver
}

// left shows which structs are no models, and why: by reasons, the commonest
// last, since it says least.
func (d *doctor) left(ctx context.Context, p *plan, name string) {
	src, err := inspect.Open(name, p.inspect)
	if err != nil {
		return // reading it has told
	}
	models, ok := src.(*inspect.Models)
	if !ok {
		return
	}
	gaps, err := models.Left(ctx)
	if err != nil {
		d.problem("models", err)
		return
	}
	const shown = 8
	by := make(map[string][]string)
	for _, g := range gaps {
		by[g.Reason] = append(by[g.Reason], g.Subject)
	}
	reasons := slices.SortedFunc(maps.Keys(by), func(a, b string) int {
		return cmp.Or(cmp.Compare(len(by[a]), len(by[b])), cmp.Compare(a, b))
	})
	for _, reason := range reasons {
		all := by[reason]
		names := strings.Join(all[:min(len(all), shown)], ", ")
		if len(all) > shown {
			names += fmt.Sprintf(" and %d more", len(all)-shown)
		}
		d.say("left out", "%s: %s", reason, names)
	}
}

// database shows who answers and what the role can see.
func (d *doctor) database(ctx context.Context, p *plan) *schema.Database {
	if p.liveErr != nil {
		d.problem("database", p.liveErr)
		return nil
	}
	if !inspect.Server(p.live) {
		db, err := p.read(ctx, p.live)
		if err != nil {
			d.problem("live", err)
			return nil
		}
		d.say("live", "%s: %s", inspect.Shown(p.live), count(len(db.Tables), "table"))
		return db
	}
	_, dsn := inspect.Split(p.live)
	server, err := live.Connect(ctx, dsn, p.inspect.Live)
	if err != nil {
		d.problem("database", err)
		return nil
	}
	defer server.Close(ctx)
	f := server.Describe()
	d.say("database", "%s at %s:%d", f.Database, f.Host, f.Port)
	d.say("", "%s", f.Banner)
	d.connection(f)
	db, err := server.Read(ctx)
	if err != nil {
		d.problem("schemas", err)
		return nil
	}
	perSchema := make(map[string]int)
	for _, t := range db.Tables {
		perSchema[t.Schema]++
	}
	for _, s := range db.Schemas {
		d.say("schema", "%s: %s", s.Name, count(perSchema[s.Name], "relation"))
	}
	return db
}

// connection shows who answers, over what, and to whom.
func (d *doctor) connection(f live.Facts) {
	for _, n := range f.Notes {
		d.say("engine", "%s: %s", n.Subject, n.Reason)
	}
	switch {
	case f.Socket:
		d.say("connection", "local socket")
	case f.TLS == "":
		d.say("connection", "not encrypted")
	case f.Trust == live.TrustUnverified:
		d.say("connection", "%s, server not verified", f.TLS)
	default:
		d.say("connection", "%s, server verified (%s)", f.TLS, f.Trust)
	}
	if f.Pooler {
		d.say("", "through a connection pooler; that is fine: nothing outlives a transaction")
	}
	for _, w := range f.Warnings {
		d.say("", "⚠ %s", w)
	}
	switch {
	case f.Superuser:
		d.say("role", "%s, a superuser: reading needs only LOGIN and CONNECT", f.User)
	case f.Owner:
		d.say("role", "%s, the owner of the database: reading needs only LOGIN and CONNECT", f.User)
	default:
		d.say("role", "%s: LOGIN and CONNECT are all that reading needs", f.User)
	}
}

// matches shows which model meets which table, and why, and gives the tables.
func (d *doctor) matches(p *plan, declared, liveDB *schema.Database) (used []schema.Ref) {
	found := diff.Compare(declared, liveDB, p.compare)
	for _, t := range found.Tables {
		if len(t.Declared) > 0 && t.Live != nil {
			used = append(used, t.Ref)
		}
		for _, m := range t.Declared {
			how := m.Binding.How
			if !t.Certain {
				how += ", not certain"
			}
			target := t.Ref.Path()
			if t.Live == nil {
				target += " (no such table)"
			}
			d.say("match", "%s → %s  %s  %s", m.Origin.Symbol(), target, how, m.Origin)
		}
	}
	for _, g := range found.Gaps {
		d.say("not compared", "%s: %s", g.Subject, g.Reason)
	}
	if err := nothingCompared(found); err != nil {
		d.problem("match", err)
	}
	return used
}
