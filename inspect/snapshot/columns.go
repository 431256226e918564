package snapshot

import (
	"bytes"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// Columns are most of a description, and most of them are equal to others: a
// description read from a server has one value for all equal ones. Each is
// written and read once, as long as there are not many. Constraints and indexes
// are often equal but for their names.

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

// A like is what has been read of one sort of object, by the text after the name.
type like[T any] map[string]T

// named goes through a constraint or index. Of one that is equal to another but
// for its name, only that is read.
func named[T any](alike func(*fields) *like[T], nameOf func(*T) *string, do func(*fields, *T)) func(*fields, **T) {
	whole := each(do)
	return func(f *fields, x **T) {
		if !f.reading {
			whole(f, x)
			return
		}
		line := bytes.TrimSuffix(f.line, []byte(","))
		start := f.at + len(begin)
		if !bytes.HasPrefix(line[min(f.at, len(line)):], []byte(begin)) {
			whole(f, x)
			return
		}
		end := closing(line, start-1) + 1
		known := alike(f)
		if other, ok := (*known)[string(line[max(end, start):])]; ok && end > 0 {
			*x = new(T)
			**x = other
			f.at = start - 1
			name(f, nameOf(*x))
			f.at = len(line)
			return
		}
		number := f.source.number
		whole(f, x)
		if f.err != nil || f.source.number != number || f.at != len(line) || end == 0 {
			return
		}
		if *known == nil {
			*known = make(like[T])
		}
		if len(*known) >= mostAlike {
			clear(*known)
		}
		(*known)[string(line[end:])] = **x
	}
}

const (
	begin     = `{"name": "`
	mostAlike = 1 << 12
)
