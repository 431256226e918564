package rule

import (
	"fmt"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// mendObject changes an object that is a list of properties. Functions are
// replaced where they stand, since much may need them; what cannot be altered is
// made anew, which the database refuses where something needs it.
func mendObject(p *Pass, d *diff.Difference, have *schema.Object) []string {
	want, ok := d.DeclaredObject.(*schema.Object)
	if !ok {
		return nil
	}
	property := string(d.Property)
	switch want.Kind {
	case schema.KindFunction, schema.KindProcedure:
		return mendFunction(p, d, want)
	case schema.KindTrigger, schema.KindRule:
		if property == "enabled" {
			return []string{fmt.Sprintf("alter table %s %s %s %s", sqlName(d.Object.Table()), turned(want), want.Kind, sqlIdent(want.Name))}
		}
		if have.Property("inherited") != "" {
			return nil
		}
	case schema.KindEventTrigger:
		if property == "enabled" {
			return []string{"alter event trigger " + sqlIdent(want.Name) + " " + turned(want)}
		}
	case schema.KindExtension:
		return mendExtension(d)
	case schema.KindComposite:
		return mendComposite(d)
	case schema.KindDatabase, schema.KindSubscription, schema.KindBaseType, schema.KindLanguage, schema.KindUserMapping,
		schema.KindDefaultPrivileges:
		return nil
	}
	made := write(p, &schema.Database{Objects: []*schema.Object{want}}, all)
	if len(made) == 0 || want.System {
		return nil
	}
	return append([]string{"drop " + sqlObject(d)}, made...)
}

// turned are the words of ALTER for when a trigger or rule acts.
func turned(o *schema.Object) string {
	switch o.Property("enabled") {
	case "no":
		return "disable"
	case "replica":
		return "enable replica"
	case "always":
		return "enable always"
	}
	return "enable"
}

func mendFunction(p *Pass, d *diff.Difference, want *schema.Object) []string {
	made := write(p, &schema.Database{Objects: []*schema.Object{want}}, all)
	if len(made) == 0 || want.System {
		return nil
	}
	switch d.Property {
	case "returns", "arguments", "window", "depends on extension":
		return append([]string{"drop " + sqlObject(d)}, made...)
	}
	return []string{strings.Replace(made[0], "CREATE ", "CREATE OR REPLACE ", 1)}
}

func mendExtension(d *diff.Difference) []string {
	extension := "alter extension " + sqlIdent(d.Object.Name)
	switch {
	case d.Declared == "":
		return nil
	case d.Property == "version":
		return []string{extension + " update to " + sqlString(d.Declared)}
	case d.Property == "schema":
		return []string{extension + " set schema " + sqlIdent(d.Declared)}
	}
	return nil
}

// mendComposite changes an attribute. Their order is the one in which they were
// added.
func mendComposite(d *diff.Difference) []string {
	name, ok := strings.CutPrefix(string(d.Property), "attribute ")
	if !ok || d.Property == diff.AttributeOrder {
		return nil
	}
	alter := "alter type " + sqlName(d.Object)
	switch {
	case d.Declared == "":
		return []string{alter + " drop attribute " + sqlIdent(name)}
	case d.Live == "":
		return []string{alter + " add attribute " + sqlIdent(name) + " " + d.Declared}
	}
	return []string{alter + " alter attribute " + sqlIdent(name) + " type " + d.Declared}
}
