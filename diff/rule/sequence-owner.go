package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "sequence-owner",
		Title:    "A sequence belongs to another column, or to none",
		Severity: Info,
		Explains: topics(diff.Owner, schema.KindSequence),
		Check:    each(sequenceOwner),
		Doc: doc(`
Both sides have the sequence, and it is OWNED BY different columns. A sequence
goes with its column: that is how serial columns clean up after themselves.`, `
Nothing in use. Dropping the table leaves the sequence behind, or takes one
along that others still use; pg_get_serial_sequence does not find it, and
TRUNCATE … RESTART IDENTITY does not reset it.`, `
Declare the owner that the database has.`, `
Set it:

    alter sequence orders_id_seq owned by orders.id;
`),
	})
}

func sequenceOwner(p *Pass, d *diff.Difference) Finding {
	owner := d.Declared
	if s, ok := d.DeclaredObject.(*schema.Sequence); ok && s.OwnedBy.Name != "" {
		owner = sqlName(s.OwnedBy.Table()) + "." + sqlIdent(s.OwnedBy.Name)
	}
	return Finding{
		Message:     contrast(p, d, "owned by "+d.Declared, "owned by "+d.Live),
		Consequence: fmt.Sprintf("dropping or truncating a table leaves %s as it is, or takes it along, otherwise than declared", d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("declare the sequence %s as owned by %s", d.Object.Path(), d.Live),
			fmt.Sprintf("alter sequence %s owned by %s", sqlName(d.Object), owner),
		),
	}
}
