package live

import (
	"strconv"
	"strings"
)

var sqlMoved = load("moved")

// A moment is a snapshot: what pg_current_snapshot says of it.
type moment string

// bounds are the first transaction that the snapshot does not see, and those
// that were under way below it, as the 32 bits that rows keep.
func (m moment) bounds() (limit string, running string) {
	parts := strings.SplitN(string(m), ":", 3)
	if len(parts) < 3 {
		return "0", "{}"
	}
	var ids []string
	for id := range strings.SplitSeq(parts[2], ",") {
		if id != "" {
			ids = append(ids, xid(id))
		}
	}
	return xid(parts[1]), "{" + strings.Join(ids, ",") + "}"
}

func xid(full string) string {
	n, err := strconv.ParseUint(full, 10, 64)
	if err != nil {
		return "0"
	}
	return strconv.FormatUint(n&0xffffffff, 10)
}

// change reads a row that was written after the reading's snapshot, and decides
// whether something can have been spelt by it. What the snapshot does not know
// cannot be in any of its expressions.
func (r *reading) change(f *row) {
	class, id, sub, name, other, file := f.text(), f.oid(), f.int(), f.text(), f.oid(), f.oid()
	rel := r.relations[id]
	switch class {
	case "pg_class":
		// TRUNCATE and its like write a new row for a new file.
		r.moved = r.moved || rel != nil && (rel.name != name || rel.namespace != other || rel.file == file)
	case "pg_attribute":
		r.moved = r.moved || rel != nil && rel.group(sub) != nil
	case "pg_namespace":
		r.moved = r.moved || r.schemas[id] != ""
	case "pg_type", "pg_enum":
		r.moved = r.moved || r.types[id] != nil
	case "pg_rewrite", "pg_trigger", "pg_index", "pg_constraint", "pg_statistic_ext":
		r.moved = r.moved || rel != nil
	default:
		r.moved = true
	}
}
