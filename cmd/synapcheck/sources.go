package main

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/synapscale/synapcheck/cmd/config"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/rule"
	"github.com/synapscale/synapcheck/inspect"
	"github.com/synapscale/synapcheck/inspect/live"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch"
)

// sourceFlags are the flags of every command that reads sources.
type sourceFlags struct {
	models  []string
	db      string
	schemas []string
	tables  []string
	ignore  []string // tables that are left out
	kinds   []string
	env     string
	timeout time.Duration
	renames []string
	// scratch lets a scratch server decide about texts that are spelt differently.
	scratch bool
	// requireTLS refuses a connection over a network that is not encrypted.
	requireTLS bool
}

func (f *sourceFlags) register(c *cobra.Command) {
	flags := c.Flags()
	flags.StringArrayVar(&f.models, "models", nil, "declared `source`, as go:./models (repeatable)")
	flags.StringVar(&f.db, "db", "", "live `database`, as postgres://host/name; a password is better kept in $SYNAPCHECK_DB or ~/.pgpass")
	flags.StringArrayVar(&f.schemas, "schema", nil, "compare only this `schema` (repeatable)")
	flags.StringArrayVar(&f.tables, "table", nil, "compare only tables that match this `pattern` (repeatable)")
	flags.StringArrayVar(&f.ignore, "ignore", nil, "leave out tables that match this `pattern`, or take back those of !pattern (repeatable)")
	flags.StringArrayVar(&f.kinds, "kind", nil, "compare only objects of this `kind`, as index, or all but !comment (repeatable)")
	flags.StringVar(&f.env, "env", "", "`environment` of synapcheck.yaml (or $SYNAPCHECK_ENV)")
	flags.StringArrayVar(&f.renames, "accept-rename", nil, "`rename` that is one: declared=live, as users.locked_until=account_locked_until (repeatable)")
	flags.BoolVar(&f.scratch, "scratch", false, "let a scratch server of the database's version decide about expressions that are spelt differently")
	flags.DurationVar(&f.timeout, "timeout", 0, "bound on reading the database (default 1m)")
	flags.BoolVar(&f.requireTLS, "require-tls", false, "refuse a connection over a network that is not encrypted")
}

// A plan is which sources take part and how: flags, environment, file and
// defaults put together, in that order of weight.
type plan struct {
	config   *config.Config
	declared []string // source names
	live     string   // source name
	liveErr  error    // why there is none
	inspect  inspect.Options
	compare  diff.Options
	found    []rule.Finding // of every layer, before any is accepted
	advice   bool           // is wanted
	scratch  bool           // decides about what is spelt differently
}

func (a *app) loadConfig() (*config.Config, error) {
	file := cmp.Or(a.configPath, a.getenv("SYNAPCHECK_CONFIG"))
	if file != "" && !filepath.IsAbs(file) {
		file = filepath.Join(a.dir, file)
	}
	if file == "" {
		found, err := config.Find(a.dir)
		if err != nil {
			return nil, err
		}
		if found == "" {
			return &config.Config{}, nil
		}
		file = found
	}
	// Errors name the file as a person in the working directory would.
	shown := file
	if rel, err := filepath.Rel(a.dir, file); err == nil {
		shown = rel
	}
	c, err := config.Load(file, shown)
	if err != nil {
		return nil, err
	}
	// Sources are then named from here, and the report is the same on every
	// machine.
	c.Dir = filepath.Dir(shown)
	var ids []string
	for _, r := range rule.Every() {
		ids = append(ids, r.ID)
	}
	if err := c.CheckRules(ids); err != nil {
		return nil, err
	}
	return c, c.CheckKinds(kindNames())
}

