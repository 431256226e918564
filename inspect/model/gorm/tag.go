package gorm

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/model"
	"github.com/synapscale/synapcheck/inspect/model/gosrc"
)

// settings are the options of a gorm tag, by name in upper case; an option
// without a value has its own name for one.
type settings map[string]string

// parseSettings splits a tag as GORM does. A backslash before the separator
// keeps it.
func parseSettings(text, separator string) settings {
	s := settings{}
	parts := strings.Split(text, separator)
	for i := 0; i < len(parts); i++ {
		part := parts[i]
		for strings.HasSuffix(part, `\`) && i+1 < len(parts) {
			i++
			part = part[:len(part)-1] + separator + parts[i]
		}
		name, value, valued := strings.Cut(part, ":")
		name = strings.TrimSpace(strings.ToUpper(name))
		if valued {
			s[name] = strings.ReplaceAll(value, `\"`, `"`)
		} else if name != "" {
			s[name] = name
		}
	}
	return s
}

// truth reports whether one of the options is set, and not to false.
func (s settings) truth(names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		return s[name] != "" && !strings.EqualFold(s[name], "false")
	})
}

func (s settings) has(name string) bool {
	_, ok := s[name]
	return ok
}

// list splits an option's value at commas.
func (s settings) list(name string) []string {
	if s[name] == "" {
		return nil
	}
	all := strings.Split(s[name], ",")
	for i := range all {
		all[i] = strings.TrimSpace(all[i])
	}
	return all
}

// options are those that GORM and its usual plugins read, as people write them.
var options = []string{
	"column", "type", "serializer", "size", "primaryKey", "primary_key", "unique", "default", "precision", "scale",
	"not null", "notnull", "autoIncrement", "autoIncrementIncrement", "embedded", "embeddedPrefix", "autoCreateTime",
	"autoUpdateTime", "index", "uniqueIndex", "check", "<-", "->", "-", "comment", "foreignKey", "references",
	"polymorphic", "polymorphicType", "polymorphicId", "polymorphicValue", "many2many", "joinForeignKey",
	"joinReferences", "constraint", "belongsTo", "json", "zeroValue", "softDelete", "deletedAtField",
}

// harmless are options that GORM passes over and that say what holds anyway.
var harmless = []string{"null"}

// former are options of GORM's first version and of other libraries, with what
// GORM reads instead.
var former = map[string]string{
	"AUTO_INCREMENT":         "autoIncrement",
	"UNIQUE_INDEX":           "uniqueIndex",
	"UNIQUEINDEXES":          "uniqueIndex",
	"ASSOCIATION_FOREIGNKEY": "references",
	"ASSOCIATIONFOREIGNKEY":  "references",
	"FOREIGN_KEY":            "foreignKey",
	"EMBEDDED_PREFIX":        "embeddedPrefix",
	"NOT_NULL":               "not null",
	"PK":                     "primaryKey",
	"PRIMARY":                "primaryKey",
	"NAME":                   "column",
	"ONDELETE":               "constraint:OnDelete:…",
	"ONUPDATE":               "constraint:OnUpdate:…",
	"ON_DELETE":              "constraint:OnDelete:…",
	"JOINTABLE_FOREIGNKEY":   "joinForeignKey",
}

// unknown reports the options of a field's tag that GORM passes over.
func (s settings) unknown(d *gosrc.Draft, f *gosrc.Field) {
	for _, name := range sortedNames(s) {
		known := func(o string) bool { return strings.EqualFold(o, name) }
		if slices.ContainsFunc(options, known) || slices.ContainsFunc(harmless, known) {
			continue
		}
		shown := strings.ToLower(name)
		reason := "GORM has no option " + shown + " and passes it over"
		_, isType := model.BuiltIn(shown)
		switch {
		case isType:
			d.FieldGap(f, reason, "did you mean type:"+shown+"?")
		case strings.ContainsAny(name, ","):
			d.FieldGap(f, reason, "options are separated by semicolons")
		case former[name] != "":
			d.FieldGap(f, reason, "did you mean "+former[name]+"?")
		case slices.ContainsFunc(options, func(o string) bool { return strings.HasPrefix(name, strings.ToUpper(o)+" ") }):
			d.FieldGap(f, reason, "options are separated by semicolons")
		default:
			hint := ""
			if near := gosrc.Nearest(name, options); near != "" {
				hint = "did you mean " + near + "?"
			}
			d.FieldGap(f, reason, hint)
		}
	}
	if column := s["COLUMN"]; strings.ContainsAny(column, ", ;") {
		d.FieldGap(f, "its column is called "+column, "options are separated by semicolons")
	}
}

func sortedNames(s settings) []string {
	names := make([]string, 0, len(s))
	for name := range s {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
