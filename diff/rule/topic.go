package rule

import (
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// topics are the property of each of the kinds.
func topics(property diff.Property, kinds ...schema.Kind) []Topic {
	ts := make([]Topic, len(kinds))
	for i, k := range kinds {
		ts[i] = Topic{k, property}
	}
	return ts
}

// rest are the properties of the kinds that no rule names.
func rest(kinds ...schema.Kind) []Topic { return topics("", kinds...) }

// named are the properties of the kind.
func namedOf(kind schema.Kind, properties ...diff.Property) []Topic {
	ts := make([]Topic, len(properties))
	for i, p := range properties {
		ts[i] = Topic{kind, p}
	}
	return ts
}

// relations are the kinds that have columns.
func relations() []schema.Kind {
	var kinds []schema.Kind
	for _, k := range schema.Kinds() {
		if k.Relation() {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// each makes a rule's Check of a function that explains one difference. What is
// unsure is reported as such, whatever the function says of its severity.
func each(explain func(*Pass, *diff.Difference) Finding) func(*Pass) {
	return where(func(*Pass, *diff.Difference) bool { return true }, explain)
}

// where is each for the differences that match; the others are left to another
// rule.
func where(match func(*Pass, *diff.Difference) bool, explain func(*Pass, *diff.Difference) Finding) func(*Pass) {
	return func(p *Pass) {
		for _, d := range p.Differences {
			if !match(p, d) {
				continue
			}
			f := explain(p, d)
			if d.Verdict == diff.Unsure {
				f = unsure(p, d, f)
			}
			p.Report(d, f)
		}
	}
}

// unless is each for the differences that another finding does not say already;
// those that it says are settled.
func unless(said func(*Pass, *diff.Difference) bool, explain func(*Pass, *diff.Difference) Finding) func(*Pass) {
	report := where(func(p *Pass, d *diff.Difference) bool { return !said(p, d) }, explain)
	return func(p *Pass) {
		for _, d := range p.Differences {
			if said(p, d) {
				p.Accept(d)
			}
		}
		report(p)
	}
}

// doc joins the sections that every rule's documentation has. A section is
// Markdown; lines indented by four spaces are SQL or code.
func doc(what, breaks, model, database string) string {
	var b strings.Builder
	for i, text := range [...]string{what, breaks, model, database} {
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString("### " + Sections()[i] + "\n\n" + strings.Trim(text, "\n") + "\n")
	}
	return b.String()
}

// Sections are the headings of every rule's Doc, in their order.
func Sections() []string {
	return []string{"What", "What breaks", "Mend the model", "Mend the database"}
}
