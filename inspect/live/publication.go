package live

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func (r *reading) publication(f *row) {
	id := f.oid()
	o, owner := &schema.Object{Kind: schema.KindPublication, Name: f.text()}, f.oid()
	if f.bool() {
		o.Set("for", "all tables")
	}
	var operations []string
	for _, word := range []string{"insert", "update", "delete", "truncate"} {
		if f.bool() {
			operations = append(operations, word)
		}
	}
	switch len(operations) {
	case 0:
		o.Set("publish", "none")
	case 4:
	default:
		o.Set("publish", strings.Join(operations, ", "))
	}
	o.Set("publish_via_partition_root", truth(f.bool()))
	if f.char() == 's' {
		o.Set("publish_generated_columns", "stored")
	}
	r.objectOf("pg_publication", id, owner, o)
}

// publicationTable reads a table of a publication: a property for each, whose
// value is true where it is published whole.
func (r *reading) publicationTable(f *row) {
	o := r.objects["pg_publication"][f.oid()]
	if o == nil {
		return
	}
	name, what := f.text(), ""
	if columns := f.list(); columns != nil {
		what = "(" + identifiers(columns) + ")"
	}
	if rows := f.text(); rows != "" {
		what = strings.TrimPrefix(what+" where ("+withoutParens(rows)+")", " ")
	}
	if what == "" {
		what = truth(true)
	}
	o.Set("table "+name, what)
}

func (r *reading) publicationSchema(f *row) {
	if o := r.objects["pg_publication"][f.oid()]; o != nil {
		o.Set("tables in schema "+schema.SQLIdent(f.text()), truth(true))
	}
}
