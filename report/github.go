package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/synapscale/synapcheck/diff/rule"
)

func init() {
	register(&Format{
		Name:  "github",
		Doc:   "annotations, for a step of GitHub Actions",
		Write: func(w io.Writer, r *Report, _ Style) error { return writeGitHub(w, r) },
	})
}

// annotationsShown is how many annotations of a level a step may have (GitHub
// shows no more than ten of errors and ten of warnings): one is left to say
// that there are more.
const annotationsShown = 9

var annotations = map[rule.Severity]string{rule.Error: "error", rule.Warning: "warning", rule.Info: "notice"}

// writeGitHub writes workflow commands (GitHub's documentation, "Workflow
// commands for GitHub Actions"): the worst first, as only the first are shown.
func writeGitHub(w io.Writer, r *Report) error {
	var b strings.Builder
	for _, severity := range []rule.Severity{rule.Error, rule.Warning, rule.Info} {
		more := 0
		shown := 0
		for _, t := range r.Targets {
			for i := range t.Findings {
				f := &t.Findings[i]
				switch {
				case f.Severity != severity:
				case shown == annotationsShown:
					more++
				default:
					shown++
					t.annotation(&b, f)
				}
			}
		}
		if more > 0 {
			fmt.Fprintf(&b, "::%s title=synapcheck::and %d more: see the summary of the job, or run synapcheck diff\n", annotations[severity], more)
		}
	}
	if r.Gate != nil && !r.Gate.Pass {
		fmt.Fprintf(&b, "::error title=synapcheck::%s\n", commandText(strings.Join(r.Gate.Reasons, "; ")))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (t *Target) annotation(b *strings.Builder, f *Finding) {
	fmt.Fprintf(b, "::%s ", annotations[f.Severity])
	if o := t.place(f); o != nil && o.File != "" {
		fmt.Fprintf(b, "file=%s,", commandProperty(slashed(o.File)))
		if o.Line > 0 {
			fmt.Fprintf(b, "line=%d,endLine=%d,", o.Line, o.Line)
		}
		if o.Column > 0 {
			fmt.Fprintf(b, "col=%d,", o.Column)
		}
	}
	text := sentence(f)
	if fix := mend(f); fix != "" {
		text += "\nfix: " + fix
	}
	fmt.Fprintf(b, "title=%s::%s\n", commandProperty(f.Rule+" "+f.Object), commandText(text))
}

var (
	commandEscapes  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func commandText(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = visible(l, false)
	}
	return commandEscapes.Replace(strings.Join(lines, "\n"))
}

func commandProperty(s string) string { return propertyEscapes.Replace(visible(s, false)) }
