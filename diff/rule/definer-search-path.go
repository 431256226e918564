package rule

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	advise(&Rule{
		ID:       "definer-search-path",
		Layer:    LayerSecurity,
		Title:    "A function with its owner's rights looks names up where its caller says",
		Severity: Warning,
		Advise:   definerSearchPath,
		Doc: doc(`
The function is SECURITY DEFINER and sets no search_path. Names in it that say
no schema are looked up in that of the caller, temporary tables first. Functions
whose body PostgreSQL has parsed already (BEGIN ATOMIC) are not meant.`, `
A caller who may make a temporary table, or anything in a schema of the path,
makes a table, function or operator of the same name, and the function uses it
with the rights of its owner.`, `
Nothing needs to change.`, `
Say where names are looked up, temporary ones last:

    alter function reset_password(text)
      set search_path = app, pg_catalog, pg_temp;
`),
	})
}

func definerSearchPath(a *Advice) {
	for _, o := range a.Live.Objects {
		switch {
		case o.System, o.Kind != schema.KindFunction && o.Kind != schema.KindProcedure:
			continue
		case o.Property("security definer") != "true", o.Property("set search_path") != "", o.Property("sql body") != "":
			continue
		case o.Property("language") == "c", o.Property("language") == "internal":
			continue
		}
		if setsSearchPath(o) {
			continue
		}
		a.Report(o.Ref(), Finding{
			Message:     "has its owner's rights and sets no search_path",
			Live:        "security definer",
			Consequence: "whoever may call it and make a temporary table decides what the names in it mean, with the rights of its owner",
			Remedies: liveRemedy("alter " + string(o.Kind) + " " + sqlFunction(o) +
				" set search_path = " + sqlIdent(o.Schema) + ", pg_catalog, pg_temp"),
		})
	}
}

// setsSearchPath reports that the function sets it, to nothing at all for one.
func setsSearchPath(o *schema.Object) bool {
	for _, p := range o.Properties {
		if strings.EqualFold(p.Name, "set search_path") {
			return true
		}
	}
	return false
}

// sqlFunction names a function with its arguments.
func sqlFunction(o *schema.Object) string {
	return sqlIdent(o.Schema) + "." + sqlIdent(o.Name) + o.Signature
}
