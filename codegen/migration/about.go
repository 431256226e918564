package migration

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// A spoken is an object as COMMENT ON and GRANT know it, and what both sides say
// of it beside what it is.
type spoken struct {
	word, name     string // of COMMENT ON and OWNER TO
	on             string // of GRANT; empty for what has no rights
	open           bool   // everybody has rights until they are revoked
	column         string // in parentheses, for the rights on one
	live, declared schema.About
	locks          []Lock
	heavy          []Lock // of a change of owner
}

func aboutOf(l, d *schema.Object) spoken {
	word, name := ddl.Name(d)
	on, open := ddl.GrantName(d)
	s := spoken{word: word, name: name, on: on, open: open, live: l.About, declared: d.About}
	if d.Parent != "" {
		s.locks = lock(ShareUpdateExclusive, schema.Ref{Schema: d.Schema, Name: d.Parent})
	}
	return s
}

// about settles comments, owners, rights and security labels.
func (w *work) about(u *unit, s spoken) {
	if x := u.take(diff.Comment); x != nil {
		w.alter(u, x, Step{
			What: act("comment on", u.ref), SQL: []string{ddl.CommentOn(s.word, s.name, s.declared.Comment.Or(""))}, Locks: s.locks,
		})
	}
	var owner *action
	if x := u.take(diff.Role); x != nil {
		owner = w.alter(u, x, Step{
			What: "give " + u.ref.String() + " to " + s.declared.Owner.Or(""), Hazards: []Hazard{Security}, Locks: s.heavy,
			SQL: []string{"ALTER " + s.word + " " + s.name + " OWNER TO " + ident(s.declared.Owner.Or("")) + ";"},
		})
	}
	if x := u.take(diff.Grants, diff.MoreGrants); x != nil && s.on != "" {
		was := s.live.Grants.Or(nil)
		if to := s.declared.Owner.Or(""); owner != nil {
			was = passedOn(was, s.live.Owner.Or(""), to)
		}
		sql := rights(s, was, s.declared.Grants.Or(nil))
		if len(sql) > 0 {
			a := w.alter(u, x, Step{What: "rights on " + u.ref.String(), SQL: sql, Hazards: []Hazard{Security}})
			a.verb = creates
			if owner != nil {
				a.after = append(a.after, owner)
			}
		}
	}
	if x := u.take(diff.SecurityLabels); x != nil {
		var sql []string
		for _, l := range s.live.Labels {
			sql = append(sql, "SECURITY LABEL FOR "+ident(l.Provider)+" ON "+s.word+" "+s.name+" IS NULL;")
		}
		for _, l := range s.declared.Labels {
			sql = append(sql, "SECURITY LABEL FOR "+ident(l.Provider)+" ON "+s.word+" "+s.name+" IS "+ddl.Literal(l.Text)+";")
		}
		w.alter(u, x, Step{What: "security labels of " + u.ref.String(), SQL: sql, Hazards: []Hazard{Security}})
	}
}

// passedOn are the rights after the object got another owner: PostgreSQL puts the
// new one into the old one's place.
func passedOn(grants []schema.Grant, from, to string) []schema.Grant {
	var list []schema.Grant
	for _, g := range grants {
		if g.Grantee == from {
			g.Grantee = to
		}
		if g.Grantor == from {
			g.Grantor = to
		}
		list = append(list, g)
	}
	return list
}

// rights are the statements that turn one list of rights into another: what is
// new is given before anything is taken.
func rights(s spoken, was, will []schema.Grant) []string {
	var give, take []string
	var grantees []string
	for _, g := range slices.Concat(will, was) {
		if !slices.Contains(grantees, g.Grantee) {
			grantees = append(grantees, g.Grantee)
		}
	}
	owner := s.declared.Owner.Or(s.live.Owner.Or(""))
	of := func(list []schema.Grant, grantee string) (own []schema.Grant) {
		for _, g := range list {
			if g.Grantee == grantee {
				own = append(own, g)
			}
		}
		return own
	}
	for _, grantee := range grantees {
		have, want := of(was, grantee), of(will, grantee)
		if slices.EqualFunc(have, want, sameGrant) {
			continue
		}
		usual := s.column == "" && (grantee == owner || grantee == "public" && s.open)
		simple := len(have) <= 1 && len(want) <= 1 && !usual && !byOther(have, owner) && !byOther(want, owner)
		if simple {
			var h, n schema.Grant
			if len(have) == 1 {
				h = have[0]
			}
			if len(want) == 1 {
				n = want[0]
			}
			add := schema.Grant{Grantee: grantee, Privileges: minus(n.Privileges, h.Privileges)}
			add.Privileges = union(add.Privileges, minus(n.Grantable, h.Grantable))
			add.Grantable = minus(n.Grantable, h.Grantable)
			if len(add.Privileges) > 0 {
				give = append(give, ddl.Grants(s.column, s.on, owner, []schema.Grant{add}, s.open)...)
			}
			if gone := minus(h.Privileges, n.Privileges); len(gone) > 0 {
				take = append(take, "REVOKE "+privileges(gone, s.column)+" ON "+s.on+" FROM "+ddl.Grantee(grantee)+";")
			}
			if gone := minus(minus(h.Grantable, n.Grantable), minus(h.Privileges, n.Privileges)); len(gone) > 0 {
				take = append(take, "REVOKE GRANT OPTION FOR "+privileges(gone, s.column)+" ON "+s.on+" FROM "+ddl.Grantee(grantee)+";")
			}
			continue
		}
		// Everything anew, in the one transaction.
		for _, g := range have {
			revoke := "REVOKE ALL" + s.column + " ON " + s.on + " FROM " + ddl.Grantee(grantee) + ";"
			if byOther([]schema.Grant{g}, owner) {
				give = append(give, "SET SESSION AUTHORIZATION "+ident(g.Grantor)+";", revoke, "RESET SESSION AUTHORIZATION;")
				continue
			}
			give = append(give, revoke)
		}
		switch {
		case len(want) > 0:
			give = append(give, ddl.Grants(s.column, s.on, owner, want, s.open)...)
		case usual && grantee == owner:
			give = append(give, "GRANT ALL ON "+s.on+" TO "+ident(owner)+";")
		case usual:
			word, _, _ := strings.Cut(s.on, " ")
			what := map[string]string{"TYPE": "USAGE", "LANGUAGE": "USAGE", "DOMAIN": "USAGE", "SCHEMA": "USAGE", "DATABASE": "CONNECT, TEMPORARY"}[word]
			if what == "" {
				what = "EXECUTE"
			}
			give = append(give, "GRANT "+what+" ON "+s.on+" TO PUBLIC;")
		}
	}
	return append(give, take...)
}

func byOther(list []schema.Grant, owner string) bool {
	return slices.ContainsFunc(list, func(g schema.Grant) bool { return g.Grantor != "" && g.Grantor != owner })
}

func sameGrant(a, b schema.Grant) bool {
	return a.Grantor == b.Grantor && slices.Equal(a.Privileges, b.Privileges) && slices.Equal(a.Grantable, b.Grantable)
}

func minus(a, b []string) []string {
	var rest []string
	for _, x := range a {
		if !slices.Contains(b, x) {
			rest = append(rest, x)
		}
	}
	return rest
}

func union(a, b []string) []string { return append(slices.Clip(a), minus(b, a)...) }

func privileges(list []string, column string) string {
	upper := make([]string, len(list))
	for i, p := range list {
		upper[i] = strings.ToUpper(p) + column
	}
	return strings.Join(upper, ", ")
}
