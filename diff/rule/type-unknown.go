package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "type-unknown",
		Title:    "A declared type does not exist in the database",
		Severity: Error,
		Explains: topics(diff.UnknownType, schema.KindColumn),
		Check:    each(typeUnknown),
		Doc: doc(`
The declared side names a type that is neither PostgreSQL's own nor defined in
the database: it is misspelt, it belongs to an extension that is not installed,
or the enum, domain or composite was never created.`, `
CREATE TABLE and ALTER TABLE with the type fail with SQLSTATE 42704: type does
not exist. A library that creates tables from the models stops there, and casts
to the type fail.`, `
Correct the type's name in the tag or the schema file.`, `
Create the type, or install the extension that brings it:

    create extension citext;
`),
	})
}

func typeUnknown(p *Pass, d *diff.Difference) Finding {
	f := Finding{
		Message: contrast(p, d, d.Declared, d.Live) + ": the database has no type of that name",
		Consequence: fmt.Sprintf("creating the column from %s, or casting to the type, fails: %s",
			source(p, d), noType(d.Declared)),
		Remedies: remedies(
			fmt.Sprintf("name a type that exists: the column is %s", d.Live),
			fmt.Sprintf("create the type %s, or install the extension that brings it", d.Declared),
		),
	}
	if extension := extensionOf[declaredType(d)]; extension != "" {
		f.Message += fmt.Sprintf(", it comes with the extension %s", extension)
		f.Remedies[1].Text = "create extension " + sqlIdent(extension)
	} else if d.Reason != "" {
		f.Message += ", " + d.Reason
	}
	return f
}

func declaredType(d *diff.Difference) string {
	if d.DeclaredColumn == nil {
		return ""
	}
	return d.DeclaredColumn.Type.Or(schema.Type{}).Name
}

// extensionOf names the extension that brings a type.
var extensionOf = map[string]string{
	"citext": "citext", "hstore": "hstore", "ltree": "ltree", "lquery": "ltree", "ltxtquery": "ltree",
	"cube": "cube", "seg": "seg", "isbn": "isn", "isbn13": "isn", "issn": "isn", "ean13": "isn", "upc": "isn",
	"vector": "vector", "halfvec": "vector", "sparsevec": "vector",
	"geometry": "postgis", "geography": "postgis", "box2d": "postgis", "box3d": "postgis", "raster": "postgis_raster",
	"ip4": "ip4r", "ip4r": "ip4r", "iprange": "ip4r",
}
