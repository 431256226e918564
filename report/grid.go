package report

import (
	"fmt"
	"strings"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"
)

// grid lays rows out in aligned columns, two spaces apart and without borders,
// and returns the lines. The columns named in right are aligned to the
// right.
func grid(rows [][]string, right ...int) ([]string, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	align := make([]tw.Align, len(rows[0]))
	for i := range align {
		align[i] = tw.AlignLeft
	}
	for _, i := range right {
		align[i] = tw.AlignRight
	}
	var b strings.Builder
	t := tablewriter.NewTable(&b,
		tablewriter.WithRenderer(renderer.NewBlueprint(tw.Rendition{
			Borders:  tw.BorderNone,
			Settings: tw.Settings{Lines: tw.LinesNone, Separators: tw.SeparatorsNone},
		})),
		// The locale of whoever runs this must not change the widths.
		tablewriter.WithEastAsian(tw.Off),
		tablewriter.WithRowAutoWrap(tw.WrapNone),
		tablewriter.WithRowAlignmentConfig(tw.CellAlignment{PerColumn: align}),
		tablewriter.WithPadding(tw.Padding{Right: "  ", Overwrite: true}),
	)
	for _, row := range rows {
		if err := t.Append(row); err != nil {
			return nil, fmt.Errorf("laying out a table: %w", err)
		}
	}
	if err := t.Render(); err != nil {
		return nil, fmt.Errorf("laying out a table: %w", err)
	}
	lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return lines, nil
}
