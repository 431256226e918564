package scratch

import (
	"fmt"
	"strings"
)

// A NotFoundError reports that no PostgreSQL could be had.
type NotFoundError struct {
	Major  int      // the major version wanted, 0 for any
	Looked []string // where installed and cached programs were looked for
	Found  []string // what was there instead
	Err    error    // why none was downloaded
}

func (e *NotFoundError) Error() string {
	var b strings.Builder
	if e.Major != 0 {
		fmt.Fprintf(&b, "no PostgreSQL %d for a scratch server", e.Major)
	} else {
		b.WriteString("no PostgreSQL for a scratch server")
	}
	fmt.Fprintf(&b, ": looked for initdb and postgres in %s", strings.Join(e.Looked, ", "))
	if len(e.Found) > 0 {
		fmt.Fprintf(&b, "; found %s", strings.Join(e.Found, "; "))
	}
	if e.Err != nil {
		fmt.Fprintf(&b, "; %v", e.Err)
	}
	return b.String()
}

func (e *NotFoundError) Unwrap() error { return e.Err }

// Hint names the ways out.
func (e *NotFoundError) Hint() string { return "" }

func (s *search) notFound(opts Options, err error) error {
	e := &NotFoundError{Major: opts.Major, Looked: s.looked, Err: err}
	for _, inst := range s.found {
		e.Found = append(e.Found, fmt.Sprintf("%d.%d in %s", inst.major, inst.minor, inst.bin))
	}
	e.Found = append(e.Found, s.wrong...)
	return e
}
