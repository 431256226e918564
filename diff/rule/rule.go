// Package rule says what differences mean: how bad each is at run time, what
// breaks, and how to mend it on either side. One rule stands in one file and
// registers itself.
package rule

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// A Topic is a property of a kind of object. Kind is empty for any kind, Property
// for all those of the kind that no rule names. The name of a setting, attribute
// or member is left out: set stands for set search_path.
type Topic struct {
	Kind     schema.Kind
	Property diff.Property
}

// A Rule turns differences into findings.
type Rule struct {
	// ID is the rule's name for ever: column-nullability.
	ID string
	// Title says in one line what the rule finds.
	Title string
	// Doc explains in Markdown what is wrong, what happens at run time, and how
	// to mend it on either side. It becomes the rule's page in docs/rules.md.
	Doc string
	// Severity is the usual one; Check may report another.
	Severity Severity
	// Explains are the differences that are handed to Check.
	Explains []Topic
	// Check reports what it finds. It must not change the Diff.
	Check func(*Pass)

	// Layer is that of a rule that looks at one side alone; empty for a rule about
	// differences, which has Explains and Check where such a rule has Advise.
	Layer Layer
	// Advise reports what it finds. It must not change the description.
	Advise func(*Advice)
	// Dear rules need more than a look at tables: functions to read through, or
	// the server's statistics.
	Dear bool
}

// A Pass is one run of one rule over one Diff.
type Pass struct {
	Rule *Rule
	Diff *diff.Diff
	// Differences are those that the rule explains, in the Diff's order.
	Differences []*diff.Difference

	findings *[]Finding
	settled  map[*diff.Difference]bool
}

// Report adds a finding about d, filling what f leaves empty from it. A finding
// without a severity takes the rule's. Where only a name ties the model to its
// table, the two may have nothing to do with each other: nothing is an error
// there.
func (p *Pass) Report(d *diff.Difference, f Finding) {
	f.Rule = p.Rule.ID
	f.Layer = p.Diff.Declared.Dialect
	f.Difference = d
	f.Object, f.Property = d.Object, d.Property
	f.Origin, f.Also = d.Origin, d.Also
	if f.Severity == 0 {
		f.Severity = p.Rule.Severity
	}
	if d.Table != nil && len(d.Table.Declared) > 0 && !d.Table.Certain {
		f.Severity = min(f.Severity, Warning)
	}
	declared, live := sideWords(d)
	f.Declared, f.Live = or(f.Declared, declared), or(f.Live, live)
	f.Remedies = mended(p, d, f.Remedies)
	*p.findings = append(*p.findings, f)
	p.settled[d] = true
}

// Accept settles a difference that the rule knows to be harmless.
func (p *Pass) Accept(d *diff.Difference) { p.settled[d] = true }

var rules []*Rule

// register is called from the init function of each rule's file.
func register(r *Rule) { rules = append(rules, r) }

// All returns every rule about differences, sorted by ID. Those that look at one
// side alone are [Advisers].
func All() []*Rule {
	all := slices.Clone(rules)
	slices.SortFunc(all, func(a, b *Rule) int { return strings.Compare(a.ID, b.ID) })
	return all
}

// Unexplained is the rule under which a difference is reported that no other
// rule explains, so that nothing is lost in silence.
const Unexplained = "unexplained"

// Judge runs the rules over the differences, but for those that a partition
// merely shares with its table. Findings are sorted by object, rule and property; the same difference is never reported by two rules unless
// both report it.
func Judge(d *diff.Diff, rs []*Rule) []Finding {
	var findings []Finding
	settled := make(map[*diff.Difference]bool, len(d.Differences))
	byTopic := make(map[Topic][]*diff.Difference)
	repeated := inherited(d)
	named := make(map[Topic]bool)
	for _, r := range rs {
		for _, t := range r.Explains {
			named[t] = true
		}
	}
	for _, x := range d.Differences {
		if repeated[x] {
			settled[x] = true
			continue
		}
		own, any := Topic{x.Object.Kind, x.Property}, Topic{"", x.Property}
		byTopic[own] = append(byTopic[own], x)
		byTopic[any] = append(byTopic[any], x)
		if !named[own] && !named[any] {
			rest := familyOf(named, own)
			byTopic[rest] = append(byTopic[rest], x)
		}
	}
	for _, r := range rs {
		p := &Pass{Rule: r, Diff: d, findings: &findings, settled: settled}
		for _, t := range r.Explains {
			p.Differences = append(p.Differences, byTopic[t]...)
		}
		r.Check(p)
	}
	rest := &Pass{Rule: unexplained, Diff: d, findings: &findings, settled: settled}
	for _, x := range d.Differences {
		if !settled[x] {
			rest.Report(x, Finding{
				Message:     "the two sides differ in a way that no rule explains",
				Consequence: "not known",
			})
		}
	}
	sortFindings(findings)
	return findings
}

func sortFindings(findings []Finding) {
	slices.SortStableFunc(findings, func(a, b Finding) int {
		if c := a.Object.Compare(b.Object); c != 0 {
			return c
		}
		if c := strings.Compare(a.Rule, b.Rule); c != 0 {
			return c
		}
		return strings.Compare(string(a.Property), string(b.Property))
	})
}

// familyOf is the topic that covers one that no rule names: that of all settings,
// say, and otherwise that of whatever else the kind has.
func familyOf(named map[Topic]bool, t Topic) Topic {
	word, _, _ := strings.Cut(string(t.Property), " ")
	if family := (Topic{t.Kind, diff.Property(word)}); named[family] {
		return family
	}
	return Topic{t.Kind, ""}
}
