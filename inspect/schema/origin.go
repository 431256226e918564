package schema

import (
	"cmp"
	"encoding/json"
	"strconv"
	"unique"
)

// An Origin is the place in a source file where something is declared. The zero
// Origin means that there is no such place, as for objects of a running server.
// It is comparable, and no larger than a pointer: most objects have none.
type Origin struct{ at unique.Handle[place] }

type place struct {
	File   string `json:"file,omitempty"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
	Symbol string `json:"symbol,omitempty"`
}

// At is the place in the file at that line and column, which count from 1, the
// column in bytes; 0 where they are not known. The file is relative to the
// directory that the source was opened in and uses slashes. The symbol is the
// declaration's name in its language: User, User.Email.
func At(file string, line, column int, symbol string) Origin {
	p := place{file, line, column, symbol}
	if p == (place{}) {
		return Origin{}
	}
	return Origin{unique.Make(p)}
}

func (o Origin) place() place {
	if o == (Origin{}) {
		return place{}
	}
	return o.at.Value()
}

// File is the file's name, empty where there is none.
func (o Origin) File() string { return o.place().File }

// Line is the line's number, or 0.
func (o Origin) Line() int { return o.place().Line }

// Column is the byte in the line, counted from 1, or 0.
func (o Origin) Column() int { return o.place().Column }

// Symbol is the declaration's name in its language, or empty.
func (o Origin) Symbol() string { return o.place().Symbol }

// In is the same place in a file of another name.
func (o Origin) In(file string) Origin { return At(file, o.Line(), o.Column(), o.Symbol()) }

// IsZero reports that there is no such place.
func (o Origin) IsZero() bool { return o.File() == "" }

// Compare orders places by file, line and column.
func (o Origin) Compare(other Origin) int {
	if o == other {
		return 0
	}
	a, b := o.place(), other.place()
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
}

// String is file:line:column, without the parts that are not known.
func (o Origin) String() string {
	p := o.place()
	s := p.File
	if p.Line > 0 {
		s += ":" + strconv.Itoa(p.Line)
		if p.Column > 0 {
			s += ":" + strconv.Itoa(p.Column)
		}
	}
	return s
}

// MarshalJSON writes an object of file, line, column and symbol.
func (o Origin) MarshalJSON() ([]byte, error) { return json.Marshal(o.place()) }

// UnmarshalJSON reads what MarshalJSON writes.
func (o *Origin) UnmarshalJSON(data []byte) error {
	var p place
	if err := json.Unmarshal(data, &p); err != nil {
		return err
	}
	*o = At(p.File, p.Line, p.Column, p.Symbol)
	return nil
}
