package config

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// An Error lists everything that is wrong with a file, in the order of its
// lines. It holds no value that the file gives, so that a password in the wrong
// place is not printed.
type Error struct{ Problems []Problem }

// A Problem is one mistake. Line is 0 where it concerns the file as a whole.
type Problem struct {
	File    string
	Line    int
	Message string
	Hint    string // how to mend it, where that can be said
}

func (p Problem) String() string {
	if p.Line == 0 {
		return p.File + ": " + p.Message
	}
	return p.File + ":" + strconv.Itoa(p.Line) + ": " + p.Message
}

// mostProblems bounds what is printed: a file of the wrong kind has thousands.
const mostProblems = 10

func (e *Error) Error() string {
	const act = "reading configuration"
	if len(e.Problems) == 1 {
		return act + ": " + e.Problems[0].String()
	}
	var b strings.Builder
	b.WriteString(act + ":")
	for i, p := range e.Problems {
		if i == mostProblems {
			fmt.Fprintf(&b, "\n  and %d more", len(e.Problems)-i)
			break
		}
		b.WriteString("\n  " + p.String())
		if p.Hint != "" {
			b.WriteString(" (" + p.Hint + ")")
		}
	}
	return b.String()
}

// Hint is the remedy, where there is one mistake; several carry their own.
func (e *Error) Hint() string {
	if len(e.Problems) == 1 {
		return e.Problems[0].Hint
	}
	return ""
}

// suggest is the remedy for a word that is not among the known ones: the word
// that was probably meant, or else the fallback.
func suggest(word string, known []string, fallback string) string {
	const far = 3 // a word of other letters is no misspelling
	best, least := "", far
	for _, k := range known {
		if d := distance(word, k); d < least && d < len(k) {
			best, least = k, d
		}
	}
	if best == "" {
		return fallback
	}
	return "did you mean " + best + "?"
}

// distance counts the letters that must be added, removed or replaced to make b
// of a, without regard to case and separators.
func distance(a, b string) int {
	plain := strings.NewReplacer("_", "-", " ", "-")
	a, b = plain.Replace(strings.ToLower(a)), plain.Replace(strings.ToLower(b))
	if len(a) > len(b)+3 || len(b) > len(a)+3 {
		return max(len(a), len(b))
	}
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
		}
	}
	return rows[len(a)][len(b)]
}

// quote makes a key of a hostile file safe to print.
func quote(key string) string {
	const most = 60
	if len(key) > most {
		key = key[:most] + "…"
	}
	if q := strconv.Quote(key); q[1:len(q)-1] != key || key == "" {
		return q
	}
	return key
}

func orList(words []string) string {
	words = slices.Clone(words)
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
