package snapshot

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
)

// A source gives the lines of a file, and sums up those that it gave.
type source struct {
	r      *bufio.Reader
	sum    hash.Hash
	line   []byte // as it is, without its end
	long   []byte
	number int
	cut    bool // the line has no end: the file stops here
}

func newSource(r io.Reader) *source {
	return &source{r: bufio.NewReaderSize(r, 1<<16), sum: crc32.New(castagnoli)}
}

// next is the next line without the space around it. It is good until the one
// after it.
func (s *source) next() ([]byte, error) {
	if s.number > 0 {
		s.sum.Write(s.line)
		s.sum.Write([]byte("\n"))
	}
	line, err := s.r.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		s.long = append(s.long[:0], line...)
		for errors.Is(err, bufio.ErrBufferFull) {
			line, err = s.r.ReadSlice('\n')
			s.long = append(s.long, line...)
		}
		line = s.long
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	s.cut = err != nil
	if s.cut && len(line) == 0 {
		return nil, cutShort()
	}
	s.number++
	// A copy to another system may have changed the ends of lines.
	s.line = bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r"))
	return bytes.TrimLeft(s.line, " "), nil
}

// wrong is the error about what stands at that byte of the line.
func (s *source) wrong(at int, reason string) error {
	if s.cut {
		return cutShort()
	}
	column := at + 1 + len(s.line) - len(bytes.TrimLeft(s.line, " "))
	return &FormatError{Reason: fmt.Sprintf("line %d, byte %d: %s", s.number, column, reason), hint: damaged}
}

// over reports that no line follows.
func (s *source) over() bool {
	_, err := s.r.Peek(1)
	return err != nil
}
