package ddl

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// about writes what follows the making of an object: owner, comment, labels. The
// word and name are those of COMMENT ON.
func (p *plan) about(word, name string, a schema.About) []string {
	var out []string
	if s := p.owner(word, name, a.Owner); s != "" {
		out = append(out, s)
	}
	if text := a.Comment.Or(""); text != "" {
		out = append(out, commentOn(word, name, text))
	}
	return append(out, labels(word, name, a.Labels)...)
}

// owner gives the object to its owner.
func (p *plan) owner(word, name string, owner schema.Claim[string]) string {
	who := owner.Or("")
	if who == "" || p.opts.NoOwners {
		return ""
	}
	return "ALTER " + word + " " + name + " OWNER TO " + ident(who) + ";"
}

func commentOn(word, name, text string) string {
	return "COMMENT ON " + word + " " + name + " IS " + literal(text) + ";"
}

func labels(word, name string, list []schema.Label) []string {
	var out []string
	for _, l := range list {
		out = append(out, "SECURITY LABEL FOR "+ident(l.Provider)+" ON "+word+" "+name+" IS "+literal(l.Text)+";")
	}
	return out
}

// grants plans the rights on an object. The word and name are those of GRANT.
// The word is empty for what has no rights. Open says that everybody has rights
// on an object of the kind until they are revoked.
func (p *plan) grants(ref schema.Ref, word, name string, a schema.About, open bool) {
	list := a.Grants.Or(nil)
	if len(list) == 0 || p.opts.NoGrants || word == "" {
		return
	}
	p.add(ref, rankGrants, nil, func() []string {
		return grantStatements("", word+" "+name, a.Owner.Or(""), list, open)
	})
}

// grantStatements turn the rights that an object has of itself into the list.
// Column names the columns that the rights are on, in parentheses.
func grantStatements(column, on, owner string, list []schema.Grant, open bool) []string {
	var out []string
	if open {
		out = append(out, "REVOKE ALL ON "+on+" FROM PUBLIC;")
	}
	// Whoever grants must have been granted before.
	waiting := slices.Clone(list)
	slices.SortStableFunc(waiting, func(a, b schema.Grant) int {
		return boolRank(a.Grantor != "" && a.Grantor != owner) - boolRank(b.Grantor != "" && b.Grantor != owner)
	})
	holders := map[string]bool{"": true, owner: true}
	for len(waiting) > 0 {
		i := slices.IndexFunc(waiting, func(g schema.Grant) bool { return holders[g.Grantor] })
		if i < 0 {
			i = 0
		}
		g := waiting[i]
		waiting = slices.Delete(waiting, i, i+1)
		holders[g.Grantee] = holders[g.Grantee] || len(g.Grantable) > 0
		out = append(out, grant(column, on, owner, g)...)
	}
	return out
}

func boolRank(b bool) int {
	if b {
		return 1
	}
	return 0
}

func grant(column, on, owner string, g schema.Grant) []string {
	var out []string
	by := g.Grantor
	if by == "" {
		by = owner
	}
	if g.Grantee == owner && owner != "" && by == owner && column == "" {
		out = append(out, "REVOKE ALL ON "+on+" FROM "+ident(owner)+";")
	}
	give := func(privileges []string, suffix string) {
		if len(privileges) == 0 {
			return
		}
		list := make([]string, len(privileges))
		for i, word := range privileges {
			list[i] = strings.ToUpper(word) + column
		}
		out = append(out, "GRANT "+strings.Join(list, ", ")+" ON "+on+" TO "+grantee(g.Grantee)+suffix+";")
	}
	plain := slices.DeleteFunc(slices.Clone(g.Privileges), func(w string) bool { return slices.Contains(g.Grantable, w) })
	give(plain, "")
	give(g.Grantable, " WITH GRANT OPTION")
	if by != owner && len(out) > 0 {
		out = append([]string{"SET SESSION AUTHORIZATION " + ident(by) + ";"}, append(out, "RESET SESSION AUTHORIZATION;")...)
	}
	return out
}

func grantee(name string) string {
	if name == "public" {
		return "PUBLIC"
	}
	return ident(name)
}
