package rule_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/rule"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// No script can say how the database that it is played on was made.
func TestHowADatabaseWasMade(t *testing.T) {
	made := func(changes ...schema.Property) *schema.Database {
		o := &schema.Object{Kind: schema.KindDatabase}
		for _, p := range append([]schema.Property{
			{Name: "encoding", Value: "UTF8"},
			{Name: "lc_collate", Value: "en_US.UTF-8"},
			{Name: "lc_ctype", Value: "en_US.UTF-8"},
			{Name: "locale provider", Value: "libc"},
		}, changes...) {
			o.Properties = append(o.Properties, p)
			for i := range o.Properties {
				if o.Properties[i].Name == p.Name {
					o.Properties[i].Value = p.Value
				}
			}
		}
		return &schema.Database{Complete: true, Server: 150000, Speaks: schema.Kinds(), Objects: []*schema.Object{o}}
	}
	script := &schema.Database{
		Complete: true, Server: 150000, Speaks: schema.Kinds(),
		Objects: []*schema.Object{{Kind: schema.KindDatabase, Properties: []schema.Property{{Name: "set work_mem", Value: "4MB"}}}},
	}
	for _, c := range []struct {
		declared, live *schema.Database
		want           string
	}{
		{
			made(), made(schema.Property{Name: "encoding", Value: "LATIN1"}),
			"warning database-definition database: declared encoding UTF8, LATIN1 in the database\n",
		},
		{
			made(schema.Property{Name: "lc_collate", Value: "C"}), made(),
			"warning database-definition database: declared lc_collate C, en_US.UTF-8 in the database\n",
		},
		{
			made(), made(schema.Property{Name: "lc_ctype", Value: "de_DE.UTF-8"}),
			"warning database-definition database: declared lc_ctype en_US.UTF-8, de_DE.UTF-8 in the database\n",
		},
		{made(), made(schema.Property{Name: "lc_collate", Value: "en_US.utf8"}), ""},
		{
			made(), made(schema.Property{Name: "locale provider", Value: "icu"}),
			"warning database-definition database: declared locale provider libc, icu in the database\n",
		},
		{
			made(), made(schema.Property{Name: "locale", Value: "de"}),
			"warning database-definition database: declared locale none, de in the database\n",
		},
		{
			made(), made(schema.Property{Name: "icu rules", Value: "&a < b"}),
			"warning database-definition database: declared icu rules none, &a < b in the database\n",
		},
		{
			made(schema.Property{Name: "tablespace", Value: "fast"}), made(),
			"info database-definition database: declared tablespace fast, pg_default in the database\n",
		},
		{
			made(), made(schema.Property{Name: "allow connections", Value: "false"}),
			"warning database-definition database: declared allow connections true, false in the database\n",
		},
		{
			script, made(schema.Property{Name: "set lock_timeout", Value: "1s"}),
			"warning database-setting database: declared work_mem 4MB, not set in the database\n",
		},
	} {
		findings := rule.Judge(diff.Compare(c.declared, c.live, diff.Options{}), rule.All())
		if d := cmp.Diff(c.want, lines(findings)); d != "" {
			t.Errorf("(-want +have):\n%s", d)
		}
	}
}
