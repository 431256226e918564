package rule

import "fmt"

func init() {
	advise(&Rule{
		ID:       "primary-key-none",
		Layer:    LayerAdvice,
		Title:    "A table has no primary key",
		Severity: Warning,
		Advise:   primaryKeyNone,
		Doc: doc(`
Nothing tells the rows of the table apart. Partitions are as their table is, and
are not looked at; nor are the tables of migration tools.`, `
A row that was written twice cannot be told from its double. Logical replication
refuses UPDATE and DELETE of the table, unless it has another replica identity
(55000). Most mappers cannot load, change or delete a single row.`, `
Mark the field or fields that identify a row, once the table has the key.`, `
Choose columns that identify a row, or add one:

    alter table events add column id bigint generated always as identity
      primary key;

Adding an identity column writes the whole table anew and locks it meanwhile.`),
	})
}

func primaryKeyNone(a *Advice) {
	for _, t := range a.facts.tables {
		if t.PrimaryKey != nil || len(t.Inherits) > 0 || len(t.Columns) == 0 {
			continue
		}
		f := Finding{
			Message:     "has no primary key",
			Consequence: "a row cannot be told from its double, and logical replication refuses UPDATE and DELETE (55000)",
			Remedies:    liveRemedy(alter(t) + " add primary key over the columns that identify a row, or add column id bigint generated always as identity primary key"),
		}
		if r := t.ReplicaIdentity.Or("default"); r != "default" && r != "nothing" {
			f.Severity = Info
			f.Consequence = "mappers cannot load, change or delete a single row by its key"
		}
		for _, u := range t.Uniques {
			if len(u.Columns) == 0 {
				continue
			}
			f.Remedies = liveRemedy(fmt.Sprintf("make %s the primary key if no row lacks them: %s add primary key %s", list(u.Columns), alter(t), sqlList(u.Columns)))
			break
		}
		a.Report(t.Ref(), f)
	}
}
