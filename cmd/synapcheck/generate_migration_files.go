package main

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/synapscale/synapcheck/codegen"
	"github.com/synapscale/synapcheck/codegen/migration"
)

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
