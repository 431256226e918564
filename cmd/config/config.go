// Package config reads synapcheck.yaml: which models are compared with which
// database, what is left out, and when a run fails.
//
// Reading is strict. A key that does not exist, a value of the wrong type or a
// key given twice is an error that names file, line and the likely remedy; a
// setting is never ignored in silence. The file is read as a document that
// anyone may have written: its size, depth and width are bounded, and aliases
// are refused.
package config

import (
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A Config is what the file says. A zero field means that the file says nothing
// of it, so that flags and the environment can go before it and defaults after.
type Config struct {
	// Version is the version of the format, always 1.
	Version int
	// DB is the connection string as written; [Config.Database] expands it.
	DB string
	// Models are the declared sources, as written: go:./models. A relative path
	// in one counts from the file's folder, see [Config.Resolve].
	Models []string
	// Schemas are the PostgreSQL schemas that are compared: patterns, of which the
	// last that matches decides. One after ! leaves out.
	Schemas []string
	Tables  Tables
	// Kinds are the kinds of objects that are compared, in the same way.
	Kinds []string
	// Left are the tables that are left out, in the same way: legacy_* leaves out,
	// and !legacy_users takes back.
	Left   []string
	Ignore []Ignore
	// Rules sets severities by rule, or by a pattern over rules: error, warning,
	// info or off.
	Rules map[string]string
	// Scoped are severities for some objects alone; the last that matches decides.
	Scoped []Scoped
	// Profile is default or strict.
	Profile string
	// FailOn is the least severity that fails a check: error, warning or info.
	FailOn string
	// Advice shows what rules say of the database alone.
	Advice bool
	// Scratch lets a scratch server decide about texts that are spelt differently.
	Scratch bool
	// MinScore is the least score, 0 to 100, that passes a check.
	MinScore float64
	// Types says which PostgreSQL type a type of the models stands for:
	// gid.GID is text.
	Types map[string]string
	// Baseline is the file of known findings; a relative path counts from the
	// file's folder.
	Baseline string
	// Renames are the renames that a person has confirmed, declared to live
	// names: "users.locked_until" to "account_locked_until".
	Renames map[string]string
	// Timeout bounds the reading of the live database.
	Timeout time.Duration
	// Generate says how new Go structs are written.
	Generate Generate
	// Environments say what is otherwise where, by name; see [Config.In].
	Environments map[string]*Config

	// File is the path that the configuration was read from, and Dir its folder.
	File, Dir string

	shown string // what errors call the file
	named []name // the rules that the file names, for CheckRules
	kinds []name // and the kinds, for CheckKinds
	lines map[string]int
}

// A Scoped severity holds for the objects that match a pattern, over
// schema.table.column.
type Scoped struct{ Rule, Objects, Severity string }

// Tables narrows what is compared. Globs are those of path.Match over
// schema.table or the table's name alone; a table is compared if it matches any
// Include, or there is none, and no Exclude.
type Tables struct{ Include, Exclude []string }

// Generate says how new Go structs are written. A zero field leaves the choice to
// flags and defaults.
type Generate struct {
	// Style is db, gorm, bun or sqlc; Null pointer, sql or pgtype; Driver pgx or
	// sql; JSON snake, camel or none.
	Style, Null, Driver, JSON string
	// Types are Go types by PostgreSQL type, and Columns by column.
	Types, Columns map[string]string
	// Names are names of fields by column, and of structs by table.
	Names map[string]string
	// Secrets are further columns that hold secrets, and Public those that only
	// look so: globs over table.column.
	Secrets, Public []string
	// Initialisms are further words that are written in capitals.
	Initialisms []string
}

// An Ignore accepts findings for a reason. An empty Rule means every rule, no
// Objects every object; one of the two is always given.
type Ignore struct {
	Rule    string
	Objects []string // globs over schema.table.column
	Reason  string
}

// CheckRules reports the rules that the file names and known does not have, and
// the patterns that match none.
func (c *Config) CheckRules(known []string) error {
	r := reader{file: c.shown}
	for _, pattern := range c.Left {
		if slices.Contains(known, pattern) {
			r.fail(c.lines[pattern], "write {rule: "+pattern+", reason: …}, or rules: {"+pattern+": off}", "ignore leaves out tables, and %s is a rule", pattern)
		}
	}
	if err := r.err(); err != nil {
		return err
	}
	return c.check(c.named, known, "rule", "synapcheck rules lists them")
}

// CheckKinds is CheckRules for kinds of objects.
func (c *Config) CheckKinds(known []string) error {
	return c.check(c.kinds, known, "kind", "known: "+strings.Join(known, ", "))
}

func (c *Config) check(named []name, known []string, what, hint string) error {
	r := reader{file: c.shown}
	for _, n := range named {
		text := strings.TrimPrefix(n.text, "!")
		if !slices.ContainsFunc(known, func(k string) bool {
			ok, _ := path.Match(text, k)
			return ok
		}) {
			r.fail(n.line, suggest(text, known, hint), "no %s is called %s", what, quote(text))
		}
	}
	return r.err()
}

// Where is the place of a pattern in the file, as synapcheck.yaml:12; empty for
// one that is not from there.
func (c *Config) Where(pattern string) string {
	if line := c.lines[pattern]; line > 0 {
		return fmt.Sprintf("%s:%d", c.shown, line)
	}
	return ""
}

// Load reads the file at path, which errors call shown.
func Load(path, shown string) (*Config, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reading configuration: %w", err)
	}
	defer f.Close()
	// One byte more than is allowed tells a file that is too large.
	data, err := io.ReadAll(io.LimitReader(f, MaxSize+1))
	if err != nil {
		return nil, fmt.Errorf("reading configuration %s: %w", shown, err)
	}
	c, err := Parse(shown, data)
	if err != nil {
		return nil, err
	}
	c.File, c.Dir = path, filepath.Dir(path)
	return c, nil
}

// Resolve places the relative path of a source name in the file's folder:
// go:./models of conf/synapcheck.yaml is go:./conf/models. Absolute paths, and
// URLs with them, stay as they are, and so does every name if no file was read.
func (c *Config) Resolve(source string) string {
	dialect, file, named := strings.Cut(source, ":")
	if !named {
		dialect, file = "", source
	} else {
		dialect += ":"
	}
	if c.Dir == "" || filepath.IsAbs(file) {
		return source
	}
	file = filepath.ToSlash(filepath.Join(c.Dir, file))
	if !filepath.IsAbs(file) && file != ".." && !strings.HasPrefix(file, "../") {
		file = "./" + file
	}
	return dialect + file
}