// plan puts together what the arguments, flags, environment and file say.
func (a *app) plan(f *sourceFlags, args []string) (*plan, error) {
	c, err := a.loadConfig()
	if err != nil {
		return nil, err
	}
	if c, err = c.In(cmp.Or(f.env, a.getenv("SYNAPCHECK_ENV"))); err != nil {
		return nil, err
	}
	p := &plan{config: c, scratch: f.scratch || c.Scratch}
	declared, liveName, err := positional(args)
	if err != nil {
		return nil, err
	}
	if len(declared) > 0 && len(f.models) > 0 {
		return nil, &usageError{"the models are named twice, as an argument and with --models", "leave one out"}
	}
	if liveName != "" && f.db != "" {
		return nil, &usageError{"the database is named twice, as an argument and with --db", "leave one out"}
	}
	p.declared = declared
	if len(f.models) > 0 {
		p.declared = f.models
	}
	if len(p.declared) == 0 {
		for _, m := range c.Models {
			p.declared = append(p.declared, c.Resolve(m))
		}
	}
	if len(p.declared) == 0 {
		p.declared = a.defaultModels()
	}
	p.live, p.liveErr = a.liveName(cmp.Or(liveName, f.db), c)
	for _, name := range append(p.declared, p.live) {
		a.hidePassword(name)
	}
	if f.timeout < 0 {
		return nil, &usageError{fmt.Sprintf("--timeout %s: it is negative", f.timeout), "give a duration, as 30s or 2m"}
	}
	if len(p.declared) > 0 && inspect.Server(p.declared[0]) && inspect.Language(p.live) != "" {
		a.note("comparing a database as the declared side with models as the live one; are the two swapped?")
	}
	renames, err := f.acceptedRenames(c)
	if err != nil {
		return nil, err
	}
	scratchOptions := scratch.FromEnv(a.getenv)
	scratchOptions.Progress = a.downloading()
	p.inspect = inspect.Options{
		Dir:     a.dir,
		Live:    live.Options{Timeout: cmp.Or(f.timeout, c.Timeout), Schemas: cmpSlices(f.schemas, c.Schemas), RequireTLS: f.requireTLS},
		Scratch: scratchOptions,
		Types:   c.Types,
	}
	p.compare = diff.Options{
		Schemas: cmpSlices(f.schemas, c.Schemas),
		Include: cmpSlices(f.tables, c.Tables.Include),
		Exclude: slices.Concat(c.Tables.Exclude, c.Left, f.ignore),
		Kinds:   cmpSlices(f.kinds, c.Kinds),
		Renames: renames,
	}
	if slices.ContainsFunc(p.compare.Schemas, func(s string) bool { return strings.ContainsAny(s, `!*?[\\`) }) {
		p.inspect.Live.Schemas = nil // patterns, which are tried on all
	}
	if err := checkKinds(f.kinds); err != nil {
		return nil, err
	}
	for _, g := range slices.Concat(p.compare.Schemas, p.compare.Include, p.compare.Exclude) {
		if err := diff.CheckGlob(g); err != nil {
			return nil, &usageError{fmt.Sprintf("pattern %s: %v", g, err), "patterns are those of a shell: users, audit_*, public.*"}
		}
	}
	return p, nil
}

func kindNames() []string {
	var names []string
	for _, k := range schema.Kinds() {
		names = append(names, string(k))
	}
	return names
}

// checkKinds refuses kinds of --kind that there are none of.
func checkKinds(kinds []string) error {
	for _, k := range kinds {
		glob := strings.TrimPrefix(k, "!")
		if !slices.ContainsFunc(kindNames(), func(name string) bool { ok, _ := path.Match(glob, name); return ok }) {
			return &usageError{"--kind " + k + ": no kind of objects is called so", "known: " + strings.Join(kindNames(), ", ")}
		}
	}
	return nil
}

// acceptedRenames are the renames of the file and those of the flag, which go
// before.
func (f *sourceFlags) acceptedRenames(c *config.Config) (map[string]string, error) {
	all := maps.Clone(c.Renames)
	for _, r := range f.renames {
		declared, live, _ := strings.Cut(r, "=")
		declared, live = strings.TrimSpace(declared), strings.TrimSpace(live)
		if declared == "" || live == "" || strings.Contains(live, "=") {
			return nil, &usageError{"--accept-rename " + r + ": it is not DECLARED=LIVE", "as in users.locked_until=account_locked_until"}
		}
		if all == nil {
			all = map[string]string{}
		}
		all[declared] = live
	}
	return all, nil
}

func cmpSlices(a, b []string) []string {
	if len(a) > 0 {
		return a
	}
	return b
}

