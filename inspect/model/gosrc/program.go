package gosrc

import (
	"context"
	"go/token"
	"io/fs"
	"runtime"
	"slices"
	"sync"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A Program is the Go source that patterns select, and as much of the rest of
// its module as is needed to understand it.
type Program struct {
	fsys     fs.FS
	fset     *token.FileSet
	modules  *modules
	sel      *selection
	packages map[string][]*Package // by directory; read on demand
	imports  map[imported]*Package
	structs  map[*decl]*Struct
	surveyed *survey
	queried  *queries
	left     []schema.Gap
	gaps     []schema.Gap
	cached   map[any]any // what dialects keep, by their own keys
}

// Keep returns what make once made for the key; of a type of the dialect's own.
func (p *Program) Keep(key any, make func() any) any {
	value, ok := p.cached[key]
	if !ok {
		value = make()
		p.cached[key] = value
	}
	return value
}

// Load parses the packages that the patterns select. A pattern is a directory,
// a directory followed by /... for all below it, or one Go file; an import path
// of the module serves as well.
func Load(ctx context.Context, fsys fs.FS, patterns []string) (*Program, error) {
	p := &Program{
		fsys:     fsys,
		fset:     token.NewFileSet(),
		modules:  newModules(fsys),
		packages: map[string][]*Package{},
		imports:  map[imported]*Package{},
		structs:  map[*decl]*Struct{},
		cached:   map[any]any{},
	}
	sel, err := p.resolve(ctx, patterns)
	if err != nil {
		return nil, err
	}
	p.sel = sel
	if err := p.readAll(ctx, sel.dirs); err != nil {
		return nil, err
	}
	return p, nil
}

// readAll reads the selected directories, several at a time.
func (p *Program) readAll(ctx context.Context, dirs []string) error {
	results := make([]*directory, len(dirs))
	parallel(len(dirs), func(i int) {
		if ctx.Err() == nil {
			results[i] = p.readDir(dirs[i])
		}
	})
	if err := ctx.Err(); err != nil {
		return err
	}
	for i, dir := range dirs {
		for _, f := range results[i].files {
			if f.err != nil && p.sel.selected(dir, f.base) {
				return f.err
			}
		}
		p.keep(results[i])
	}
	return nil
}

// parallel calls do for every index below n, on as many goroutines as there are
// processors, and returns when all calls have.
func parallel(n int, do func(i int)) {
	next := make(chan int)
	var wg sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := range next {
				do(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}

// Packages returns the selected packages by directory.
func (p *Program) Packages() []*Package {
	var all []*Package
	for _, dir := range p.sel.dirs {
		all = append(all, p.packages[dir]...)
	}
	return all
}

// Structs returns every struct type that the selected files declare, by file
// and place.
func (p *Program) Structs() []*Struct {
	var all []*Struct
	for _, pkg := range p.Packages() {
		for _, f := range pkg.files {
			if !p.sel.selected(pkg.Dir, f.base) {
				continue
			}
			for _, d := range f.decls {
				if s := p.structOf(d); s != nil {
					all = append(all, s)
				}
			}
		}
	}
	return all
}

// Left returns what was passed over and need not concern the reader of a report:
// files and directories that are not read, structs that are no models.
func (p *Program) Left() []schema.Gap { return slices.Clone(p.left) }

func (p *Program) leave(g schema.Gap) { p.left = append(p.left, g) }

func (p *Program) gap(g schema.Gap) { p.gaps = append(p.gaps, g) }
