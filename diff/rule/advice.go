package rule

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// A Layer is a set of rules that look at one side alone. What they find is no
// disagreement: it costs no score, and fails no gate unasked.
type Layer string

// The layers.
const (
	LayerAdvice   Layer = "advice"   // what will hurt as the data grows
	LayerSecurity Layer = "security" // what lets somebody see or do too much
	// LayerAccounts is what a table of users should keep. Its rules are silent
	// unless they are asked for by name.
	LayerAccounts Layer = "accounts"
)

// An Advice is one run of one rule over one side.
type Advice struct {
	Rule *Rule
	Live *schema.Database
	// Usage is what the server counts; empty where nobody asked it.
	Usage *schema.Usage

	facts    *facts
	findings *[]Finding
}

// AdviceOptions narrow what is looked at. The zero AdviceOptions look at
// everything that a description alone can tell.
type AdviceOptions struct {
	Scope diff.Options
	// Usage is what the server counts; nil where nobody asked it.
	Usage *schema.Usage
	// Asked are the rules of LayerAccounts that are wanted, by ID.
	Asked []string
	// Cheap leaves out the rules that are dear.
	Cheap bool
}

var advisers []*Rule

// advise is called from the init function of each file of a rule that looks at
// one side.
func advise(r *Rule) { advisers = append(advisers, r) }

// Advisers returns every rule that looks at one side alone, sorted by ID.
func Advisers() []*Rule {
	all := slices.Clone(advisers)
	slices.SortFunc(all, func(a, b *Rule) int { return strings.Compare(a.ID, b.ID) })
	return all
}

// Every returns the rules about differences and those about one side, sorted by
// ID.
func Every() []*Rule {
	all := append(All(), Advisers()...)
	slices.SortFunc(all, func(a, b *Rule) int { return strings.Compare(a.ID, b.ID) })
	return all
}

// An Opinion is what rules say of one side.
type Opinion struct {
	// Findings are sorted as [Judge] sorts them.
	Findings []Finding
	// Unsure are how many functions could not be read through.
	Unsure int
	// Gaps are what the server would not tell.
	Gaps []schema.Gap
}

// Advise lets the rules look at a description of a database. Of one that is no
// database, as of models, there is nothing to say: it tells too little.
func Advise(live *schema.Database, rs []*Rule, o AdviceOptions) Opinion {
	var findings []Finding
	if !live.Complete {
		return Opinion{}
	}
	if o.Usage == nil {
		o.Usage = &schema.Usage{}
	}
	facts := newFacts(live, o)
	for _, r := range rs {
		if r.Advise == nil || o.Cheap && r.Dear || r.Layer == LayerAccounts && !slices.Contains(o.Asked, r.ID) {
			continue
		}
		r.Advise(&Advice{Rule: r, Live: live, Usage: o.Usage, facts: facts, findings: &findings})
	}
	sortFindings(findings)
	return Opinion{findings, facts.unsure(), o.Usage.Gaps}
}

// Report adds a finding about the object, filling what f leaves empty.
func (a *Advice) Report(object schema.Ref, f Finding) {
	f.Rule = a.Rule.ID
	f.Layer = string(a.Rule.Layer)
	f.Object = object
	if f.Property == "" {
		f.Property = diff.Property(a.Rule.Layer)
	}
	if f.Severity == 0 {
		f.Severity = a.Rule.Severity
	}
	*a.findings = append(*a.findings, f)
}

// live is a remedy in the database alone.
func liveRemedy(text string) []Remedy { return remedies("", text) }
