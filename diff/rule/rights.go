package rule

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// rightsOn is what a GRANT about the object of d names after ON.
func rightsOn(d *diff.Difference) string {
	switch {
	case d.Object.Kind == schema.KindColumn:
		return sqlName(d.Object.Table())
	case d.Object.Kind.Relation():
		return sqlName(d.Object)
	case d.Object.Kind == schema.KindDomain:
		return "type " + sqlName(d.Object)
	case d.Object.Kind == schema.KindForeignServer:
		return "foreign server " + sqlIdent(d.Object.Name)
	}
	return sqlObject(d)
}

// rightsStatements are the GRANTs, or the REVOKEs, of the rights that are spelt
// as a difference has them.
func rightsStatements(d *diff.Difference, spelt string, give bool) string {
	var statements []string
	for part := range strings.SplitSeq(spelt, "; ") {
		privileges, who, _ := strings.Cut(part, " to ")
		if d.Object.Kind == schema.KindColumn {
			privileges = strings.Join(strings.Split(privileges, ", "), " ("+sqlIdent(d.Object.Name)+"), ") + " (" + sqlIdent(d.Object.Name) + ")"
		}
		bare, _, _ := strings.Cut(who, " ")
		switch {
		case strings.HasPrefix(part, "the usual rights to ") && give:
			statements = append(statements, "grant all on "+rightsOn(d)+" to "+bare)
		case strings.HasPrefix(part, "the usual rights to "):
			statements = append(statements, "revoke all on "+rightsOn(d)+" from "+bare)
		case give:
			statements = append(statements, "grant "+privileges+" on "+rightsOn(d)+" to "+who)
		default:
			statements = append(statements, "revoke "+privileges+" on "+rightsOn(d)+" from "+bare)
		}
	}
	return strings.Join(statements, "; ")
}

// everybody reports that the rights are given to every role.
func everybody(spelt string) bool {
	return slices.ContainsFunc(strings.Split(spelt, "; "), func(part string) bool {
		_, who, _ := strings.Cut(part, " to ")
		return who == "public" || strings.HasPrefix(who, "public ")
	})
}

// knownRole reports that the database has one of the roles that the rights name:
// it owns something there, or may use something.
func knownRole(p *Pass, spelt string) bool {
	known := rolesOf(p.Diff.Live)
	return slices.ContainsFunc(strings.Split(spelt, "; "), func(part string) bool {
		_, who, _ := strings.Cut(part, " to ")
		role, _, _ := strings.Cut(who, " ")
		return known[strings.Trim(role, `"`)]
	})
}

// rolesOf are the roles that own something in the database or may use something.
func rolesOf(db *schema.Database) map[string]bool {
	roles := make(map[string]bool)
	add := func(a *schema.About) {
		roles[a.Owner.Or("")] = true
		for _, g := range a.Grants.Or(nil) {
			roles[g.Grantee] = true
		}
	}
	for _, t := range db.Tables {
		add(&t.About)
	}
	for _, s := range db.Schemas {
		add(&s.About)
	}
	for _, s := range db.Sequences {
		add(&s.About)
	}
	for _, o := range db.Objects {
		add(&o.About)
	}
	delete(roles, "")
	return roles
}
