package schema

import "strings"

func (p *printer) foreignKey(k *ForeignKey) {
	to := Ref{Schema: k.RefSchema, Name: k.RefTable}.Path()
	action := func(a Action) string {
		if a == NoAction {
			return ""
		}
		return string(a)
	}
	p.line(1, "foreign key", name(k.Name), list(k.Columns), "references", to, list(k.RefColumns),
		said(k.Match, "match", func(m string) string {
			if m == "simple" {
				return ""
			}
			return m
		}),
		said(k.OnUpdate, "on update", action),
		said(k.OnDelete, "on delete", action), list(k.SetColumns),
		said(k.Deferrable, "", deferring),
		said(k.Validated, "", unless("not valid")),
		said(k.Enforced, "", unless("not enforced")),
		flag("period")(k.Period), partOf(k.PartOf), comment(k.Comment),
	)
}

// kept is how the index behind a constraint is kept.
func kept(options, tablespace Claim[string], clustered Claim[bool], part *Ref) string {
	return words(said(options, "with", plain), said(tablespace, "tablespace", name), said(clustered, "", flag("clustered")), partOf(part))
}

func partOf(part *Ref) string {
	if part == nil {
		return ""
	}
	return "part of " + part.Path()
}

func (p *printer) check(c *Check) {
	p.line(1, "check", name(c.Name), c.Expr,
		said(c.NoInherit, "", flag("no inherit")),
		said(c.Validated, "", unless("not valid")),
		said(c.Enforced, "", unless("not enforced")),
		flag("inherited")(c.Inherited), comment(c.Comment),
	)
}

func (p *printer) index(x *Index) {
	keys := make([]string, len(x.Keys))
	for i, k := range x.Keys {
		keys[i] = indexKey(k)
	}
	p.line(1, said(x.Unique, "", flag("unique")), "index", name(x.Name),
		said(x.Method, "", plain),
		"("+strings.Join(keys, ", ")+")",
		include(x.Include),
		said(x.NullsNotDistinct, "", flag("nulls not distinct")),
		said(x.Options, "with", plain),
		said(x.Where, "where", plain),
		said(x.Valid, "", unless("invalid")),
		said(x.Tablespace, "tablespace", name),
		said(x.Clustered, "", flag("clustered")),
		said(x.Statistics, "statistics", plain),
		partOf(x.PartOf), comment(x.Comment),
	)
}

func indexKey(k IndexKey) string {
	what := k.Expr
	if k.Column != "" {
		what = QuoteIdent(k.Column)
	}
	desc := k.Desc.Or(false)
	return words(what,
		said(k.Collation, "collate", plain),
		said(k.Opclass, "", plain),
		said(k.Desc, "", flag("desc")),
		said(k.NullsFirst, "nulls", func(first bool) string {
			switch {
			case first == desc:
				return ""
			case first:
				return "first"
			}
			return "last"
		}),
	)
}

func deferring(d Deferrable) string {
	if d == NotDeferrable {
		return ""
	}
	return "deferrable " + string(d)
}

func unless(word string) func(bool) string {
	return func(set bool) string { return flag(word)(!set) }
}

func name(n string) string {
	if n == "" {
		return ""
	}
	return QuoteIdent(n)
}

func list(columns []string) string {
	if len(columns) == 0 {
		return ""
	}
	return "(" + idents(columns) + ")"
}

func include(columns []string) string {
	if len(columns) == 0 {
		return ""
	}
	return "include " + list(columns)
}
