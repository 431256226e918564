package rule

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// accountNames are what the table of people who log in is called.
var accountNames = wordSet("user users account accounts member members person people login logins auth_user app_user app_users")

// accounts are the tables of people who log in with a password: named so, and with
// a column for it.
func accounts(a *Advice) []*schema.Table {
	var all []*schema.Table
	for _, t := range a.facts.tables {
		if accountNames[strings.ToLower(t.Name)] && slices.ContainsFunc(t.Columns, func(c *schema.Column) bool {
			return slices.ContainsFunc(nameParts(c.Name), func(w string) bool { return strings.HasPrefix(w, "passw") })
		}) {
			all = append(all, t)
		}
	}
	return all
}

// keeps reports that a column of the table, or a table that refers to it, has a
// name with one of the words.
func keeps(a *Advice, t *schema.Table, words ...string) bool {
	said := func(name string) bool {
		plain := strings.ReplaceAll(strings.ToLower(name), "_", "")
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(plain, w) })
	}
	if slices.ContainsFunc(t.Columns, func(c *schema.Column) bool { return said(c.Name) }) {
		return true
	}
	return slices.ContainsFunc(a.Live.Tables, func(o *schema.Table) bool {
		return slices.ContainsFunc(o.ForeignKeys, func(k *schema.ForeignKey) bool {
			return k.RefSchema == t.Schema && k.RefTable == t.Name
		}) && (said(o.Name) || slices.ContainsFunc(o.Columns, func(c *schema.Column) bool { return said(c.Name) }))
	})
}

// A demand is something that a table of accounts should keep.
type demand struct {
	words       []string // any of them in a name will do
	message     string
	consequence string
	columns     string // that keep it
}

// demands makes a rule's Advise of what an account should keep.
func demands(d demand) func(*Advice) {
	return func(a *Advice) {
		for _, t := range accounts(a) {
			if keeps(a, t, d.words...) {
				continue
			}
			a.Report(t.Ref(), Finding{
				Message:     d.message,
				Consequence: d.consequence,
				Remedies:    liveRemedy(alter(t) + " " + d.columns),
			})
		}
	}
}
