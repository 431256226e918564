package gosrc

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// guessed weighs the tables that the naming rule alone has given against what
// the other structs of the dialect say.
func guessed(d *StructDialect, drafts []*Draft) {
	fullest := map[schema.Ref]*Draft{}
	all, named := map[*Package]int{}, map[*Package]int{}
	methods := 0
	for _, draft := range drafts {
		b := &draft.Table.Binding
		all[draft.Struct.Package]++
		if stated[b.How] {
			named[draft.Struct.Package]++
			methods++
		}
		ref := draft.Table.Ref()
		if first := fullest[ref]; first == nil || fuller(draft, first, d) {
			fullest[ref] = draft
		}
	}
	// Where people name tables by methods, a struct without one is the result of
	// a query as often as not, and so is one of a package without any.
	outright := func(pkg *Package) bool {
		return d.Binds && methods >= 3 && (named[pkg] == 0 || named[pkg]*3 >= all[pkg])
	}
	for _, draft := range drafts {
		b := &draft.Table.Binding
		if !byRule(draft, d) {
			continue
		}
		if b.How == d.Rule && outright(draft.Struct.Package) {
			b.Certain, b.Unmentioned = false, true
		}
		if first := fullest[draft.Table.Ref()]; first != draft && fuller(first, draft, d) {
			b.Certain, b.Partial = false, true
		}
	}
}

// fuller reports whether a describes their table rather than b does: it says
// outright that it is its own, or has more columns.
func fuller(a, b *Draft, d *StructDialect) bool {
	if byRule(a, d) != byRule(b, d) {
		return byRule(b, d)
	}
	return len(a.Table.Columns) > len(b.Table.Columns)
}

// byRule reports whether the naming rule gave the draft its table.
func byRule(draft *Draft, d *StructDialect) bool {
	how, _, _ := strings.Cut(draft.Table.Binding.How, ",")
	return how == d.Rule
}
