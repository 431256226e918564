package report

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// A Format writes a report.
type Format struct {
	Name string
	// Doc says in one line whom the format is for.
	Doc string
	// Write writes the whole report. It must not change it.
	Write func(io.Writer, *Report, Style) error
}

// A Style says how a report looks to people; formats for programs ignore it.
// The zero Style is plain text, 100 columns wide.
type Style struct {
	Color bool
	// Width is the number of columns; 0 for 100, and never less than 60.
	Width int
	// ASCII keeps to ASCII: other characters of names and values are escaped.
	ASCII bool
	// All shows everything that is folded otherwise.
	All bool
	// Profile is the name of the set of rules in force; empty for none.
	Profile string
}

var formats []*Format

// register is called from the init function of each format's file.
func register(f *Format) { formats = append(formats, f) }

// All returns every format, sorted by name.
func All() []*Format {
	all := slices.Clone(formats)
	slices.SortFunc(all, func(a, b *Format) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// ByName returns the format of that name, or a [FormatError].
func ByName(name string) (*Format, error) {
	for _, f := range formats {
		if f.Name == name {
			return f, nil
		}
	}
	return nil, &FormatError{Name: name}
}

// A FormatError reports a format that does not exist.
type FormatError struct{ Name string }

func (e *FormatError) Error() string { return fmt.Sprintf("no output format is called %q", e.Name) }

// Hint lists the formats that there are.
func (e *FormatError) Hint() string {
	var names []string
	for _, f := range All() {
		names = append(names, f.Name)
	}
	return "the formats are " + strings.Join(names, ", ")
}
