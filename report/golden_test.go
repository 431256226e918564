package report_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/synapscale/synapcheck/diff/rule"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/report"
)

var update = flag.Bool("update", false, "rewrite the expected reports")

// render writes a report in a format.
func render(t testing.TB, r *report.Report, format string, style report.Style) string {
	t.Helper()
	f, err := report.ByName(format)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b, r, style); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func gated(r *report.Report, g report.Gate) *report.Report {
	o := g.Decide(r)
	r.Gate = &o
	return r
}

// scenes are the reports whose look is kept in testdata.
func scenes() map[string]*report.Report {
	const version = "v0.1.0"
	return map[string]*report.Report{
		"drifting":  gated(report.Build(version, []report.Layer{drifting()}), report.Gate{FailOn: rule.Error, MinScore: 80, StrictCoverage: true}),
		"one":       gated(report.Build(version, []report.Layer{one()}), report.Gate{FailOn: rule.Error}),
		"ungated":   report.Build(version, []report.Layer{one()}),
		"accepted":  gated(report.Build(version, []report.Layer{standing("the importer fills it")}), report.Gate{FailOn: rule.Info}),
		"matching":  gated(report.Build(version, []report.Layer{matching()}), report.Gate{FailOn: rule.Error}),
		"short":     gated(report.Build(version, []report.Layer{matching()}), report.Gate{StrictCoverage: true, MinScore: 100}),
		"many":      report.Build(version, []report.Layer{many(500)}),
		"fleet":     gated(report.Build(version, []report.Layer{one()}, []report.Layer{named(matching(), "synapscale at db.eu")}, []report.Layer{named(nothing(), "synapscale at db.us")}), report.Gate{FailOn: rule.Error}),
		"layers":    gated(report.Build(version, []report.Layer{one(), from(matching(), "sql:schema.sql"), from(one(), "openapi:openapi.yaml")}), report.Gate{FailOn: rule.Error}),
		"nothing":   gated(report.Build(version, []report.Layer{nothing()}), report.Gate{FailOn: rule.Error, MinScore: 90, StrictCoverage: true}),
		"hostile":   report.Build(version, []report.Layer{hostile("\x1b[31m\r\n::error::x\u202e'\"|<b>\u200b\t\\u{1b}")}),
		"no target": report.Build(version),
		"advised":   gated(advised(report.Build(version, []report.Layer{one()}), true), report.Gate{FailOnAdvice: rule.Error}),
		"known":     remembered(),
		"unadvised": advised(report.Build(version, []report.Layer{matching()}), false),
	}
}

// advised is the report with a piece of advice, or with how many there are.
func advised(r *report.Report, asked bool) *report.Report {
	index := schema.Ref{Kind: schema.KindForeignKey, Schema: "public", Parent: "users", Name: "users_team_fkey"}
	r.Advise(report.Opinion{Asked: asked, Opinion: rule.Opinion{
		Findings: []rule.Finding{{
			Rule: "foreign-key-unindexed", Layer: "advice", Severity: rule.Warning, Object: index, Property: "advice",
			Message: "no index begins with team_id, which refers to public.teams", Live: "team_id",
			Consequence: "each row deleted from public.teams reads all of public.users",
			Remedies:    []rule.Remedy{{Side: rule.SideLive, Text: "create index concurrently on public.users (team_id)"}},
		}},
		Unsure: 2,
		Gaps:   []schema.Gap{{Subject: "the last values of sequences", Reason: "the role may not read all of them"}},
	}})
	return r
}

func named(l report.Layer, live string) report.Layer {
	l.Diff.Live.Name = live
	return l
}

func from(l report.Layer, declared string) report.Layer {
	l.Diff.Declared.Name = declared
	return l
}

// looks are the styles that each scene is kept in.
var looks = []struct {
	name   string
	format string
	style  report.Style
}{
	{"80", "text", report.Style{Width: 80}},
	{"100", "text", report.Style{Width: 100}},
	{"140", "text", report.Style{Width: 140}},
	{"all", "text", report.Style{Width: 100, All: true}},
	{"ascii", "text", report.Style{Width: 100, ASCII: true, Profile: "strict"}},
	{"json", "json", report.Style{}},
}

// kept says which looks of a scene are worth keeping; nil for all.
var kept = map[string][]string{
	"one":       {"80", "100", "json"},
	"ungated":   {"100"},
	"accepted":  {"80", "all", "json"},
	"matching":  {"80", "100", "json"},
	"short":     {"100"},
	"many":      {"80", "100"},
	"fleet":     {"80", "100", "json"},
	"layers":    {"100", "json"},
	"nothing":   {"100", "json"},
	"hostile":   {"80", "100", "ascii", "json"},
	"no target": {"100", "json"},
}

func TestReportsLookAsExpected(t *testing.T) {
	for name, r := range scenes() {
		t.Run(name, func(t *testing.T) {
			have := &txtar.Archive{}
			for _, l := range looks {
				if keep, some := kept[name]; some && !slices.Contains(keep, l.name) {
					continue
				}
				have.Files = append(have.Files, txtar.File{Name: l.name, Data: []byte(render(t, r, l.format, l.style))})
			}
			golden(t, name, have)
		})
	}
}

// golden holds an archive against the one in testdata.
func golden(t *testing.T, name string, have *txtar.Archive) {
	t.Helper()
	file := filepath.Join("testdata", name+".txtar")
	if *update {
		if err := os.WriteFile(file, txtar.Format(have), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), string(txtar.Format(have))); d != "" {
		t.Errorf("%s is another now (-want +have):\n%s", file, d)
	}
}
