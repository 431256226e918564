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

// grantStatements give the rights of the list. Its grantees are those whose
// rights are not the ones that an object of the kind has of itself. Column names
// the column that the rights are on, in parentheses.
func grantStatements(column, on, owner string, list []schema.Grant, open bool) []string {
	var out []string
	// Whoever grants must have been granted before.
	waiting := slices.Clone(list)
	holders := map[string]bool{"": true, owner: true}
	for len(waiting) > 0 {
		i := max(0, slices.IndexFunc(waiting, func(g schema.Grant) bool { return holders[g.Grantor] }))
		g := waiting[i]
		waiting = slices.Delete(waiting, i, i+1)
		holders[g.Grantee] = holders[g.Grantee] || len(g.Grantable) > 0
		out = append(out, grant(column, on, owner, g, open)...)
	}
	return out
}

func grant(column, on, owner string, g schema.Grant, open bool) []string {
	var out []string
	others := g.Grantor != "" && g.Grantor != owner
	usual := g.Grantee == owner && owner != "" || g.Grantee == "public" && open
	if usual && !others && column == "" || len(g.Privileges) == 0 {
		out = append(out, "REVOKE ALL ON "+on+" FROM "+grantee(g.Grantee)+";")
	}
	give := func(privileges []string, suffix string) {
		if len(privileges) == 0 {
			return
		}
		list := make([]string, len(privileges))
		for i, word := range privileges {
			word, own, _ := strings.Cut(word, " (") // of a column of its own
			list[i] = strings.ToUpper(word) + column + when(own != "", "("+own)
		}
		out = append(out, "GRANT "+strings.Join(list, ", ")+" ON "+on+" TO "+grantee(g.Grantee)+suffix+";")
	}
	give(slices.DeleteFunc(slices.Clone(g.Privileges), func(w string) bool { return slices.Contains(g.Grantable, w) }), "")
	give(g.Grantable, " WITH GRANT OPTION")
	if others && len(out) > 0 {
		out = append([]string{"SET SESSION AUTHORIZATION " + ident(g.Grantor) + ";"}, append(out, "RESET SESSION AUTHORIZATION;")...)
	}
	return out
}

func grantee(name string) string {
	if name == "public" {
		return "PUBLIC"
	}
	return ident(name)
}
