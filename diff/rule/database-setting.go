package rule

import (
	"fmt"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "database-setting",
		Title:    "Sessions of the database begin with another setting",
		Severity: Warning,
		Explains: namedOf(schema.KindDatabase, "set"),
		Check:    each(databaseSetting),
		Doc: doc(`
ALTER DATABASE … SET, or ALTER ROLE … IN DATABASE … SET for one role, gives
new sessions a setting that the other side does not, or another value of it.
Of settings that PostgreSQL does not know, only switches and numbers are
compared: other values may be secrets, and are not read.`, `
Statements do not fail, but do something else: search_path decides which table
an unqualified name is, TimeZone what a timestamp with time zone is shown as,
statement_timeout whether a query is cut off.`, `
Declare the setting that the database has.`, `
Set it, which new sessions begin with:

    alter database app set statement_timeout to '5s';
    alter role report in database app reset work_mem;
`),
	})
}

// listed are the settings that are lists of names, spelt as SQL spells them.
var listed = map[string]bool{
	"search_path": true, "temp_tablespaces": true, "local_preload_libraries": true, "session_preload_libraries": true,
}

func databaseSetting(p *Pass, d *diff.Difference) Finding {
	name, role, _ := strings.Cut(strings.TrimPrefix(string(d.Property), "set "), " for role ")
	what, who, target := name, "sessions", currentDatabase
	if role != "" {
		what += " for role " + schema.QuoteIdent(role)
		who += " of " + schema.QuoteIdent(role)
		target = "role " + sqlIdent(role) + " in " + currentDatabase
	}
	var mend string
	switch value := d.Declared; {
	case value == "":
		mend = fmt.Sprintf("alter %s reset %s", target, name)
	case value == "***":
		mend = fmt.Sprintf("by hand: set %s, whose value may be a secret and is not described", name)
	default:
		if value != "''" && !listed[strings.ToLower(name)] {
			value = sqlString(value)
		}
		mend = fmt.Sprintf("alter %s set %s to %s", target, name, value)
	}
	return Finding{
		Message:     contrast(p, d, what+" "+or(d.Declared, "not set"), or(d.Live, "not set")),
		Consequence: fmt.Sprintf("%s begin with another %s than declared, and their statements may do something else", who, name),
		Remedies: remedies(
			fmt.Sprintf("declare %s of the database: %s", what, or(d.Live, "not set")),
			mend,
		),
	}
}
