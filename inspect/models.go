package inspect

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/synapscale/synapcheck/inspect/model"
	"github.com/synapscale/synapcheck/inspect/model/gosrc"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// Models is a source of models in a directory of files.
type Models struct {
	// Root is the directory that origins are relative to.
	Root string

	base     string // the working directory, absolute
	name     string
	patterns []string
	dialect  model.Dialect
	types    map[string]string
}

func openModels(name, rest string, d model.Dialect, opts Options) (*Models, error) {
	var patterns []string
	for p := range strings.SplitSeq(rest, ",") {
		if p = strings.TrimSpace(p); p != "" {
			patterns = append(patterns, p)
		}
	}
	if len(patterns) == 0 {
		return nil, &NameError{name, "it names no path", "write " + d.Name + ":./models"}
	}
	root, relative, err := opts.root(patterns)
	if err != nil {
		return nil, err
	}
	base, err := filepath.Abs(opts.abs("."))
	if err != nil {
		return nil, err
	}
	return &Models{Root: root, base: base, name: name, patterns: relative, dialect: d, types: opts.Types}, nil
}

// Shown is the file of an origin as somebody in the working directory would
// call it.
func (m *Models) Shown(file string) string {
	if m.base == m.Root {
		return file
	}
	rel, err := filepath.Rel(m.base, filepath.Join(m.Root, filepath.FromSlash(file)))
	if err != nil {
		return file
	}
	return filepath.ToSlash(rel)
}

// IsNothing reports that a source was read in full and holds no models.
func IsNothing(err error) bool {
	var empty *gosrc.EmptyError
	var pattern *gosrc.PatternError
	return errors.As(err, &empty) || errors.As(err, &pattern)
}

// Read reads the models.
func (m *Models) Read(ctx context.Context) (*schema.Database, error) {
	db, err := m.dialect.Read(ctx, os.DirFS(m.Root), m.patterns)
	if err != nil {
		return nil, err
	}
	db.Name = m.name
	if err := standFor(db, m.types); err != nil {
		return nil, err
	}
	return db, nil
}

// Left is what Read passes over for a known reason: structs that are no models,
// files of other systems. It reads the models anew.
func (m *Models) Left(ctx context.Context) ([]schema.Gap, error) {
	if m.dialect.Left == nil {
		return nil, nil
	}
	return m.dialect.Left(ctx, os.DirFS(m.Root), m.patterns)
}
