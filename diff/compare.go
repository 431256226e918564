package diff

import (
	"cmp"
	"slices"

	"github.com/synapscale/synapcheck/diff/equal"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// Compare finds every disagreement between what one side declares and what the
// other, the live one, has. Neither is changed. Where either says nothing
// there is no difference; where only a server could tell, the verdict is
// Unsure.
//
// An object whose parent is missing is not reported: the parent's absence says
// it. Objects without names, or with other names, are paired by their structure
// before anything is called missing.
func Compare(declared, live *schema.Database, opts Options) *Diff {
	live = unite(live)
	c := &comparer{opts: opts, diff: new(Diff)}
	declared, live = c.narrow(declared, live)
	*c = comparer{
		declared: declared,
		live:     live,
		opts:     opts,
		env:      equal.NewEnv(live),
		diff:     &Diff{Declared: declared, Live: live, Gaps: c.diff.Gaps},
		asked:    make(map[Text]bool),
	}
	c.schemas()
	c.enums()
	c.domains()
	c.sequences()
	c.tables()
	c.objects()
	c.gaps()
	c.leavings()
	c.diff.Asked = c.questions()
	slices.SortStableFunc(c.diff.Differences, func(a, b *Difference) int {
		return cmp.Or(a.Object.Compare(b.Object), cmp.Compare(a.Property, b.Property))
	})
	return c.diff
}

// A comparer is one run of Compare.
type comparer struct {
	declared, live *schema.Database
	opts           Options
	env            *equal.Env
	diff           *Diff
	// compared are the live relations that a model is tied to, by their names.
	compared map[schema.Ref]bool
	// asked are the texts that only PostgreSQL could decide about, and problem is
	// why it has not, for the difference that is noted next.
	asked   map[Text]bool
	problem string
}

// complete reports whether the declared side lists objects of the kind, so that
// its silence about one means that there should be none.
func (c *comparer) complete(k schema.Kind) bool { return c.declared.Says(k) }

// said reports whether both sides say something of a property for which they
// have no claim: a complete source always does, and any other if it departs from
// what PostgreSQL does of itself.
func (c *comparer) said(declaredDeparts, liveDeparts bool) bool {
	return (c.declared.Complete || declaredDeparts) && (c.live.Complete || liveDeparts)
}

// plainly compares a property for which sources have no claim.
func plainly[T comparable](c *comparer, declared, live T) Verdict {
	var zero T
	if !c.said(declared != zero, live != zero) {
		return Unsaid
	}
	return verdict(declared == live)
}

// told reports that the verdict is one to tell of.
func told(v Verdict) bool { return v == Differ || v == Unsure }

func (c *comparer) add(d Difference) *Difference {
	if d.Verdict == Agree {
		d.Verdict = Differ
	}
	if d.Verdict == Unsure && d.Reason == "" {
		d.Reason, c.problem = c.problem, ""
	}
	c.diff.Differences = append(c.diff.Differences, &d)
	return &d
}

func (c *comparer) gap(g schema.Gap) { c.diff.Gaps = append(c.diff.Gaps, g) }

// gaps carries over both sides' own gaps. What a model could not say about a
// struct that is tied to no table is of no interest here.
func (c *comparer) gaps() {
	for _, g := range c.declared.Gaps {
		if t := g.Object.Table(); t.Name != "" && !c.compared[t] {
			continue
		}
		c.gap(g)
	}
	for _, g := range c.live.Gaps {
		c.gap(g)
	}
}

// worst is the verdict that decides about a fact on which several things are
// said: a difference outweighs doubt, doubt outweighs agreement.
func worst(verdicts ...Verdict) Verdict {
	rank := [...]int{Agree: 1, Differ: 3, Unsaid: 0, Unsure: 2}
	w := Unsaid
	for _, v := range verdicts {
		if rank[v] > rank[w] {
			w = v
		}
	}
	return w
}

// match pairs the declared objects with the live ones. The tests are tried in
// their order, each over all objects that are still single, so that a strong
// resemblance anywhere comes before a weak one.
func match[D, L any](declared []D, live []L, tests ...func(D, L) bool) (pairs []pairOf[D, L], onlyDeclared []D, onlyLive []L) {
	if len(declared) == 0 || len(live) == 0 {
		return nil, declared, live
	}
	if pairs = inOrder(declared, live, tests[0]); pairs != nil {
		return pairs, nil, nil
	}
	takenD, takenL := make([]bool, len(declared)), make([]bool, len(live))
	for _, same := range tests {
		for i, d := range declared {
			if takenD[i] {
				continue
			}
			for j, l := range live {
				if !takenL[j] && same(d, l) {
					takenD[i], takenL[j] = true, true
					pairs = append(pairs, pairOf[D, L]{d, l})
					break
				}
			}
		}
	}
	for i, d := range declared {
		if !takenD[i] {
			onlyDeclared = append(onlyDeclared, d)
		}
	}
	for j, l := range live {
		if !takenL[j] {
			onlyLive = append(onlyLive, l)
		}
	}
	return pairs, onlyDeclared, onlyLive
}

// inOrder pairs the objects one by one, if that is how they match; nil otherwise.
func inOrder[D, L any](declared []D, live []L, same func(D, L) bool) []pairOf[D, L] {
	if len(declared) != len(live) {
		return nil
	}
	for i, d := range declared {
		if !same(d, live[i]) {
			return nil
		}
	}
	pairs := make([]pairOf[D, L], len(declared))
	for i, d := range declared {
		pairs[i] = pairOf[D, L]{d, live[i]}
	}
	return pairs
}

type pairOf[D, L any] struct {
	declared D
	live     L
}

// claims compares what both sides say of one property.
func claims[T comparable](declared, live schema.Claim[T]) Verdict {
	if declared == live && !live.Silent() {
		return Agree
	}
	have, said := live.Get()
	if !said || declared.Silent() {
		return Unsaid
	}
	if declared.Accepts(func(want T) bool { return want == have }) {
		return Agree
	}
	return Differ
}
