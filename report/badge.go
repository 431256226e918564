package report

import (
	"encoding/json"
	"io"
)

func init() {
	register(&Format{
		Name:  "badge",
		Doc:   "the score for a badge, as shields.io reads it",
		Write: func(w io.Writer, r *Report, _ Style) error { return writeBadge(w, r) },
	})
}

// A badge is what shields.io's endpoint badge reads.
type badge struct {
	SchemaVersion int    `json:"schemaVersion"`
	Label         string `json:"label"`
	Message       string `json:"message"`
	Color         string `json:"color"`
}

func writeBadge(w io.Writer, r *Report) error {
	_, score, _ := r.Overall()
	b := badge{1, "schema consistency", number(score), "lightgrey"}
	switch {
	case score == nil:
	case *score == 100:
		b.Color = "brightgreen"
	case *score >= 90:
		b.Color = "green"
	case *score >= 70:
		b.Color = "yellow"
	default:
		b.Color = "red"
	}
	return json.NewEncoder(w).Encode(b)
}
