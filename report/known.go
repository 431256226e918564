package report

import (
	"slices"
	"strconv"
	"strings"

	"github.com/synapscale/synapcheck/diff/rule"
)

// A Match says what became of the entries of a baseline in one run, and how many
// findings it does not know. Known, Expired, Fixed and Unmatched are all of its
// entries.
type Match struct {
	// File is what the baseline is called; empty for none.
	File string `json:"file"`
	// New are findings that no entry covers.
	New int `json:"new"`
	// Known are entries whose finding is still there.
	Known int `json:"known"`
	// Expired are entries whose finding is still there and counts again.
	Expired int `json:"expired"`
	// Fixed are entries whose finding is gone.
	Fixed int `json:"fixed"`
	// Unmatched are entries of which the run cannot tell: what they name was not
	// looked at, or their rule does not exist.
	Unmatched int `json:"unmatched"`
	// Entries are those that are expired, fixed or unmatched.
	Entries []Settled `json:"entries,omitempty"`
}

// A Settled entry of a baseline asks to be looked at.
type Settled struct {
	State string `json:"state"`
	Known
}

// The states of a settled entry.
const (
	Expired   = "expired"
	Fixed     = "fixed"
	Unmatched = "unmatched"
)

// A KnownFinding is a finding that a baseline covers.
type KnownFinding struct {
	rule.Finding
	Entry Known
}

// Apply moves the findings that the baseline covers on that day out of the open
// ones of the layers, which stay as they are. Looked reports whether the run
// looked at what an entry names.
func (b *Baseline) Apply(layers []Layer, today string, looked func(Known) bool) ([]Layer, *Match) {
	entries := make(map[string]Known, len(b.Findings))
	for _, k := range b.Findings {
		entries[k.Fingerprint] = k
	}
	m := &Match{}
	found := make(map[string]bool)
	applied := slices.Clone(layers)
	for i, l := range layers {
		for _, a := range l.Accepted {
			found[a.Fingerprint()] = true
		}
		applied[i].Findings = nil
		fresh := make(map[string]bool)
		for _, f := range l.Findings {
			print := f.Fingerprint()
			k, listed := entries[print]
			found[print] = true
			if listed && !k.Expired(today) {
				applied[i].Known = append(applied[i].Known, KnownFinding{f, k})
				continue
			}
			applied[i].Findings = append(applied[i].Findings, f)
			if !listed && !fresh[print] {
				fresh[print] = true
				m.New++
			}
		}
	}
	for _, k := range b.Findings {
		switch {
		case found[k.Fingerprint] && k.Expired(today):
			m.Expired++
			m.Entries = append(m.Entries, Settled{Expired, k})
		case found[k.Fingerprint]:
			m.Known++
		case looked(k):
			m.Fixed++
			m.Entries = append(m.Entries, Settled{Fixed, k})
		default:
			m.Unmatched++
			m.Entries = append(m.Entries, Settled{Unmatched, k})
		}
	}
	return applied, m
}

// Add adds the open findings of the layers as entries like the given one. An
// entry that is there and holds on that day stays as it is; one that has expired
// is renewed.
func (b *Baseline) Add(layers []Layer, like Known) (added, renewed int) {
	at := make(map[string]int)
	for i, k := range b.Findings {
		at[k.Fingerprint] = i
	}
	for _, l := range layers {
		for i := range l.Findings {
			k := entryOf(&l.Findings[i], like)
			switch j, listed := at[k.Fingerprint]; {
			case !listed:
				at[k.Fingerprint] = len(b.Findings)
				b.Findings = append(b.Findings, k)
				added++
			case b.Findings[j].Expired(like.Added):
				b.Findings[j] = k
				renewed++
			}
		}
	}
	b.sort()
	return added, renewed
}

func entryOf(f *rule.Finding, like Known) Known {
	p := placedFinding(f, "", 0)
	k := like
	k.Fingerprint, k.Rule, k.Layer = p.Fingerprint, p.Rule, valid(f.Layer)
	k.Kind, k.Object, k.Table, k.Property = p.Kind, p.Object, string(p.Finding.Table), p.Property
	return k
}

// Prune removes the entries of those states, and returns them.
func (b *Baseline) Prune(m *Match, states ...string) []Settled {
	gone := make(map[string]bool)
	var pruned []Settled
	for _, s := range m.Entries {
		if slices.Contains(states, s.State) {
			gone[s.Fingerprint] = true
			pruned = append(pruned, s)
		}
	}
	b.Findings = slices.DeleteFunc(b.Findings, func(k Known) bool { return gone[k.Fingerprint] })
	return pruned
}

// Know adds to the report's only target what became of a baseline.
func (r *Report) Know(m *Match) {
	if len(r.Targets) == 1 {
		r.Targets[0].Baseline = m
	}
}

// baseline counts the entries of a baseline, and names those that ask to be
// looked at.
func (p *page) baseline(t *Target) {
	m := t.Baseline
	if m == nil {
		return
	}
	const label = "baseline      "
	var parts []string
	for _, x := range []struct {
		n    int
		what string
	}{{m.Known, "known"}, {m.New, "new"}, {m.Fixed, Fixed}, {m.Expired, Expired}, {m.Unmatched, Unmatched}} {
		parts = append(parts, strconv.Itoa(x.n)+" "+x.what)
	}
	p.paragraph(dim, label, strings.Join(parts, " "+p.signs.dot+" "))
	const few = 3
	shown := m.Entries
	if !p.All && len(shown) > few+1 {
		shown = shown[:few]
	}
	for _, s := range shown {
		text := s.Rule + " " + shortPath(s.Object)
		if s.State == Expired {
			text += ", which held through " + s.Expires
		}
		if s.Owner != "" {
			text += " (" + s.Owner + ")"
		}
		indent := pad("", width(label)) + pad(s.State, len(Unmatched)) + "  "
		p.paragraph(dim, indent, text)
	}
	if n := len(m.Entries) - len(shown); n > 0 {
		p.line(pad("", width(label)), p.signs.more, " ", strconv.Itoa(n), " more", p.paint(dim, " (--all)"))
	}
	if m.Fixed > 0 {
		p.paragraph(dim, pad("", width(label)), "synapcheck baseline prune removes what is fixed")
	}
}
