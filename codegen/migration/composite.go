package migration

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() { inPlace[schema.KindComposite] = alterComposite }

const attribute = "attribute "

// attributesOf are the attributes of a composite type in their order.
func attributesOf(o *schema.Object) []string {
	var list []string
	for _, p := range o.Properties {
		if name, ok := strings.CutPrefix(p.Name, attribute); ok {
			list = append(list, name)
		}
	}
	return list
}

// alterComposite adds and drops attributes where the type stands: columns that
// use it are not written anew. Others than the last can only be moved by a type of
// its own.
func alterComposite(w *work, u *unit, d, l *schema.Object) {
	have, want := attributesOf(l), attributesOf(d)
	_, name := ddl.Name(d)
	alter := "ALTER TYPE " + name
	for _, x := range u.open() {
		if of, ok := strings.CutPrefix(string(x.Property), "comment on attribute "); ok {
			w.alter(u, u.take(x.Property), Step{What: act("comment on", u.ref), SQL: []string{ddl.CommentOn("COLUMN", name+"."+ident(of), d.Property("comment on attribute "+of))}})
		}
	}
	kept := slices.DeleteFunc(slices.Clone(have), func(a string) bool { return !slices.Contains(want, a) })
	if u.of(diff.AttributeOrder) != nil || !slices.Equal(kept, want[:min(len(kept), len(want))]) {
		return
	}
	used := w.usersOf(&schema.Domain{Schema: u.ref.Schema, Name: u.ref.Name})
	for _, x := range u.open() {
		of, ok := strings.CutPrefix(string(x.Property), attribute)
		if !ok {
			continue
		}
		s := Step{Hazards: []Hazard{BreaksClients}, Ref: u.ref}
		switch {
		case !slices.Contains(have, of):
			s.What, s.SQL = "add attribute "+of+" to "+u.ref.String(), []string{alter + " ADD ATTRIBUTE " + ident(of) + " " + d.Property(attribute+of) + ";"}
		case !slices.Contains(want, of):
			s.What, s.SQL = "drop attribute "+of+" of "+u.ref.String(), []string{alter + " DROP ATTRIBUTE " + ident(of) + ";"}
			for _, x := range used {
				s.Loses = "what " + x.table.Ref().Path() + "." + x.column + " has in " + of
				s.Hazards = append(s.Hazards, LosesData)
			}
		case len(used) == 0:
			s.What, s.SQL = "change attribute "+of+" of "+u.ref.String(), []string{alter + " ALTER ATTRIBUTE " + ident(of) + " TYPE " + d.Property(attribute+of) + ";"}
		default:
			w.refuse(u, "an attribute cannot change its type while the column "+used[0].table.Ref().Path()+"."+used[0].column+" uses it", "make another type, and alter the columns to it", x)
			continue
		}
		for _, x := range used {
			s.Locks = append(s.Locks, lock(AccessExclusive, x.table.Ref())...)
		}
		s.Settles = u.take(x.Property)
		if !w.forbids(u, &s, false) {
			a := w.alter(u, s.Settles, s)
			a.uses = append(a.uses, w.expand(w.declared, w.declared.needs[node(u.ref)])...)
			a.used = append(a.used, w.expand(w.live, w.live.needs[node(u.ref)])...)
		}
	}
}
