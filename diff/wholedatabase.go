package diff

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// made are the properties that a database has from the statement that made it.
var made = []string{"encoding", "lc_collate", "lc_ctype", "locale provider", "locale", "icu rules", "tablespace"}

// unheard reports that one of two databases says nothing of the property. A script
// that was loaded into one does not say how it was made, and is held to what it
// says beside that.
func unheard(d, l *schema.Object, property string) bool {
	mute := func(o *schema.Object) bool { return o.Property(made[0]) == "" && o.Property(property) == "" }
	return d.Kind == schema.KindDatabase && (mute(d) || mute(l))
}

// sameLocale reports that two names of a locale of the C library are spellings of
// one: en_US.UTF-8 and en_US.utf8.
func sameLocale(a, b string) bool {
	spelling := func(name string) string {
		language, charset, _ := strings.Cut(name, ".")
		return language + "." + strings.ReplaceAll(strings.ToLower(charset), "-", "")
	}
	return spelling(a) == spelling(b)
}

// changedDatabase reports that somebody has said something of the database since
// it was made.
func changedDatabase(o *schema.Object) bool {
	return o.Comment.Or("") != "" || len(o.Grants.Or(nil)) > 0 || len(o.Labels) > 0 ||
		slices.ContainsFunc(o.Properties, func(p schema.Property) bool { return !slices.Contains(made, p.Name) })
}

// everyRight is what is kept of the database beside itself, with the rights that
// everybody has spelt out. Of two, one may have been taken away.
func everyRight(o *schema.Object) *schema.About {
	about := o.About
	grants, said := o.Grants.Get()
	if o.Kind != schema.KindDatabase || !said {
		return &about
	}
	toAll := func(g schema.Grant) bool { return g.Grantee == "public" }
	usual := schema.Grant{Grantee: "public", Privileges: []string{"connect", "temporary"}}
	if slices.ContainsFunc(grants, toAll) {
		about.Grants = schema.Is(slices.DeleteFunc(slices.Clone(grants), func(g schema.Grant) bool { return toAll(g) && len(g.Privileges) == 0 }))
	} else {
		about.Grants = schema.Is(append(slices.Clone(grants), usual))
	}
	return &about
}
