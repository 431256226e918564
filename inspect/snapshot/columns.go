package snapshot

import (
	"bytes"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// Columns are most of a description, and most of them are equal to others: a
// description read from a server has one value for all equal ones. Each is
// written and read once, as long as there are not many.

// columnLines are the columns that have been written, with their text and that
// without places.
type columnLines struct {
	known map[*schema.Column]columnLine
	size  int
}

type columnLine struct{ text, bare []byte }

// most is how many bytes of columns are kept.
const most = 1 << 20

func sharedColumn(f *fields, x **schema.Column) {
	if f.reading {
		f.readColumn(x)
		return
	}
	if line, ok := f.lines.known[*x]; ok {
		f.out = append(f.out, line.text...)
		f.text = append(f.text, line.bare...)
		return
	}
	out, text := len(f.out), len(f.text)
	f.piece(func() { column(f, *x) })
	if f.lines.size > most {
		return
	}
	line := columnLine{bytes.Clone(f.out[out:]), nil}
	line.bare = line.text
	if !bytes.Equal(line.text, f.text[text:]) {
		line.bare = bytes.Clone(f.text[text:])
	}
	f.lines.size += len(line.text)
	f.lines.known[*x] = line
}

func (f *fields) readColumn(x **schema.Column) {
	line := bytes.TrimSuffix(f.line[f.at:], []byte(","))
	if c, ok := f.columns[string(line)]; ok {
		*x = c
		f.at += len(line)
		return
	}
	end := f.at + len(line)
	*x = new(schema.Column)
	key := string(line)
	column(f, *x)
	if f.err == nil && f.at == end {
		remember(f.columns, key, *x)
	}
}
