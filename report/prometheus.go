package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/synapscale/synapcheck/diff/rule"
)

func init() {
	register(&Format{
		Name:  "prometheus",
		Doc:   "metrics, for node_exporter's textfile collector",
		Write: func(w io.Writer, r *Report, _ Style) error { return writePrometheus(w, r) },
	})
}

// writePrometheus writes Prometheus' text format, version 0.0.4.
func writePrometheus(w io.Writer, r *Report) error {
	var b strings.Builder
	// Two targets of one name would be one series with two values.
	names, times := make(map[*Target]string), make(map[string]int)
	for _, t := range r.Targets {
		names[t] = t.Name
		if times[t.Name]++; times[t.Name] > 1 {
			names[t] = fmt.Sprintf("%s #%d", t.Name, times[t.Name])
		}
	}
	gauge := func(name, help string, samples func(t *Target, sample func(labels string, value float64))) {
		fmt.Fprintf(&b, "# HELP %s %s\n# TYPE %s gauge\n", name, help, name)
		for _, t := range r.Targets {
			samples(t, func(labels string, value float64) {
				fmt.Fprintf(&b, "%s{target=\"%s\"%s} %g\n", name, metricLabel(names[t]), labels, value)
			})
		}
	}
	gauge("synapcheck_score_percent", "Weighted agreement of models and database.", func(t *Target, sample func(string, float64)) {
		if t.Score != nil {
			sample("", *t.Score)
		}
	})
	gauge("synapcheck_coverage_percent", "Weighted share of facts that were compared.", func(t *Target, sample func(string, float64)) {
		if t.Coverage.Percent != nil {
			sample("", *t.Coverage.Percent)
		}
	})
	gauge("synapcheck_findings", "Findings by severity.", func(t *Target, sample func(string, float64)) {
		for _, s := range []struct {
			severity rule.Severity
			count    int
		}{{rule.Error, t.Summary.Error}, {rule.Warning, t.Summary.Warning}, {rule.Info, t.Summary.Info}} {
			sample(`,severity="`+s.severity.String()+`"`, float64(s.count))
		}
	})
	gauge("synapcheck_accepted_findings", "Findings that stand for a reason.", func(t *Target, sample func(string, float64)) {
		sample("", float64(len(t.Accepted)))
	})
	if r.Gate != nil {
		pass := 0
		if r.Gate.Pass {
			pass = 1
		}
		fmt.Fprintf(&b, "# HELP synapcheck_gate_pass Whether the gate lets the run pass.\n# TYPE synapcheck_gate_pass gauge\nsynapcheck_gate_pass %d\n", pass)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

var labelEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`)

func metricLabel(s string) string { return labelEscapes.Replace(s) }
