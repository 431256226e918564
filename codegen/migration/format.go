package migration

import (
	"fmt"
	"path"
	"strings"

	"github.com/synapscale/synapcheck/codegen/ddl"
)

// An Output is one file of a migration.
type Output struct {
	Path string
	Text string
}

// A Format writes both ways as the files of one runner. Down is nil where there
// is no way back.
type Format func(up, down *Script) []Output

// Formats are those that are known, by name.
var Formats = map[string]Format{
	"plain":          plain,
	"goose":          goose,
	"golang-migrate": golangMigrate,
	"tern":           tern,
	"dbmate":         dbmate,
	"flyway":         flyway,
	"atlas":          atlas,
	"sqitch":         sqitch,
	"alembic":        alembic,
}

// FormatNames are the formats in the order in which they are told.
var FormatNames = []string{"plain", "goose", "golang-migrate", "tern", "flyway", "dbmate", "atlas", "sqitch", "alembic"}

func plain(up, down *Script) []Output {
	out := []Output{{up.Version + "_" + up.Slug + ".up.sql", up.Text()}}
	if down != nil {
		out = append(out, Output{up.Version + "_" + up.Slug + ".down.sql", down.Text()})
	}
	return out
}

// comments are lines of comments.
func comments(lines []string) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(ddl.CommentLine(l) + "\n")
	}
	return b.String()
}

// body are all chunks with their own BEGIN and COMMIT, each statement through the
// wrapper.
func (s *Script) body(wrap func(string) string) string {
	var b strings.Builder
	for _, c := range s.Chunks() {
		b.WriteString("\n")
		wrapped := c
		wrapped.Statements = nil
		for _, sql := range c.Statements {
			wrapped.Statements = append(wrapped.Statements, wrap(sql))
		}
		wrapped.write(&b, true)
	}
	if list := s.refused(); len(list) > 0 {
		b.WriteString("\n" + comments(list))
	}
	return b.String()
}

func asIs(sql string) string { return sql }

// goose runs a file statement by statement, and splits it at semicolons unless it
// is told where a statement ends.
func goose(up, down *Script) []Output {
	wrap := func(sql string) string {
		if strings.Count(sql, ";") > 1 || strings.Contains(sql, "\n") || strings.Contains(sql, "--") {
			return "-- +goose StatementBegin\n" + sql + "\n-- +goose StatementEnd"
		}
		return sql
	}
	text := "-- +goose NO TRANSACTION\n" + comments(up.Head()) + "\n-- +goose Up\n" + up.body(wrap)
	if down != nil {
		text += "\n-- +goose Down\n" + comments(down.Head()) + down.body(wrap)
	}
	return []Output{{up.Version + "_" + up.Slug + ".sql", text}}
}

// golangMigrate sends a whole file at once, which is one transaction: what must
// not be in one has a file for each statement.
func golangMigrate(up, down *Script) []Output {
	var out []Output
	write := func(s *Script, way string) int {
		n := 0
		file := func(text string) {
			n++
			out = append(out, Output{fmt.Sprintf("%s%02d_%s.%s.sql", s.Version, n, s.Slug, way), text})
		}
		head := comments(s.Head())
		for _, c := range s.Chunks() {
			if c.Alone {
				for _, sql := range c.Statements {
					if !strings.HasPrefix(sql, "SET ") && !strings.HasPrefix(sql, "RESET ") {
						file(head + "\n" + comments(append(c.Comment, "by itself: lock_timeout and statement_timeout must be 0 in the address of the database")) + sql + "\n")
						head = ""
					}
				}
				continue
			}
			var b strings.Builder
			b.WriteString(head)
			if head != "" {
				b.WriteString("\n")
			}
			c.write(&b, true)
			file(b.String())
			head = ""
		}
		return n
	}
	ups := write(up, "up")
	if down == nil {
		return out
	}
	// The way down is run from the last number to the first: its files are
	// numbered the other way round.
	made := len(out)
	downs := write(down, "down")
	total := max(ups, downs)
	for i := range downs {
		n := total - i
		out[made+i].Path = fmt.Sprintf("%s%02d_%s.down.sql", up.Version, n, up.Slug)
	}
	for n := ups + 1; n <= total; n++ {
		out = append(out, Output{fmt.Sprintf("%s%02d_%s.up.sql", up.Version, n, up.Slug), "SELECT 1; -- the way down has more files than the way up\n"})
	}
	for n := 1; n <= total-downs; n++ {
		out = append(out, Output{fmt.Sprintf("%s%02d_%s.down.sql", up.Version, n, up.Slug), "SELECT 1; -- the way up has more files than the way down\n"})
	}
	return out
}

