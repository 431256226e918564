package ddl

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A writer knows how objects of one kind are made.
type writer struct {
	rank   rank
	create func(*plan, *schema.Object) []string
	// word is what COMMENT ON and OWNER TO call the kind, and name writes the
	// object's name after it; nil for one with its schema.
	word string
	name func(*schema.Object) string
	// grant is what GRANT calls the kind; empty for one without rights. Of an open
	// kind everybody has rights until they are revoked.
	grant string
	open  bool
}

// writers are those of every kind that is a list of properties.
var writers = map[schema.Kind]writer{
	schema.KindExtension:            {rank: rankExtension, create: createExtension, word: "EXTENSION"},
	schema.KindLanguage:             {rank: rankLanguage, create: createLanguage, word: "LANGUAGE", grant: "LANGUAGE", open: true},
	schema.KindAccessMethod:         {rank: rankAccessMethod, create: createAccessMethod, word: "ACCESS METHOD"},
	schema.KindCollation:            {rank: rankCollation, create: createCollation, word: "COLLATION"},
	schema.KindConversion:           {rank: rankConversion, create: createConversion, word: "CONVERSION"},
	schema.KindBaseType:             {rank: rankType, create: createBaseType, word: "TYPE", grant: "TYPE", open: true},
	schema.KindComposite:            {rank: rankType, create: createComposite, word: "TYPE", grant: "TYPE", open: true},
	schema.KindRange:                {rank: rankType, create: createRange, word: "TYPE", grant: "TYPE", open: true},
	schema.KindStatistics:           {rank: rankStatistics, create: createStatistics, word: "STATISTICS"},
	schema.KindTrigger:              {rank: rankTrigger, create: createTrigger, word: "TRIGGER", name: onTable},
	schema.KindRule:                 {rank: rankRule, create: createRule, word: "RULE", name: onTable},
	schema.KindPolicy:               {rank: rankPolicy, create: createPolicy, word: "POLICY", name: onTable},
	schema.KindFunction:             {rank: rankFunction, create: createFunction, word: "FUNCTION", name: signed, grant: "FUNCTION", open: true},
	schema.KindProcedure:            {rank: rankFunction, create: createFunction, word: "PROCEDURE", name: procedureName, grant: "PROCEDURE", open: true},
	schema.KindAggregate:            {rank: rankAggregate, create: createAggregate, word: "AGGREGATE", name: signed, grant: "FUNCTION", open: true},
	schema.KindOperator:             {rank: rankOperator, create: createOperator, word: "OPERATOR", name: operatorName},
	schema.KindOperatorFamily:       {rank: rankOperatorFamily, create: createOperatorFamily, word: "OPERATOR FAMILY", name: using},
	schema.KindOperatorClass:        {rank: rankOperatorClass, create: createOperatorClass, word: "OPERATOR CLASS", name: using},
	schema.KindCast:                 {rank: rankCast, create: createCast, word: "CAST", name: bare},
	schema.KindTransform:            {rank: rankTransform, create: createTransform, word: "TRANSFORM", name: bare},
	schema.KindTextSearchParser:     {rank: rankTextSearchParser, create: createTextSearchParser, word: "TEXT SEARCH PARSER"},
	schema.KindTextSearchTemplate:   {rank: rankTextSearchTemplate, create: createTextSearchTemplate, word: "TEXT SEARCH TEMPLATE"},
	schema.KindTextSearchDictionary: {rank: rankTextSearchDictionary, create: createTextSearchDictionary, word: "TEXT SEARCH DICTIONARY"},
	schema.KindTextSearchConfig:     {rank: rankTextSearchConfig, create: createTextSearchConfig, word: "TEXT SEARCH CONFIGURATION"},
	schema.KindForeignDataWrapper:   {rank: rankForeignDataWrapper, create: createForeignDataWrapper, word: "FOREIGN DATA WRAPPER", grant: "FOREIGN DATA WRAPPER"},
	schema.KindForeignServer:        {rank: rankForeignServer, create: createForeignServer, word: "SERVER", grant: "FOREIGN SERVER"},
	schema.KindUserMapping:          {rank: rankUserMapping, create: createUserMapping},
	schema.KindPublication:          {rank: rankPublication, create: createPublication, word: "PUBLICATION"},
	schema.KindSubscription:         {rank: rankSubscription, create: createSubscription},
	schema.KindEventTrigger:         {rank: rankEventTrigger, create: createEventTrigger, word: "EVENT TRIGGER"},
	schema.KindDefaultPrivileges:    {rank: rankDefaultPrivileges, create: createDefaultPrivileges},
	// Those of PostgreSQL's own, of which only what was changed is told.
	schema.KindSchema: {word: "SCHEMA", grant: "SCHEMA"},
	schema.KindView:   {word: "VIEW", grant: "TABLE"},
	schema.KindTable:  {word: "TABLE", grant: "TABLE"},
	schema.KindEnum:   {word: "TYPE", grant: "TYPE", open: true},
	schema.KindDomain: {word: "DOMAIN", grant: "TYPE", open: true},
}

