package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "database-definition",
		Title:    "The database was made, or is limited, in another way",
		Severity: Warning,
		Explains: rest(schema.KindDatabase),
		Check:    each(databaseDefinition),
		Doc: doc(`
The databases have another encoding or locale, or another limit of connections,
one is a template, or they lie in different tablespaces. What they are called
does not matter, and neither does how the C library's locale is spelt.`, `
Under another encoding, text that one database holds cannot be written to the
other: SQLSTATE 22P05. Under another locale the same query sorts, and compares
upper and lower case, in another way, and LIKE may find no index to use. Above a
limit of connections, sessions are refused: too many connections for database,
53300. A tablespace, or being a template, is for your information.`, `
Declare what the database has.`, `
Encoding and locale are fixed when a database is made: dump it, and load it into
a new one. The rest can be altered:

    alter database app connection limit 100;
`),
	})
}

// databaseConsequences say what a property of a database is good for.
var databaseConsequences = map[diff.Property]string{
	"encoding":          "text that one database holds may not be writable to the other (22P05)",
	"connection limit":  "sessions above the limit are refused: too many connections (53300)",
	"allow connections": "nobody can connect while connections are not allowed (55000)",
	"is template":       "nothing breaks: whoever may make databases can copy a template",
	"tablespace":        "nothing breaks: it lies on another disk, and may be faster or slower",
}

func databaseDefinition(p *Pass, d *diff.Difference) Finding {
	usual := map[diff.Property]string{"connection limit": "-1", "allow connections": "true", "is template": "false", "tablespace": "pg_default"}[d.Property]
	want, have := or(d.Declared, or(usual, "none")), or(d.Live, or(usual, "none"))
	f := Finding{
		Message:     contrast(p, d, string(d.Property)+" "+oneLine(want), oneLine(have)),
		Consequence: or(databaseConsequences[d.Property], "the same query may sort and compare text in another way, and LIKE may find no index to use"),
	}
	mend := "by hand: make a database anew, with that, and load the data of this one into it: " + string(d.Property) + " " + oneLine(want)
	switch d.Property {
	case "tablespace":
		f.Severity = Info
		mend = "by hand: from a session of another database: alter " + currentDatabase + " set tablespace " + sqlIdent(want)
	case "is template":
		f.Severity = Info
		mend = fmt.Sprintf("alter %s is_template %s", currentDatabase, want)
	case "connection limit":
		mend = fmt.Sprintf("alter %s connection limit %s", currentDatabase, want)
	case "allow connections":
		mend = fmt.Sprintf("alter %s allow_connections %s", currentDatabase, want)
	}
	f.Remedies = remedies(fmt.Sprintf("declare a database with %s %s", d.Property, oneLine(have)), mend)
	return f
}
