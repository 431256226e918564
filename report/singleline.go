package report

import (
	"io"
	"strings"
)

func init() {
	register(&Format{
		Name:  "singleline",
		Doc:   "one finding a line: file:line:column: severity: what (rule)",
		Write: func(w io.Writer, r *Report, s Style) error { return writeLines(w, r, s) },
	})
}

// writeLines writes a line for each finding, as compilers do, so that editors
// can jump to it. What no file declares is shown under the target's name.
func writeLines(w io.Writer, r *Report, style Style) error {
	var b strings.Builder
	for _, t := range r.Targets {
		for i := range t.Findings {
			f := &t.Findings[i]
			where := t.Name
			if o := t.place(f); o != nil && o.File != "" {
				where = o.at()
			}
			b.WriteString(visible(where, style.ASCII) + ": " + f.Severity.String() + ": " + visible(sentence(f), style.ASCII) + " (" + visible(f.Rule, style.ASCII) + ")\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
