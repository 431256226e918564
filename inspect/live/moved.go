package live

import (
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
)

var sqlMoved = load("moved")

// A moment is a snapshot: what pg_current_snapshot says of it.
type moment string

// bounds are the first transaction that the snapshot does not see, those that
// were under way below it, and the oldest of them, as the 32 bits that rows
// keep.
func (m moment) bounds() (limit, running, oldest string) {
	parts := strings.SplitN(string(m), ":", 3)
	if len(parts) < 3 {
		return "0", "{}", "0"
	}
	var ids []string
	for id := range strings.SplitSeq(parts[2], ",") {
		if id != "" {
			ids = append(ids, xid(id))
		}
	}
	return xid(parts[1]), "{" + strings.Join(ids, ",") + "}", xid(parts[0])
}

func xid(full string) string {
	n, err := strconv.ParseUint(full, 10, 64)
	if err != nil {
		return "0"
	}
	return strconv.FormatUint(n&0xffffffff, 10)
}

// A doubt is a row of which its transaction does not tell whether the snapshot
// sees it: the number can be that of a savepoint in a transaction under way, and
// snapshots do not list those.
type doubt struct {
	class string
	id    oid
	sub   int
	xid   int64
}

// askMoved queues the question whether anything was written since the reading's
// snapshot that can have been spelt.
func (s *Server) askMoved(batch *pgx.Batch, r *reading) {
	limit, running, oldest := r.moment.bounds()
	s.begin(batch)
	ask(batch, "what has changed", sqlMoved.text(r.server), func(f *row) {
		class, id, sub, name, other, file := f.text(), f.oid(), f.int(), f.text(), f.oid(), f.oid()
		d := doubt{class, id, sub, f.int64()}
		if rel := r.relations[id]; class == "pg_class" && rel != nil && rel.xid == d.xid {
			return // the very row that was read
		}
		if certain := f.bool(); !certain {
			r.doubts[d] = true
			if s.settled[d] {
				return
			}
		}
		r.moved = r.moved || r.changes(class, id, sub, name, other, file)
	}, string(r.moment), limit, running, oldest)
	batch.Queue("commit")
}

// changes decides whether something can have been spelt by a row that was
// written after the reading's snapshot. What the snapshot does not know cannot be
// in any of its expressions.
func (r *reading) changes(class string, id oid, sub int, name string, other, file oid) bool {
	rel := r.relations[id]
	switch class {
	case "pg_class":
		// TRUNCATE and its like write a new row for a new file.
		return rel != nil && (rel.name != name || rel.namespace != other || rel.file == file)
	case "row type":
		// Only a table's new name or schema writes this: what pg_class says can be
		// hidden by a TRUNCATE after the table has its old name again.
		return rel != nil
	case "pg_attribute":
		return rel != nil && rel.group(sub) != nil
	case "pg_namespace":
		return r.schemas[id] != ""
	case "pg_type", "pg_enum":
		return r.types[id] != nil
	case "pg_rewrite", "pg_trigger", "pg_index", "pg_constraint", "pg_statistic_ext":
		return rel != nil
	default:
		return true
	}
}
