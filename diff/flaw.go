package diff

import (
	"fmt"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// flawed are the properties under which flaws of models are told.
var flawed = map[schema.FlawKind]Property{
	schema.FlawMalformed: TagUnread,
	schema.FlawTag:       TagPassed,
	schema.FlawUnfilled:  Unfilled,
	schema.FlawTwice:     Twice,
}

// flaws tells what is wrong with the model by itself. It counts as no fact: the
// two sides agree or not whatever it is. Between two models it is no difference.
func (s *side) flaws() {
	if !s.live.Binding.IsZero() {
		return
	}
	var all []Difference
	for _, f := range s.model.Flaws {
		property := flawed[f.Kind]
		if property == "" {
			continue
		}
		object := s.live.Ref()
		var column *schema.Column
		if f.Column != "" {
			column = s.model.Column(f.Column)
			object = s.live.Child(schema.KindColumn, f.Column)
		}
		reason := f.Reason
		if f.Hint != "" {
			reason += ": " + f.Hint
		}
		at := slices.IndexFunc(all, func(d Difference) bool { return d.Object == object && d.Property == property })
		if at >= 0 {
			if all[at].Declared != f.Subject {
				reason = f.Subject + ": " + reason
				all[at].Also = append(all[at].Also, f.Origin)
			}
			all[at].Reason += "; " + reason
			continue
		}
		all = append(all, Difference{
			Object: object, Property: property, Declared: f.Subject, Reason: reason,
			DeclaredColumn: column, LiveColumn: s.live.Column(f.Column), Origin: f.Origin,
		})
	}
	for _, d := range all {
		s.note(FacetOther, d, Differ)
	}
}

// claimed tells of the columns that two structs over one table claim differently,
// so that one of them is wrong whatever the database has.
func (c *comparer) claimed(p *TablePair) {
	if !p.Live.Binding.IsZero() {
		return
	}
	told := map[string]bool{}
	for i, a := range p.Declared {
		for _, b := range p.Declared[i+1:] {
			if !a.Binding.Certain || !b.Binding.Certain {
				continue
			}
			for _, x := range a.Columns {
				y := b.Column(x.Name)
				if y == nil || told[x.Name] {
					continue
				}
				if what := contrary(x, y); len(what) > 0 {
					told[x.Name] = true
					c.add(Difference{
						Object: p.Live.Child(schema.KindColumn, x.Name), Property: Claimed, Facet: FacetOther, Verdict: Differ,
						Table: p, Model: a, DeclaredColumn: x, LiveColumn: p.Live.Column(x.Name),
						Declared: what[0], Live: what[1], Origin: x.Origin, Also: []schema.Origin{y.Origin},
						Reason: fmt.Sprintf("%s says %s, and %s says %s", x.Origin.Symbol(), what[0], y.Origin.Symbol(), what[1]),
					})
				}
			}
		}
	}
}

// contrary is what two claims about one column say where not both can be true.
// A tag that is silent contradicts nothing, and a type of Go only one of another
// sort: text, numbers, moments and documents are read in different ways.
func contrary(x, y *schema.Column) []string {
	if a, ok := x.Type.Get(); ok {
		if b, ok := y.Type.Get(); ok && a != b {
			return []string{a.String(), b.String()}
		}
	}
	if a, ok := x.NotNull.Get(); ok {
		if b, ok := y.NotNull.Get(); ok && a != b {
			return []string{yesNo(a, "not null", "nullable"), yesNo(b, "not null", "nullable")}
		}
	}
	if x.Host == nil || y.Host == nil || x.Host.Scans || y.Host.Scans {
		return nil
	}
	a, b := sort(x.Host.Type), sort(y.Host.Type)
	if a == "" || b == "" || a == b {
		return nil
	}
	return []string{x.Host.Spelled, y.Host.Spelled}
}

// sort is what values a type of the language is made for; "" where it may be
// several.
func sort(host string) string {
	switch {
	case strings.HasPrefix(host, "int"), strings.HasPrefix(host, "uint"):
		return "integer"
	case host == "bool" || host == "time.Time":
		return host
	}
	return ""
}
