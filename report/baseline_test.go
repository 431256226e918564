package report_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"github.com/synapscale/synapcheck/report"
)

func everywhere(report.Known) bool { return true }

func TestBaselineCoversWhatItLists(t *testing.T) {
	layer := drifting()
	var b report.Baseline
	added, _ := b.Add([]report.Layer{layer}, report.Known{Reason: "old", Added: "2026-01-01"})
	if added != len(b.Findings) || added == 0 {
		t.Fatalf("%d added, %d in all", added, len(b.Findings))
	}
	b.Findings[0].Expires = "2026-03-31"
	gone := report.Known{Fingerprint: "0123456789abcdef", Rule: "column-missing", Object: "public.users.gone", Reason: "old"}
	b.Findings = append(b.Findings, gone)

	for today, want := range map[string]report.Match{
		"2026-03-31": {Known: added, Fixed: 1},
		"2026-04-01": {Known: added - 1, Fixed: 1, Expired: 1},
	} {
		layers, have := b.Apply([]report.Layer{layer}, today, everywhere)
		if open := len(report.Build("v0", layers).Targets[0].Findings); open != want.Expired {
			t.Errorf("on %s %d findings count, want %d", today, open, want.Expired)
		}
		have.Entries = nil
		if d := cmp.Diff(want, *have); d != "" {
			t.Errorf("on %s (-want +have):\n%s", today, d)
		}
	}
	if len(layer.Known) > 0 || len(layer.Findings) < added {
		t.Error("the layer that was passed in has changed")
	}
	_, have := b.Apply([]report.Layer{layer}, "2026-03-31", func(k report.Known) bool { return k.Fingerprint != gone.Fingerprint })
	if have.Unmatched != 1 || have.Fixed != 0 {
		t.Errorf("what was not looked at is %+v", have)
	}
	if pruned := b.Prune(have, report.Fixed); len(pruned) != 0 {
		t.Errorf("what was not looked at is pruned: %v", pruned)
	}
	if pruned := b.Prune(have, report.Unmatched); len(pruned) != 1 || len(b.Findings) != added {
		t.Errorf("%d pruned, %d left", len(pruned), len(b.Findings))
	}
}

// A known finding costs what it cost before.
func TestBaselineLeavesTheScore(t *testing.T) {
	layer := drifting()
	before := report.Build("v0", []report.Layer{layer}).Targets[0]
	var b report.Baseline
	b.Add([]report.Layer{layer}, report.Known{Reason: "old"})
	layers, _ := b.Apply([]report.Layer{layer}, "2026-01-01", everywhere)
	after := report.Build("v0", layers).Targets[0]
	if *before.Score != *after.Score {
		t.Errorf("score was %v and is %v", *before.Score, *after.Score)
	}
	if n := len(after.Findings); n > 0 || len(after.Accepted) == 0 || !after.Accepted[0].Known {
		t.Errorf("%d findings are open, accepted are %+v", n, after.Accepted)
	}
}

// Whatever stands in an entry is written so that it reads back, follows the
// schema, and is written alike in any order.
func TestBaselineReadsBack(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(report.BaselineSchema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	schema := c.MustCompile("schema.json")
	text := rapid.StringMatching(`[a-z"\\|<:\x1b\x{202e} ]*[a-z]`)
	rapid.Check(t, func(t *rapid.T) {
		var b report.Baseline
		for _, print := range rapid.SliceOfNDistinct(rapid.StringMatching(`[0-9a-f]{16}`), 0, 5, rapid.ID).Draw(t, "prints") {
			b.Findings = append(b.Findings, report.Known{
				Fingerprint: print, Rule: text.Draw(t, "rule"), Object: text.Draw(t, "object"), Reason: text.Draw(t, "reason"),
				Owner: text.Draw(t, "owner"), Expires: rapid.SampledFrom([]string{"", "2027-01-31"}).Draw(t, "expires"),
			})
		}
		var first, second bytes.Buffer
		if err := b.Write(&first); err != nil {
			t.Fatal(err)
		}
		if strings.ContainsAny(first.String(), "\x1b\u202e") {
			t.Fatal("a character that does not print is written as it is")
		}
		if err := validate(schema, first.String()); err != nil {
			t.Fatal(err)
		}
		back, err := report.ReadBaseline(bytes.NewReader(first.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		if len(back.Findings) != len(b.Findings) {
			t.Fatalf("%d entries of %d", len(back.Findings), len(b.Findings))
		}
		for i, j := 0, len(b.Findings)-1; i < j; i, j = i+1, j-1 {
			b.Findings[i], b.Findings[j] = b.Findings[j], b.Findings[i]
		}
		if err := b.Write(&second); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(first.String(), second.String()); d != "" {
			t.Fatal(d)
		}
	})
}

func TestBaselineIsStrict(t *testing.T) {
	entry := func(more string) string {
		return `{"schemaVersion": 1, "findings": [{"fingerprint": "0123456789abcdef", "rule": "r", "object": "o"` + more + `}]}`
	}
	for data, want := range map[string]string{
		entry(``):                 "it has no reason",
		entry(`, "reason": "  "`): "it has no reason",
		entry(`, "reason": "x", "expires": "soon"`):                  "expires is no day",
		entry(`, "reason": "x", "expirs": ""`):                       "unknown field",
		`{"findings": []}`:                                           "schemaVersion 0",
		"{\"schemaVersion\": 1,\n\"findings\": [1]}":                 "line 2",
		"{\"schemaVersion\": 1,\n\n]":                                "line 3",
		strings.Replace(entry(`, "reason": "x"`), "0123", "0x23", 1): "no fingerprint",
		strings.Replace(entry(`, "reason": "x"`), "0123", "01", 1):   "no fingerprint",
		strings.Replace(entry(`, "reason": "x"`), `"o"`, `""`, 1):    "no object",
		entry(`, "reason": "x"}, {"fingerprint": "0123456789abcdef", "rule": "r", "object": "o", "reason": "x"`): "same fingerprint",
		entry(`, "reason": "x"`) + "{}": "follows the end",
	} {
		_, err := report.ReadBaseline(strings.NewReader(data))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: want %q, got %v", data, want, err)
		}
	}
}
