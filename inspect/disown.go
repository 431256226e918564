package inspect

import (
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// disown takes out of a description what is so only because the role loaded the
// script: a script makes no claim about who owns what. It speaks of rights only
// if it gives or takes any.
func disown(d *schema.Database, role string) {
	own := func(g schema.Grant) bool { return g.Grantee == role || g.Grantor == role }
	abouts := abouts(d)
	ruled := false
	for _, a := range abouts {
		a.Owner = schema.Claim[string]{}
		if grants, ok := a.Grants.Get(); ok && slices.ContainsFunc(grants, own) {
			a.Grants = schema.Is(slices.DeleteFunc(slices.Clone(grants), own))
		}
		ruled = ruled || len(a.Grants.Or(nil)) > 0
	}
	for _, c := range rareColumns(d) {
		c.Rare.Grants = slices.DeleteFunc(slices.Clone(c.Rare.Grants), own)
		ruled = ruled || len(c.Rare.Grants) > 0
	}
	// Default privileges are named after the role that will make the objects.
	d.Objects = slices.DeleteFunc(d.Objects, func(o *schema.Object) bool {
		return o.Kind == schema.KindDefaultPrivileges && o.Property("for role") == role
	})
	silent := []schema.Kind{schema.KindDefaultPrivileges}
	if !databaseSpoken(d) {
		silent = append(silent, schema.KindDatabase)
	}
	if !ruled {
		silent = append(silent, schema.KindGrant)
		for _, a := range abouts {
			a.Grants = schema.Claim[[]schema.Grant]{}
		}
	}
	d.Speaks = slices.DeleteFunc(slices.Clone(d.Speaks), func(k schema.Kind) bool { return slices.Contains(silent, k) })
}

// databaseSpoken leaves of the database itself what a script can have said: not
// how it was made. It reports false for a script that says nothing of it.
func databaseSpoken(d *schema.Database) bool {
	i := slices.IndexFunc(d.Objects, func(o *schema.Object) bool { return o.Kind == schema.KindDatabase })
	if i < 0 {
		return false
	}
	o := d.Objects[i]
	o.Properties = slices.DeleteFunc(slices.Clone(o.Properties), func(p schema.Property) bool {
		switch p.Name {
		case "encoding", "lc_collate", "lc_ctype", "locale provider", "locale", "icu rules", "tablespace":
			return true
		}
		return false
	})
	if len(o.Properties) > 0 || o.Comment.Or("") != "" || len(o.Labels) > 0 || len(o.Grants.Or(nil)) > 0 {
		return true
	}
	d.Objects = slices.Delete(d.Objects, i, i+1)
	return false
}

// abouts are the owners, rights and comments of everything described.
func abouts(d *schema.Database) []*schema.About {
	var all []*schema.About
	for _, n := range d.Schemas {
		all = append(all, &n.About)
	}
	for _, t := range d.Tables {
		all = append(all, &t.About)
	}
	for _, e := range d.Enums {
		all = append(all, &e.About)
	}
	for _, x := range d.Domains {
		all = append(all, &x.About)
	}
	for _, q := range d.Sequences {
		all = append(all, &q.About)
	}
	for _, o := range d.Objects {
		all = append(all, &o.About)
	}
	for _, c := range rareColumns(d) {
		if c.Rare.Sequence != nil {
			all = append(all, &c.Rare.Sequence.About)
		}
	}
	return all
}

func rareColumns(d *schema.Database) []*schema.Column {
	var rare []*schema.Column
	for _, t := range d.Tables {
		for _, c := range t.Columns {
			if c.Rare != nil {
				rare = append(rare, c)
			}
		}
	}
	return rare
}
