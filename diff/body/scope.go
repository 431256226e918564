package body

// A source is an entry of FROM: what its columns are qualified with, and which it
// has; nil where these are not known.
type source struct {
	space, name string
	cols        columns
}

// A scope is what names of columns are looked up in.
type scope struct {
	outer   *scope
	sources []source
	ctes    map[string]columns
	// outputs are the names that a query gives its results, which ORDER BY and
	// GROUP BY may use.
	outputs map[string]bool
}

func (s *scope) inner() *scope { return &scope{outer: s} }

func (s *scope) cte(simple string) (columns, bool) {
	for ; s != nil; s = s.outer {
		if cols, ok := s.ctes[simple]; ok {
			return cols, true
		}
	}
	return nil, false
}

// has reports whether a bare name is a column, a row, or may be one.
func (s *scope) has(simple string) bool {
	for ; s != nil; s = s.outer {
		if s.outputs[simple] {
			return true
		}
		for _, x := range s.sources {
			if x.cols == nil || x.cols[simple] || x.name == simple {
				return true
			}
		}
	}
	return false
}

// sharers counts the tables of this scope that have the column, or may have it.
func (s *scope) sharers(column string) int {
	n := 0
	for _, x := range s.sources {
		if x.cols == nil || x.cols[column] {
			n++
		}
	}
	return n
}

// qualified looks a qualifier up.
func (s *scope) qualified(space, simple string) (source, bool) {
	for ; s != nil; s = s.outer {
		for _, x := range s.sources {
			if x.name == simple && (space == "" || x.space == space || x.space == "") {
				return x, true
			}
		}
	}
	return source{}, false
}

// any reports whether there is any table to have columns.
func (s *scope) any() bool {
	for ; s != nil; s = s.outer {
		if len(s.sources) > 0 {
			return true
		}
	}
	return false
}
