package diff

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/diff/equal"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// A rename is what may have become of an absent object.
type rename struct {
	// proposed says that the first candidate is likely enough to be reported in
	// place of one absent and one undeclared object.
	proposed   bool
	candidates []Candidate
	live       *schema.Table
}

// Confidence is a weighted sum of what speaks for two objects being one. The
// bounds are chosen so that equal types alone never suffice: the names must have
// something in common.
const (
	proposeAt = 0.60 // reported as a probable rename
	mentionAt = 0.40 // named as a candidate
	leadAt    = 0.10 // by which a proposal must beat the next candidate
)

// renamedColumns weighs every absent column against every undeclared one.
func (s *side) renamedColumns(absent, undeclared []*schema.Column) map[*schema.Column]rename {
	const most = 64 // beyond which the two are simply other tables
	if len(absent) == 0 || len(undeclared) == 0 || len(absent)*len(undeclared) > most*most {
		return nil
	}
	weigh := func(d, l *schema.Column) Candidate { return s.columnCandidate(d, l) }
	result := make(map[*schema.Column]rename, len(absent))
	for _, d := range absent {
		if !d.Computed.IsZero() {
			continue // a query makes it; no column was ever called that
		}
		var r rename
		for _, l := range undeclared {
			if c := weigh(d, l); c.Confidence >= mentionAt {
				r.candidates = append(r.candidates, c)
			}
		}
		sortCandidates(r.candidates)
		r.proposed = leads(r.candidates)
		result[d] = r
	}
	settleRenames(result)
	return result
}

// settleRenames leaves each live object to the one proposal that leads all
// others of it, and to none where they are too close. What has been given away
// is nobody else's candidate.
func settleRenames[T comparable](all map[T]rename) {
	proposals := make(map[schema.Ref][]Candidate)
	for _, r := range all {
		if r.proposed {
			best := r.candidates[0]
			proposals[best.Object] = append(proposals[best.Object], best)
		}
	}
	for _, rivals := range proposals {
		sortCandidates(rivals)
	}
	for of, r := range all {
		if r.proposed {
			rivals := proposals[r.candidates[0].Object]
			r.proposed = leads(rivals) && r.candidates[0].Confidence == rivals[0].Confidence
		}
		if !r.proposed {
			r.candidates = slices.DeleteFunc(r.candidates, func(c Candidate) bool { return leads(proposals[c.Object]) })
		}
		all[of] = r
	}
}

func sortCandidates(cs []Candidate) {
	slices.SortStableFunc(cs, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(b.Confidence, a.Confidence), a.Object.Compare(b.Object))
	})
}

func leads(cs []Candidate) bool {
	return len(cs) > 0 && cs[0].Confidence >= proposeAt &&
		(len(cs) == 1 || cs[0].Confidence-cs[1].Confidence >= leadAt)
}

func (s *side) columnCandidate(d, l *schema.Column) Candidate {
	c := Candidate{Object: s.live.Child(schema.KindColumn, l.Name)}
	names := similarity(d.Name, l.Name)
	if names < 0.3 {
		return c
	}
	c.Confidence = 0.6 * names
	c.Reasons = append(c.Reasons, fmt.Sprintf("the names are alike (%.0f %%)", 100*names))
	switch fits := s.fits(d, l); {
	case fits == Differ:
		c.Confidence = 0
		return c
	case fits == Agree:
		c.Confidence += 0.3
		c.Reasons = append(c.Reasons, "the types fit")
	default:
		c.Confidence += 0.15
	}
	if s.neighbours(d, l) {
		c.Confidence += 0.1
		c.Reasons = append(c.Reasons, "they stand in the same place")
	}
	c.Confidence = min(c.Confidence, 0.99)
	return c
}

// fits says whether the live column could serve the declared one.
func (s *side) fits(d, l *schema.Column) Verdict {
	have, said := l.Type.Get()
	if !said {
		return Unsure
	}
	if want, ok := d.Type.Get(); ok {
		if equal.Types(want, have) {
			return Agree
		}
		return Differ
	}
	if d.Host == nil {
		return Unsure
	}
	switch equal.Holds(d.Host, have, s.env).Grade {
	case equal.Exact, equal.Lossless:
		return Agree
	case equal.GradeUnknown:
		return Unsure
	}
	return Differ
}

// neighbours reports that the columns before, or those after, are the same.
func (s *side) neighbours(d, l *schema.Column) bool {
	i := slices.Index(s.model.Columns, d)
	j := slices.Index(s.live.Columns, l)
	before := i > 0 && j > 0 && s.model.Columns[i-1].Name == s.live.Columns[j-1].Name
	after := i+1 < len(s.model.Columns) && j+1 < len(s.live.Columns) && s.model.Columns[i+1].Name == s.live.Columns[j+1].Name
	return before || after
}

// renamedTables weighs every absent table that is certain to be one against the
// live tables without a model.
func (c *comparer) renamedTables(absent []*TablePair, single []*schema.Table) map[*TablePair]rename {
	result := make(map[*TablePair]rename, len(absent))
	for _, p := range absent {
		m := p.Model()
		if !m.Binding.IsZero() && !m.Binding.Certain {
			continue
		}
		var r rename
		best := 0.0
		for _, l := range single {
			if l.Kind != m.Kind || bookkeeping[l.Name] != "" {
				continue
			}
			cand := tableCandidate(m, l)
			if cand.Confidence < mentionAt {
				continue
			}
			r.candidates = append(r.candidates, cand)
			if cand.Confidence > best {
				best, r.live = cand.Confidence, l
			}
		}
		sortCandidates(r.candidates)
		r.proposed = leads(r.candidates)
		result[p] = r
	}
	settleRenames(result)
	return result
}

func tableCandidate(m, l *schema.Table) Candidate {
	c := Candidate{Object: l.Ref()}
	both := 0
	for _, col := range m.Columns {
		if l.Column(col.Name) != nil {
			both++
		}
	}
	all := len(m.Columns) + len(l.Columns) - both
	if both < 2 || all == 0 {
		return c
	}
	share := float64(both) / float64(all)
	names := similarity(m.Name, l.Name)
	c.Confidence = min(0.6*share+0.4*names, 0.99)
	c.Reasons = []string{
		fmt.Sprintf("%d of %d columns are the same", both, all),
		fmt.Sprintf("the names are alike (%.0f %%)", 100*names),
	}
	return c
}

// similarity of two names between 0 and 1: the better of how few letters must
// change and of how many words they share.
func similarity(a, b string) float64 {
	a, b = strings.ToLower(a), strings.ToLower(b)
	if schema.FoldName(a) == schema.FoldName(b) {
		return 1
	}
	letters := 1 - float64(schema.Distance(a, b))/float64(max(len(a), len(b)))
	return max(letters, words(a, b))
}

// words is the share of common words, where a name that is wholly contained in
// the other counts for more: locked_until and account_locked_until.
func words(a, b string) float64 {
	as, bs := wordsOf(a), wordsOf(b)
	common := len(as) - len(without(as, bs))
	if common == 0 {
		return 0
	}
	all := len(as) + len(bs) - common
	share := float64(common) / float64(all)
	if common == min(len(as), len(bs)) && common > 1 {
		return max(share, 0.8)
	}
	return share
}

// wordsOf lists the words of a name, each once.
func wordsOf(name string) []string {
	all := strings.Split(name, "_")
	slices.Sort(all)
	return slices.DeleteFunc(slices.Compact(all), func(w string) bool { return w == "" })
}

func clauses(reasons []string) string { return strings.Join(reasons, ", ") }
