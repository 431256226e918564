package ddl

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// database writes what is set on the database itself. Statements about a database
// name it, and a script does not know what its database will be called: each
// finds that out when it is run. How the database must be made it cannot say but
// in words.
func (p *plan) database(o *schema.Object) {
	p.add(o.Ref(), rankDatabase, nil, func() []string {
		out := []string{comment(creation(o))}
		if out[0] == "--" {
			out = nil
		}
		for _, a := range []struct{ property, clause string }{
			{"connection limit", "CONNECTION LIMIT "}, {"is template", "IS_TEMPLATE "},
		} {
			if v := o.Property(a.property); v != "" {
				out = append(out, onDatabase("ALTER DATABASE ", " "+a.clause+v))
			}
		}
		for _, x := range o.Properties {
			if name, ok := strings.CutPrefix(x.Name, "set "); ok {
				out = append(out, databaseSetting(name, x.Value))
			}
		}
		if who := o.Owner.Or(""); who != "" && !p.opts.NoOwners {
			out = append(out, onDatabase("ALTER DATABASE ", " OWNER TO "+ident(who)))
		}
		if text := o.Comment.Or(""); text != "" {
			out = append(out, onDatabase("COMMENT ON DATABASE ", " IS "+literal(text)))
		}
		for _, l := range o.Labels {
			out = append(out, onDatabase("SECURITY LABEL FOR "+ident(l.Provider)+" ON DATABASE ", " IS "+literal(l.Text)))
		}
		return out
	})
	if list := o.Grants.Or(nil); len(list) > 0 && !p.opts.NoGrants {
		p.add(o.Ref(), rankGrants, nil, func() []string {
			const name = "DATABASE \x00" // no name has that byte
			out := grantStatements("", name, o.Owner.Or(""), list, true)
			for i, s := range out {
				if before, after, ok := strings.Cut(strings.TrimSuffix(s, ";"), "\x00"); ok {
					out[i] = onDatabase(before, after)
				}
			}
			return out
		})
	}
}

// creation says how the database was made.
func creation(o *schema.Object) string {
	var list []string
	for _, c := range []struct{ property, word string }{
		{"encoding", "ENCODING"},
		{"locale provider", "LOCALE_PROVIDER"},
		{"lc_collate", "LC_COLLATE"},
		{"lc_ctype", "LC_CTYPE"},
		{"locale", "LOCALE"},
		{"icu rules", "ICU_RULES"},
		{"tablespace", "TABLESPACE"},
	} {
		v := o.Property(c.property)
		word := c.word
		if word == "LOCALE" {
			word = map[string]string{"icu": "ICU_LOCALE", "builtin": "BUILTIN_LOCALE"}[o.Property("locale provider")]
		}
		if v == "" || word == "LOCALE_PROVIDER" && v == "libc" {
			continue
		}
		if word == "TABLESPACE" || word == "LOCALE_PROVIDER" {
			list = append(list, word+" "+ident(v))
			continue
		}
		list = append(list, word+" "+literal(v))
	}
	if len(list) == 0 {
		return ""
	}
	return "For a database made with TEMPLATE template0 " + strings.Join(list, " ")
}

// databaseSetting sets what sessions begin with, all or those of one role.
func databaseSetting(setting, value string) string {
	name, role, one := strings.Cut(setting, " for role ")
	if value == redacted {
		return comment("Not here, because its value may be a secret: " + name)
	}
	if value == "''" {
		value = ""
	}
	set := " SET " + settingName(name) + " TO " + settingValue(name, value)
	if quotedLists[strings.ToLower(name)] && value == "" {
		set = " SET " + settingName(name) + " TO ''"
	}
	if one {
		return onDatabase("ALTER ROLE "+ident(role)+" IN DATABASE ", set)
	}
	return onDatabase("ALTER DATABASE ", set)
}

// redacted stands for a value that was not read.
const redacted = "***"

// onDatabase is a statement with the name of the database that it is run in. What
// whoever runs the script may not do to the database is left undone with a
// warning: the objects in it do not depend on it.
func onDatabase(before, after string) string {
	double := func(s string) string { return strings.ReplaceAll(s, "%", "%%") }
	return "DO " + dollar("BEGIN EXECUTE pg_catalog.format("+dollar(double(before)+"%I"+double(after))+", pg_catalog.current_database());"+
		" EXCEPTION WHEN insufficient_privilege OR undefined_object THEN RAISE WARNING '%', SQLERRM; END") + ";"
}
