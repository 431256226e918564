package gostruct

import (
	"fmt"
	"strings"
)

// prune takes away the fields whose columns are gone. One stays if anything in
// the code may use it, or if it shares its line.
func (r *repairer) prune(t *target, sh *sheet, decl *typeDecl) {
	for _, x := range t.gone {
		refuse := func(reason, hint string) { r.refuse(x.Object, x.DeclaredColumn.Origin, reason, hint) }
		f := decl.at(x.DeclaredColumn.Origin)
		if f == nil {
			refuse("its field is declared elsewhere than in the struct "+decl.spec.Name.Name, "remove it there by hand")
			continue
		}
		if others := r.sharers(f); len(others) > 0 {
			refuse(fmt.Sprintf("the field %s is also that of %s.%s", f.symbol(), others[0].pair.Ref.Name, others[0].live.Name), "give the tables fields of their own")
			continue
		}
		if where := r.uses(f, 4); len(where) > 0 {
			refuse(fmt.Sprintf("the field %s may be used at %s", f.symbol(), places(where)), "change that code first")
			continue
		}
		if where := r.mentions(f, x.DeclaredColumn.Name, 4); len(where) > 0 {
			refuse(fmt.Sprintf("the column of %s is named at %s", f.symbol(), places(where)), "change that code first")
			continue
		}
		src := decl.src
		first := f.node.Pos()
		if f.node.Doc != nil {
			first = f.node.Doc.Pos()
		}
		start, alone := lineStart(src.text, src.offset(first))
		end, whole := after(src.text, src.offset(f.node.End()))
		if len(f.node.Names) != 1 || !alone || !whole {
			refuse(fmt.Sprintf("the field %s shares its line", f.symbol()), "remove it by hand")
			continue
		}
		r.pruned[f.node] = true
		r.prunedAt[placeOf(x.DeclaredColumn.Origin)] = true
		sh.job(decl).removed++
		sh.edits = append(sh.edits, edit{at: start, cut: end - start})
		r.plan.Removed = append(r.plan.Removed, Removal{Object: x.Object, Struct: decl.spec.Name.Name, Field: f.name})
	}
}

// places are the first few places of a list, which has one more than it shows.
func places(where []string) string {
	if n := len(where) - 1; n > 0 && where[n] == more {
		return strings.Join(where[:n], ", ") + " and elsewhere"
	}
	return strings.Join(where, ", ")
}
