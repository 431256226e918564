package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	advise(&Rule{
		ID:       "sequence-near-end",
		Layer:    LayerAdvice,
		Title:    "A sequence has used up half of its numbers",
		Severity: Warning,
		Dear:     true,
		Advise:   sequenceNearEnd,
		Doc: doc(`
A sequence that does not start again at its end has passed half of its numbers,
or of those that the column holds which it feeds. It is an error beyond three
quarters. Primary keys have a rule of their own, key-near-end.`, `
At the last number nextval fails, and every INSERT that asks for one:
"nextval: reached maximum value of sequence" (2200H).`, `
Nothing needs to change.`, `
Give it more numbers, and the column a type that holds them:

    alter sequence invoice_number as bigint no maxvalue;
`),
	})
}

func sequenceNearEnd(a *Advice) {
	for _, s := range a.Usage.Sequences {
		t, c := fed(a, s)
		if s.Cycle || s.Increment == 0 || s.Column.Name != "" && c == nil {
			continue
		}
		first, end := s.Min, s.Max
		if s.Increment < 0 {
			first, end = s.Max, s.Min
		}
		if c != nil {
			base := a.facts.base(c)
			if narrowKey(t, c, base) {
				continue
			}
			if m := integerMax(base); m > 0 && s.Increment > 0 {
				end = min(end, m)
			}
		}
		if s.Increment > 0 && s.Min < 0 && s.Last >= 0 {
			first = 0
		}
		share := full(s.Last, first, end, s.Increment)
		if share == 0 {
			continue
		}
		f := Finding{
			Message:     fmt.Sprintf("%d %% of its numbers are used up: it is at %d, and ends at %d", share, s.Last, end),
			Live:        fmt.Sprint(s.Last),
			Consequence: "at the last number nextval fails (2200H), and with it every INSERT that asks for one",
			Remedies:    liveRemedy(fmt.Sprintf("alter sequence %s as bigint no maxvalue", sqlName(s.Sequence))),
		}
		if s.Increment < 0 {
			f.Remedies = liveRemedy(fmt.Sprintf("alter sequence %s as bigint no minvalue", sqlName(s.Sequence)))
		}
		if c != nil && end < s.Max && s.Increment > 0 {
			f.Remedies = liveRemedy(fmt.Sprintf("%s alter column %s type bigint, which writes the table anew", alter(t), sqlIdent(c.Name)))
		}
		if c != nil {
			f.Consequence += fmt.Sprintf("; %s takes its values", columnRef(t, c).Path())
		}
		if share >= 75 {
			f.Severity = Error
		}
		a.Report(schema.Ref{Kind: schema.KindSequence, Schema: s.Sequence.Schema, Name: s.Sequence.Name}, f)
	}
}