// positional tells the declared from the live source: of two, the second is the
// live one; a single one is live if it is a server.
func positional(args []string) (declared []string, live string, err error) {
	switch len(args) {
	case 0:
		return nil, "", nil
	case 1:
		if inspect.Server(args[0]) {
			return nil, args[0], nil
		}
		return args, "", nil
	}
	return args[:1], args[1], nil
}

// liveName is the live source by flag or argument, environment, and file.
// Empty means libpq's own environment, if that says anything.
func (a *app) liveName(given string, c *config.Config) (string, error) {
	name := cmp.Or(given, a.getenv("SYNAPCHECK_DB"), a.getenv("DATABASE_URL"))
	if name != "" {
		return name, nil
	}
	name, err := c.Database(a.lookupEnv)
	if err != nil || name != "" {
		return name, err
	}
	for _, v := range []string{"PGHOST", "PGHOSTADDR", "PGDATABASE", "PGSERVICE", "PGUSER", "PGPORT"} {
		if a.getenv(v) != "" {
			return inspect.Environment, nil
		}
	}
	return "", &usageError{
		"nothing says which database is the live one",
		"give it as an argument, with --db, in $SYNAPCHECK_DB or $DATABASE_URL, or as db in synapcheck.yaml; synapcheck demo needs none",
	}
}

// defaultModels is the whole module, where the working directory is in one.
func (a *app) defaultModels() []string {
	for dir := a.dir; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return []string{"go:./..."}
		}
		if dir == filepath.Dir(dir) {
			return nil
		}
	}
}

// declaredDatabases reads the declared sources. Sources of one dialect are one
// layer: tables may be spread over several directories.
func (p *plan) declaredDatabases(ctx context.Context) ([]*schema.Database, error) {
	if len(p.declared) == 0 {
		return nil, noModels()
	}
	var dbs []*schema.Database
	for _, name := range mergeNames(p.declared) {
		db, err := p.read(ctx, name)
		if err != nil {
			return nil, err
		}
		dbs = append(dbs, db)
	}
	return dbs, nil
}

// mergeNames joins the names of one scheme into one, in the order of their
// first appearance.
func mergeNames(names []string) []string {
	var merged []string
	at := make(map[string]int)
	for _, n := range names {
		scheme, rest := inspect.Split(n)
		i, ok := at[scheme]
		if !ok || !inspect.Mergeable(scheme) {
			at[scheme] = len(merged)
			merged = append(merged, n)
			continue
		}
		merged[i] += "," + rest
	}
	return merged
}

// readLive reads the live source.
func (p *plan) readLive(ctx context.Context) (*schema.Database, error) {
	if p.liveErr != nil {
		return nil, p.liveErr
	}
	return p.read(ctx, p.live)
}

func (p *plan) read(ctx context.Context, name string) (*schema.Database, error) {
	src, err := inspect.Open(name, p.inspect)
	if err != nil {
		return nil, err
	}
	d, err := src.Read(ctx)
	if err != nil {
		return nil, err
	}
	if m, ok := src.(*inspect.Models); ok {
		rebase(d, m.Shown)
	}
	return d, nil
}

// hidePassword keeps the password of a connection string out of stderr, wherever
// it may turn up.
func (a *app) hidePassword(dsn string) {
	r, ok := a.stderr.(*redactor)
	if !ok {
		return
	}
	for _, secret := range secrets(dsn) {
		r.hide(secret)
	}
	r.hide(a.getenv("PGPASSWORD"))
}

// single is the plan for a command that reads one source: the one named, or
// else the live one.
func (a *app) single(f *sourceFlags, args []string) (*plan, string, error) {
	if len(args) == 0 {
		p, err := a.plan(f, nil)
		if err != nil {
			return nil, "", err
		}
		return p, p.live, p.liveErr
	}
	// The live database need not be known to read something else; plan asks for
	// it, so the source stands in.
	given := *f
	given.db = args[0]
	p, err := a.plan(&given, nil)
	return p, args[0], err
}

func noModels() error {
	return &usageError{
		"nothing says where the models are",
		"give them as an argument, go:./models, or with --models, or run synapcheck init",
	}
}
