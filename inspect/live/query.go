package live

import (
	"embed"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

// A query is a file of sql/, or several that follow each other, where queries have
// a beginning in common. Lines that end in "-- since N" or "-- before N" are
// only for servers from that major version on, or older than it.
type query struct{ lines []queryLine }

type queryLine struct {
	text          string
	since, before int // 0 for no bound
}

var versionMark = regexp.MustCompile(`^(.*?)\s*-- (since|before) (\d+)$`)

// load panics on a file that is not there: the files are part of the program.
func load(names ...string) query {
	var q query
	for _, name := range names {
		text, err := sqlFiles.ReadFile("sql/" + name + ".sql")
		if err != nil {
			panic(err)
		}
		q.add(string(text))
	}
	return q
}

func (q *query) add(text string) {
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		l := queryLine{text: line}
		if m := versionMark.FindStringSubmatch(line); m != nil {
			l.text = m[1]
			major, _ := strconv.Atoi(m[3]) // the pattern allows digits only
			if m[2] == "since" {
				l.since = major
			} else {
				l.before = major
			}
		}
		q.lines = append(q.lines, l)
	}
}

// text is the query for a server of that version_num.
func (q query) text(server int) string {
	major := server / 10000
	var b strings.Builder
	for _, l := range q.lines {
		if l.since > 0 && major < l.since || l.before > 0 && major >= l.before {
			continue
		}
		b.WriteString(l.text)
		b.WriteByte('\n')
	}
	return b.String()
}

// ask queues a query whose rows go to read, one by one.
func ask(batch *pgx.Batch, what, sql string, read func(*row), args ...any) {
	askAll(batch, what, sql, read, func() {}, args...)
}

// askAll is ask, and calls done after the last row.
func askAll(batch *pgx.Batch, what, sql string, read func(*row), done func(), args ...any) {
	batch.Queue(sql, args...).Query(func(rows pgx.Rows) error {
		var r row
		for rows.Next() {
			r = row{values: rows.RawValues()}
			read(&r)
			if r.err != nil {
				return fmt.Errorf("reading %s: %w", what, r.err)
			}
		}
		if err := rows.Err(); err != nil {
			return fmt.Errorf("reading %s: %w", what, err)
		}
		done()
		return nil
	})
}

// A row is taken value by value, in the order of the query's columns. NULL is
// the zero value.
type row struct {
	values [][]byte // in text form
	next   int
	err    error
}

func (r *row) raw() []byte {
	if r.next == len(r.values) {
		r.err = fmt.Errorf("the row has only %d columns", len(r.values))
		return nil
	}
	r.next++
	return r.values[r.next-1]
}

func (r *row) text() string { return string(r.raw()) }

func (r *row) bool() bool {
	v := r.raw()
	return len(v) == 1 && v[0] == 't'
}

// char is a value of the type "char", or 0.
func (r *row) char() byte {
	v := r.raw()
	if len(v) == 0 {
		return 0
	}
	return v[0]
}

func (r *row) int64() int64 {
	v := r.raw()
	if v == nil {
		return 0
	}
	n, err := strconv.ParseInt(string(v), 10, 64)
	if err != nil && r.err == nil {
		r.err = err
	}
	return n
}

func (r *row) int() int { return int(r.int64()) }

func (r *row) oid() oid { return oid(r.int64()) }

// list is an array of text; nil for NULL.
func (r *row) list() []string {
	v := r.raw()
	if v == nil {
		return nil
	}
	var names []string
	if err := textArrays.Scan(pgtype.TextArrayOID, pgx.TextFormatCode, v, &names); err != nil && r.err == nil {
		r.err = err
	}
	return names
}

var textArrays = pgtype.NewMap()

// oid is PostgreSQL's number of an object, valid within one reading.
type oid uint32
