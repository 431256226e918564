package report

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"

	"github.com/synapscale/synapcheck/diff/rule"
)

func init() {
	register(&Format{
		Name:  "gitlab",
		Doc:   "code quality, for a merge request of GitLab",
		Write: func(w io.Writer, r *Report, _ Style) error { return writeGitLab(w, r) },
	})
}

// A codeQuality is one entry of a Code Quality report (GitLab's documentation,
// "Code Quality", section "Code Quality report format").
type codeQuality struct {
	Description string              `json:"description"`
	Check       string              `json:"check_name"`
	Fingerprint string              `json:"fingerprint"`
	Severity    string              `json:"severity"`
	Location    codeQualityLocation `json:"location"`
}

type codeQualityLocation struct {
	Path  string           `json:"path"`
	Lines codeQualityLines `json:"lines"`
}

type codeQualityLines struct {
	Begin int `json:"begin"`
}

var codeQualitySeverities = map[rule.Severity]string{rule.Error: "critical", rule.Warning: "major", rule.Info: "info"}

// nowhere is the path of what no file declares: GitLab drops entries without.
const nowhere = "synapcheck.yaml"

func writeGitLab(w io.Writer, r *Report) error {
	entries := []codeQuality{}
	times := make(map[string]int)
	for _, t := range r.Targets {
		for i := range t.Findings {
			f := &t.Findings[i]
			at := codeQualityLocation{Path: nowhere, Lines: codeQualityLines{Begin: 1}}
			if o := t.place(f); o != nil && o.File != "" {
				at = codeQualityLocation{Path: slashed(o.File), Lines: codeQualityLines{Begin: max(o.Line, 1)}}
			}
			// Of entries with one fingerprint only the first is kept.
			key := fmt.Sprintf("%q", []string{t.Name, f.Layer, f.Fingerprint, at.Path})
			times[key]++
			sum := sha256.Sum256(fmt.Appendf(nil, "%s %d", key, times[key]))
			entries = append(entries, codeQuality{
				Description: sentence(f), Check: filled(f.Rule), Fingerprint: hex.EncodeToString(sum[:16]),
				Severity: codeQualitySeverities[f.Severity], Location: at,
			})
		}
	}
	out, err := json.MarshalIndent(entries, "", "  ")
	if err != nil {
		return fmt.Errorf("encoding code quality: %w", err)
	}
	_, err = w.Write(append(escapeInvisible(out), '\n'))
	return err
}
