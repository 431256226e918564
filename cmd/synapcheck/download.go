package main

import (
	"fmt"
	"strings"
)

// downloading tells of a download of PostgreSQL: one line for a log, a bar for a
// person at a terminal.
func (a *app) downloading() func(done, total int64, what string) {
	r, ok := a.stderr.(*redactor)
	watched := ok && !a.quiet && terminal(r.to)
	shown := -1
	return func(done, total int64, what string) {
		if done == 0 && !watched {
			a.note("downloading %s (%d MB, kept for the next time)", what, total/1e6)
		}
		if !watched || total <= 0 {
			return
		}
		const width = 30
		if filled := int(done * width / total); filled != shown {
			shown = filled
			fmt.Fprintf(r, "\rsynapcheck: downloading %s [%s%s] %d of %d MB",
				what, strings.Repeat("#", filled), strings.Repeat(".", width-filled), done/1e6, total/1e6)
		}
		if done == total {
			fmt.Fprint(r, "\r\x1b[K")
		}
	}
}