func (p *plan) object(o *schema.Object) {
	if o.Kind == schema.KindDatabase {
		p.database(o)
		return
	}
	w, known := writers[o.Kind]
	if !known {
		p.add(o.Ref(), rankSystem, nil, func() []string {
			return []string{comment("Not here, because nobody knows how to make one: " + o.Ref().String())}
		})
		return
	}
	name := dotted(o.Schema, o.Name)
	if w.name != nil {
		name = w.name(o)
	}
	if o.System {
		p.add(o.Ref(), rankSystem, o.Needs, func() []string {
			var out []string
			if w.create != nil && o.Kind == schema.KindOperatorFamily {
				out = addMembers(o)
			}
			return append(out, p.about(w.word, name, schema.About{Comment: o.Comment, Labels: o.Labels})...)
		})
		p.grants(o.Ref(), w.grant, grantName(o, name), o.About, w.open)
		return
	}
	if w.create == nil {
		return
	}
	it := p.make(o.Ref(), w.rank, o.Needs, func() []string {
		out := w.create(p, o)
		if w.word != "" && len(out) > 0 && !strings.HasPrefix(out[0], "--") {
			about := o.About
			if o.Kind == schema.KindExtension {
				about.Owner = schema.Claim[string]{} // whoever creates it owns it for good
			}
			out = append(out, p.about(w.word, name, about)...)
			out = append(out, attributeComments(o, name)...)
		}
		return out
	})
	if o.Parent != "" {
		it.needs = append(it.needs, schema.Ref{Kind: schema.KindTable, Schema: o.Schema, Name: o.Parent})
	}
	if o.Kind == schema.KindBaseType || o.Kind == schema.KindRange {
		it.shell = func() *item {
			return &item{ref: o.Ref(), rank: rankShell, write: func() []string { return []string{"CREATE TYPE " + name + ";"} }}
		}
	}
	if o.Kind == schema.KindTrigger {
		it.needs = append(it.needs, p.parentTriggers(o)...)
	}
	if o.Kind != schema.KindDefaultPrivileges {
		p.grants(o.Ref(), w.grant, grantName(o, name), o.About, w.open)
	}
}

// grantName is the name by which GRANT knows the object: aggregates are
// functions there.
func grantName(o *schema.Object, name string) string {
	if o.Kind == schema.KindAggregate && o.Signature == "(*)" {
		return strings.TrimSuffix(name, "(*)") + "()"
	}
	return name
}

func bare(o *schema.Object) string { return o.Name }

func signed(o *schema.Object) string { return dotted(o.Schema, o.Name) + o.Signature }

func using(o *schema.Object) string { return dotted(o.Schema, o.Name) + o.Signature }

func onTable(o *schema.Object) string { return ident(o.Name) + " ON " + dotted(o.Schema, o.Parent) }

// has reports whether the object has the property, were its value empty.
func has(o *schema.Object, name string) bool {
	for _, p := range o.Properties {
		if p.Name == name {
			return true
		}
	}
	return false
}

// set writes a property as "WORD = value".
func set(o *schema.Object, list []string, name, word string) []string {
	if v := o.Property(name); v != "" {
		list = append(list, word+" = "+v)
	}
	return list
}

// setLiteral writes a property as "WORD = 'value'".
func setLiteral(o *schema.Object, list []string, name, word string) []string {
	if has(o, name) {
		list = append(list, word+" = "+literal(o.Property(name)))
	}
	return list
}

// definition is a list of settings in parentheses.
func definition(list []string) string {
	return "(\n\t" + strings.Join(list, ",\n\t") + "\n)"
}
