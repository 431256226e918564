package diff

import (
	"cmp"
	"slices"

	"github.com/synapscale/synapcheck/diff/equal"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// A Text is what one side says of an object in SQL, and what PostgreSQL must know
// of its surroundings to read it. It is comparable.
type Text struct {
	Kind TextKind
	// On is the live relation whose columns the text may name, without its kind.
	On schema.Ref
	// Type is that of the column with the default, or what the domain is made of.
	Type schema.Type
	// Source is the text as its side has it.
	Source string
}

// A TextKind is where a text may stand.
type TextKind string

// The kinds of texts.
const (
	TextExpression TextKind = "expression"        // of a relation's columns: checks, keys, predicates, policies
	TextDefault    TextKind = "default"           // of a column or domain
	TextDomain     TextKind = "domain check"      // of a VALUE
	TextTrigger    TextKind = "trigger condition" // of NEW and OLD
	TextQuery      TextKind = "query"             // of a view
)

// A Spelling is how PostgreSQL itself writes a text, or why it does not read it.
type Spelling struct{ Text, Problem string }

// same compares two spellings of one server. Nothing is left to be unsure about,
// but for what the server prints in two ways by itself.
func (k TextKind) same(declared, live string) bool {
	if declared == live {
		return true
	}
	if k == TextQuery {
		return equal.Queries(declared, live)
	}
	return equal.Expr(declared, live) == Agree
}

// decide settles two texts that are spelt differently and may mean the
// same. Where PostgreSQL itself has spelt both, what is spelt differently is
// another text. Where only the options could tell and do not, the texts are among
// those that the comparison asks about.
func (c *comparer) decide(v Verdict, of Text, declared, live string) Verdict {
	const major = 10000 // two major versions may spell one expression differently
	switch {
	case v != Unsure:
		return v
	case c.declared.Server != 0 && c.declared.Server/major == c.live.Server/major:
		return Differ
	case of.Kind == "":
		return Unsure
	}
	d, l := of, of
	d.Source, l.Source = declared, live
	want, asked := c.opts.Spellings[d]
	have, askedLive := c.opts.Spellings[l]
	switch {
	case !asked || !askedLive:
		c.asked[d], c.asked[l] = true, true
		return Unsure
	case want.Problem != "" || have.Problem != "":
		c.problem = "PostgreSQL does not read " + problem(declared, want, live, have)
		return Unsure
	}
	return verdict(of.Kind.same(want.Text, have.Text))
}

func problem(declared string, want Spelling, live string, have Spelling) string {
	if want.Problem != "" {
		return declared + ": " + want.Problem
	}
	return live + ": " + have.Problem
}

// questions are the texts that the comparison asks about, in their order.
func (c *comparer) questions() []Text {
	if len(c.asked) == 0 {
		return nil
	}
	all := make([]Text, 0, len(c.asked))
	for t := range c.asked {
		all = append(all, t)
	}
	slices.SortFunc(all, func(a, b Text) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), a.On.Compare(b.On), cmp.Compare(a.Type.String(), b.Type.String()), cmp.Compare(a.Source, b.Source))
	})
	return all
}
