package requirement

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// models is what the models make of a requirement. Of several sources the one
// that lacks the column decides.
func (j *judge) models(o *Outcome, required *schema.Table) ModelSide {
	var side ModelSide
	seen := false
	for _, d := range j.compared {
		s, ok := o.in(d, required)
		switch {
		case !ok: // the source has no model of the table
		case !seen, side.Verdict == Declared && s.Verdict != Declared:
			side, seen = s, true
		}
	}
	if !seen && len(j.compared) > 0 {
		side = ModelSide{Verdict: Missing, Reasons: []string{"no model stands for the table"}}
	}
	return side
}

// in is what one source makes of the requirement; not ok if it has no model of
// the table concerned.
func (o *Outcome) in(d *diff.Diff, required *schema.Table) (ModelSide, bool) {
	found := o.Database.table
	var first *schema.Table // of the models that lack it
	for _, p := range d.Tables {
		for _, m := range p.Declared {
			if found != nil && p.Live != nil && p.Live.Ref() == found.Ref() {
				if c := column(m, o.Database.Column.Name); c != nil {
					return ModelSide{
						Verdict: Declared, Origin: origin(c.Origin, m), Field: diff.Spell(c),
						Reasons: differences(d, o.Database.Object),
					}, true
				}
				if first == nil {
					first = m
				}
			}
		}
	}
	for _, p := range d.Tables {
		for _, m := range p.Declared {
			named := p.Live != nil && required != nil && p.Live.Ref() == required.Ref() ||
				p.Live == nil && strings.EqualFold(m.Name, o.Table) && (o.Schema == "" || m.Schema == "" || m.Schema == o.Schema)
			if !named {
				continue
			}
			if c := column(m, o.Column); c != nil && !c.Optional {
				return ModelSide{Verdict: Reversed, Origin: origin(c.Origin, m), Field: diff.Spell(c)}, true
			}
			if first == nil {
				first = m
			}
		}
	}
	if first == nil {
		return ModelSide{}, false
	}
	return ModelSide{Verdict: Missing, Origin: first.Origin}, true
}

func origin(o schema.Origin, m *schema.Table) schema.Origin {
	if o.IsZero() {
		return m.Origin
	}
	return o
}

// differences are the properties in which the field and the column differ.
func differences(d *diff.Diff, object schema.Ref) []string {
	var names []string
	for _, x := range d.Differences {
		if x.Object == object && x.Verdict == diff.Differ {
			names = append(names, string(x.Property))
		}
	}
	if len(names) == 0 {
		return nil
	}
	slices.Sort(names)
	return []string{"differs in " + strings.Join(slices.Compact(names), ", ")}
}