// tern expands templates, and numbers its files by three digits or more.
func tern(up, down *Script) []Output {
	escape := func(s string) string { return strings.ReplaceAll(s, "{{", `{{"{{"}}`) }
	text := "---- tern: disable-tx ----\n" + comments(up.Head()) + up.body(asIs)
	if down != nil {
		text += "\n---- create above / drop below ----\n\n---- tern: disable-tx ----\n" + comments(down.Head()) + down.body(asIs)
	}
	return []Output{{up.Version + "_" + up.Slug + ".sql", escape(text)}}
}

func dbmate(up, down *Script) []Output {
	text := "-- migrate:up transaction:false\n" + comments(up.Head()) + up.body(asIs)
	if down != nil {
		text += "\n-- migrate:down transaction:false\n" + comments(down.Head()) + down.body(asIs)
	} else {
		text += "\n-- migrate:down\n"
	}
	return []Output{{up.Version + "_" + up.Slug + ".sql", text}}
}

// flyway has a file that says whether another is run in a transaction.
func flyway(up, down *Script) []Output {
	name := "V" + up.Version + "__" + up.Slug + ".sql"
	const conf = "executeInTransaction=false\n"
	out := []Output{{name, up.Text()}, {name + ".conf", conf}}
	if down != nil {
		name = "U" + up.Version + "__" + up.Slug + ".sql"
		out = append(out, Output{name, down.Text()}, Output{name + ".conf", conf})
	}
	return out
}

// atlas knows only the way up; its directory has a sum that atlas migrate hash
// writes anew.
func atlas(up, down *Script) []Output {
	out := []Output{{up.Version + "_" + up.Slug + ".sql", "-- atlas:txmode none\n\n" + up.Text()}}
	if down != nil {
		out = append(out, Output{path.Join("down", up.Version+"_"+up.Slug+".sql"), down.Text()})
	}
	return out
}

// sqitch has three scripts, the last of which fails where the first has not been
// run.
func sqitch(up, down *Script) []Output {
	name := up.Slug + ".sql"
	out := []Output{{path.Join("deploy", name), "-- Deploy " + up.Slug + " to pg\n\n" + up.Text()}}
	if down != nil {
		out = append(out, Output{path.Join("revert", name), "-- Revert " + up.Slug + " from pg\n\n" + down.Text()})
	}
	verify := "-- Verify " + up.Slug + " on pg\n\nBEGIN;\n"
	if down != nil && down.Guard != "" { // what the way down begins with
		verify += "SET LOCAL search_path = '';\n" + down.Guard + "\n"
	} else {
		verify += "SELECT 1;\n"
	}
	return append(out, Output{path.Join("verify", name), verify + "ROLLBACK;\n"})
}

// alembic is Python: each transaction is one execution, and what must not be in
// one is run in a block that commits by itself.
func alembic(up, down *Script) []Output {
	quote := func(s string) string {
		return `"""` + strings.ReplaceAll(strings.ReplaceAll(s, `\`, `\\`), `"""`, `\"\"\"`) + `"""`
	}
	body := func(s *Script) string {
		var b strings.Builder
		for _, c := range s.Chunks() {
			for _, line := range c.Comment {
				b.WriteString("    # " + strings.TrimPrefix(ddl.CommentLine(line), "-- ") + "\n")
			}
			b.WriteString("    with op.get_context().autocommit_block():\n")
			if c.Alone {
				for _, sql := range c.Statements {
					b.WriteString("        op.get_bind().exec_driver_sql(" + quote(pyEscape(sql)) + ")\n")
				}
				continue
			}
			text := "BEGIN;\n" + strings.Join(c.Statements, "\n") + "\nCOMMIT;"
			b.WriteString("        op.get_bind().exec_driver_sql(" + quote(pyEscape(text)) + ")\n")
		}
		if b.Len() == 0 {
			return "    pass\n"
		}
		return b.String()
	}
	var doc []string
	for _, l := range up.Head() {
		doc = append(doc, strings.TrimPrefix(strings.TrimPrefix(ddl.CommentLine(l), "--"), " "))
	}
	text := quote(strings.Join(doc, "\n")+"\n\nRevision ID: "+up.Number+"\n") + "\nfrom alembic import op\n\nrevision = \"" + up.Number + "\"\ndown_revision = None  # name the revision before this one\n\n\ndef upgrade() -> None:\n" + body(up)
	text += "\n\ndef downgrade() -> None:\n"
	if down != nil {
		text += body(down)
	} else {
		text += "    raise NotImplementedError(\"there is no way back\")\n"
	}
	return []Output{{up.Version + "_" + up.Slug + ".py", text}}
}

// pyEscape doubles what the driver would take for a parameter.
func pyEscape(sql string) string { return strings.ReplaceAll(sql, "%", "%%") }
