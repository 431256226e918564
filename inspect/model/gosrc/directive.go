package gosrc

import (
	"fmt"
	"go/ast"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

const directivePrefix = "//synapcheck:"

// A directive is an instruction to us in the comment above a type.
type directive struct {
	verb   string // "table", "driver", "ignore"
	arg    string
	origin schema.Origin
}

// directivesOf reads the directives above a declaration and reports those that
// mean nothing.
func (p *Program) directivesOf(d *decl) []directive {
	var all []directive
	for _, group := range d.doc {
		for _, c := range group.List {
			text, ok := strings.CutPrefix(c.Text, directivePrefix)
			if !ok {
				continue
			}
			verb, arg, _ := strings.Cut(strings.TrimRight(text, " \t\r"), " ")
			dir := directive{verb: verb, arg: strings.TrimSpace(arg), origin: p.origin(d.file, c.Pos(), d.name)}
			if why, hint := dir.wrong(); why != "" {
				p.gap(schema.Gap{Subject: "directive " + c.Text, Reason: why, Hint: hint, Origin: dir.origin})
				continue
			}
			all = append(all, dir)
		}
	}
	return all
}

func (d directive) wrong() (why, hint string) {
	switch d.verb {
	case "ignore":
		return "", "" // what follows is a reason
	case "table":
		if _, _, err := splitName(d.arg); err != nil {
			return err.Error(), "write //synapcheck:table NAME or //synapcheck:table SCHEMA.NAME"
		}
		return "", ""
	case "driver":
		if !slices.Contains(spoken, d.arg) {
			return fmt.Sprintf("no driver is called %q", d.arg), "write //synapcheck:driver " + strings.Join(spoken, ", or ")
		}
		return "", ""
	}
	if near := Nearest(d.verb, []string{"table", "driver", "ignore"}); near != "" {
		return fmt.Sprintf("there is no directive %s", d.verb), fmt.Sprintf("did you mean %s%s?", directivePrefix, near)
	}
	return fmt.Sprintf("there is no directive %s", d.verb), "there are //synapcheck:table NAME, //synapcheck:driver NAME and //synapcheck:ignore"
}

// spoken are what a driver directive can say: that pgx itself reads the rows, or
// database/sql, with a driver or with whichever the code shows.
var spoken = []string{DriverPGX, DriverStdlib, DriverPQ, ReaderSQL.Name}

// Driver is what a directive above the struct says that rows come through;
// empty for none.
func (s *Struct) Driver() string {
	d, _ := s.directive("driver")
	return d.arg
}

func (s *Struct) directive(verb string) (directive, bool) {
	for _, d := range s.directives {
		if d.verb == verb {
			return d, true
		}
	}
	return directive{}, false
}

// misplaced reports the directives of selected files that stand above something
// else than a struct.
func (p *Program) misplaced() {
	for _, pkg := range p.Packages() {
		for _, f := range pkg.files {
			if !f.mentions.directive || !p.sel.selected(pkg.Dir, f.base) {
				continue
			}
			p.misplacedIn(f)
		}
	}
}

func (p *Program) misplacedIn(f *file) {
	placed := map[*ast.CommentGroup]bool{}
	for _, d := range f.decls {
		if p.structOf(d) != nil {
			for _, group := range d.doc {
				placed[group] = true
			}
		}
	}
	for _, group := range f.syntax.Comments {
		if placed[group] {
			continue
		}
		for _, c := range group.List {
			if strings.HasPrefix(c.Text, directivePrefix) {
				p.gap(schema.Gap{
					Subject: "directive " + c.Text, Reason: "it does not stand in the comment above a struct type",
					Hint: "move it there, without an empty line between", Origin: p.origin(f, c.Pos(), ""),
				})
			}
		}
	}
}
