package gosrc

import (
	"slices"
	"strings"
)

// A usage is what a set of files shows about the use of libraries.
type usage struct {
	imports imports        // each path once
	byName  bool           // pgx fills structs by the names of columns
	opens   []string       // the drivers that connections are opened with
	at      map[string]int // of each path in imports
}

func (u *usage) add(f *file) {
	if u.at == nil {
		u.at = map[string]int{}
	}
	for _, i := range f.imports {
		if at, known := u.at[i.path]; !known {
			u.at[i.path] = len(u.imports)
			u.imports = append(u.imports, i)
		} else if i.name == "_" {
			u.imports[at].name = "_" // for its effects somewhere
		}
	}
	u.byName = u.byName || f.mentions.byName
	for _, name := range f.mentions.opens {
		if !slices.Contains(u.opens, name) {
			u.opens = append(u.opens, name)
		}
	}
}

// A Survey is what the modules of the selected packages show about libraries.
type Survey struct {
	s *survey
	// of is the module that it is narrowed to, if it is.
	of *module
	// narrow is true where one module alone is looked at.
	narrow bool
}

// In is the survey of the module that the package belongs to. Settings stay those
// of all, and naming strategies if the module has none.
func (s Survey) In(pkg *Package) Survey {
	return Survey{s: s.s, of: pkg.module, narrow: true}
}

// All is the survey of all modules.
func (s Survey) All() Survey { return Survey{s: s.s} }

func (s Survey) usage() *usage {
	switch {
	case s.s == nil:
		return &usage{}
	case s.narrow && s.s.modules[s.of] != nil:
		return s.s.modules[s.of]
	case s.narrow:
		return &usage{}
	}
	return &s.s.usage
}

// Imports reports whether any file imports one of the paths. One that ends in a
// slash stands for all below it too.
func (s Survey) Imports(paths ...string) bool { return s.usage().imports.any(paths) }

// ByName reports whether pgx is told to fill structs by the names of columns.
func (s Survey) ByName() bool { return s.usage().byName }

// Requires reports whether the go.mod of the module, or of any module that is
// known of, requires one of the paths directly. One that ends in a slash stands
// for all below it too.
func (s Survey) Requires(paths ...string) bool {
	if s.s == nil {
		return false
	}
	return slices.ContainsFunc(s.s.siblings, func(m *module) bool {
		return (!s.narrow || m == s.of) && m.demands(paths)
	})
}

// demands reports whether a required module is one of the paths or holds it.
func (m *module) demands(paths []string) bool {
	for required := range m.requires {
		for _, want := range paths {
			if required == strings.TrimSuffix(want, "/") || strings.HasPrefix(want, required+"/") ||
				strings.HasSuffix(want, "/") && strings.HasPrefix(required, want) {
				return true
			}
		}
	}
	return false
}

// Strategies are the naming strategies that GORM is given in the module, or else
// anywhere.
func (s Survey) Strategies() []Strategy {
	if s.s == nil {
		return nil
	}
	var own []Strategy
	for _, each := range s.s.strategies {
		if s.narrow && each.module == s.of {
			own = append(own, each)
		}
	}
	if len(own) > 0 {
		return own
	}
	return s.s.strategies
}
