package gosrc

import (
	"bytes"
	"context"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// queries are what the modules' own SQL shows.
type queries struct {
	passages []*passage
	named    relations
	dirs     map[string]*passage // what all passages of a directory show together
	byColumn map[string][]*passage
	tokens   []sqlToken // room for those of one text
}

// queries reads every .sql file of the selected packages' modules and every
// string in their Go files that looks like SQL.
func (p *Program) queries(ctx context.Context) (*queries, error) {
	if p.queried != nil {
		return p.queried, nil
	}
	names, err := p.queryFiles(ctx)
	if err != nil {
		return nil, err
	}
	found := make([]queries, len(names))
	parallel(len(names), func(i int) {
		if ctx.Err() != nil {
			return
		}
		src, err := fs.ReadFile(p.fsys, names[i])
		if err != nil {
			return // only evidence is lost: the other severity stands
		}
		q := queries{named: relations{}}
		q.file(src, names[i])
		q.tokens = nil
		found[i] = q
	})
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	all := &queries{named: relations{}, dirs: map[string]*passage{}}
	for i, q := range found {
		maps.Copy(all.named, q.named)
		if len(q.passages) == 0 {
			continue
		}
		all.passages = append(all.passages, q.passages...)
		dir := path.Dir(names[i])
		if all.dirs[dir] == nil {
			all.dirs[dir] = &passage{}
		}
		for _, passage := range q.passages {
			all.dirs[dir].add(passage)
		}
	}
	p.queried = all
	return all, nil
}

// file reads a .sql or .go file.
func (q *queries) file(src []byte, name string) {
	lasting := !migration(name)
	if path.Ext(name) == ".sql" {
		line := 1
		text := string(src)
		for statement := range strings.SplitSeq(text, ";") {
			q.passage(statement, name, line, false)
			line += strings.Count(statement, "\n")
		}
		if lasting {
			q.named.read(text, false)
		}
		return
	}
	eachString(src, func(text string, line int) {
		q.passage(text, name, line, lasting)
	})
}

// passage keeps what a text shows; the relations that it names too, if they are
// to be counted among those of the modules.
func (q *queries) passage(text, name string, line int, counts bool) {
	q.tokens = sqlTokens(q.tokens[:0], text, line)
	p := readTokens(q.tokens, name)
	if p == nil {
		return
	}
	q.passages = append(q.passages, p)
	if counts {
		for name := range p.named {
			if !p.bare[name] {
				q.named[name] = true
			}
		}
	}
}

// queryFiles are the files of the modules that may hold queries, sorted.
func (p *Program) queryFiles(ctx context.Context) ([]string, error) {
	left := len(p.left)
	defer func() { p.left = p.left[:left] }() // what is not selected is not missed
	seen := map[string]bool{}
	var names []string
	for _, dir := range p.sel.dirs {
		root := dir
		if mod := p.modules.at(dir); mod != nil {
			root = mod.dir
		}
		if seen[root] {
			continue
		}
		seen[root] = true
		err := fs.WalkDir(p.fsys, root, func(name string, e fs.DirEntry, err error) error {
			if err != nil || ctx.Err() != nil {
				return ctx.Err()
			}
			if e.IsDir() {
				if name != root && (strings.HasPrefix(e.Name(), ".") || skippedForQueries[e.Name()]) {
					return fs.SkipDir
				}
				return nil
			}
			if ext := path.Ext(name); ext == ".sql" || ext == ".go" && !strings.HasSuffix(name, "_test.go") {
				names = append(names, name)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}

var skippedForQueries = map[string]bool{"vendor": true, "node_modules": true, "testdata": true}

// eachString calls f with the string literals of a Go file and their lines.
func eachString(src []byte, f func(text string, line int)) {
	if !mayMention(src) {
		return
	}
	s := skimmer{src: src}
	for {
		kind, at := s.next()
		if kind == skimEnd {
			return
		}
		if kind != skimString {
			continue
		}
		lit := s.src[at:s.pos]
		if text, err := strconv.Unquote(string(lit)); err == nil {
			f(text, s.line+1-bytes.Count(lit, []byte{'\n'}))
		}
	}
}

func isName(tok string) bool {
	first := tok[0]
	return first == '"' || first == '_' || first >= 'a' && first <= 'z' || first >= 'A' && first <= 'Z' || first >= 0x80
}

// unquoteName is a name as PostgreSQL keeps it.
func unquoteName(tok string) string {
	if quoted, ok := strings.CutPrefix(tok, `"`); ok {
		return strings.ReplaceAll(strings.TrimSuffix(quoted, `"`), `""`, `"`)
	}
	return strings.ToLower(tok)
}

// A sqlLexer cuts SQL text into names, string literals and single characters,
// without comments.
type sqlLexer struct {
	text string
	pos  int
	line int
}

// next is the next token and its line; empty at the end.
func (l *sqlLexer) next() (tok string, line int) {
	for l.pos < len(l.text) {
		rest := l.text[l.pos:]
		switch c := rest[0]; {
		case c == ' ' || c == '\t' || c == '\r' || c == '\n':
			l.skip(1)
		case strings.HasPrefix(rest, "--"):
			l.skip(upTo(rest, "\n"))
		case strings.HasPrefix(rest, "/*"):
			l.skip(upTo(rest, "*/"))
		default:
			n := 1
			switch {
			case c == '\'':
				n = quotedLength(rest, '\'')
			case c == '"':
				n = quotedLength(rest, '"')
			case isName(rest[:1]):
				n = nameLength(rest)
			}
			tok, line = rest[:n], l.line
			l.skip(n)
			return tok, line
		}
	}
	return "", l.line
}

func (l *sqlLexer) skip(n int) {
	l.line += strings.Count(l.text[l.pos:l.pos+n], "\n")
	l.pos += n
}

func upTo(s, end string) int {
	if i := strings.Index(s, end); i >= 0 {
		return i + len(end)
	}
	return len(s)
}

// quotedLength is the length of a quoted token in which a doubled quote stands
// for one.
func quotedLength(s string, quote byte) int {
	for i := 1; i < len(s); i++ {
		if s[i] != quote {
			continue
		}
		if i+1 < len(s) && s[i+1] == quote {
			i++
			continue
		}
		return i + 1
	}
	return len(s)
}

func nameLength(s string) int {
	n := 1
	for n < len(s) && (isName(s[n:n+1]) && s[n] != '"' || s[n] >= '0' && s[n] <= '9' || s[n] == '$') {
		n++
	}
	return n
}
