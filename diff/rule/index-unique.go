package rule

import (
	"fmt"
	"slices"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "index-unique",
		Title:    "An index is unique on one side only",
		Severity: Error,
		Explains: topics(diff.Uniqueness, schema.KindIndex),
		Check:    each(indexUnique),
		Doc: doc(`
Both sides have the index, and only one says that it is unique. It is an error
where a complete source says so and the database does not, a warning for a
model, and for your information where another unique index or constraint of the
table keeps duplicates out.`, `
Where the database's index is not unique, duplicates are stored, and INSERT … ON
CONFLICT on its columns fails with SQLSTATE 42P10. Where it is, rows that the
declared side permits are refused with SQLSTATE 23505.`, `
Declare the index as the database has it.`, `
Create the declared index concurrently, once there are no duplicates, and drop
this one.`),
	})
}

func indexUnique(p *Pass, d *diff.Difference) Finding {
	f := Finding{
		Severity: bySource(p, d, Error, Warning),
		Message:  contrast(p, d, d.Declared, d.Live),
		Consequence: fmt.Sprintf("duplicates can be stored in the columns of %s, and ON CONFLICT on them fails (42P10)",
			d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("declare %s as %s", d.Object.Path(), d.Live),
			replaceIndex(d, "as "+d.Declared),
		),
	}
	if name := coveredBy(d); name != "" {
		f.Severity = Info
		f.Consequence = fmt.Sprintf("none: %s keeps duplicates out as well", schema.QuoteIdent(name))
	}
	if d.Live == "unique" {
		f.Severity = Warning
		f.Consequence = fmt.Sprintf("duplicates in the columns of %s are refused (23505), which %s permits", d.Object.Path(), source(p, d))
	}
	return f
}

// coveredBy is another object of the table that makes the columns of the declared
// unique index, or some of them, unique; empty if there is none.
func coveredBy(d *diff.Difference) string {
	index, ok := d.LiveObject.(*schema.Index)
	if !ok || d.Table == nil || d.Table.Live == nil {
		return ""
	}
	var columns []string
	for _, key := range index.Keys {
		if key.Column == "" {
			return ""
		}
		columns = append(columns, key.Column)
	}
	within := func(key []string) bool {
		return len(key) > 0 && !slices.ContainsFunc(key, func(c string) bool { return !slices.Contains(columns, c) })
	}
	live := d.Table.Live
	if live.PrimaryKey != nil && within(live.PrimaryKey.Columns) {
		return or(live.PrimaryKey.Name, "the primary key")
	}
	for _, u := range live.Uniques {
		if within(u.Columns) {
			return u.Name
		}
	}
	for _, x := range live.Indexes {
		if x == index || !x.Unique.Or(false) || x.Where.Or("") != "" {
			continue
		}
		var key []string
		for _, k := range x.Keys {
			if k.Column == "" {
				key = nil
				break
			}
			key = append(key, k.Column)
		}
		if within(key) {
			return x.Name
		}
	}
	return ""
}
