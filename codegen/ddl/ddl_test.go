package ddl_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func write(t *testing.T, d *schema.Database, opts ddl.Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := ddl.Write(&b, d, opts); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// heads are the objects of a script in their order.
func heads(script string) []string {
	var list []string
	for line := range strings.Lines(script) {
		if head, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "-- "); ok {
			list = append(list, head)
		}
	}
	return list[1:] // the first says what the script is
}

func TestWhatIsNeededComesFirst(t *testing.T) {
	ref := func(kind schema.Kind, name string) schema.Ref {
		return schema.Ref{Kind: kind, Schema: "public", Name: name}
	}
	view := func(name string, needs ...schema.Ref) *schema.Table {
		return &schema.Table{
			Kind: schema.KindView, Schema: "public", Name: name, About: schema.About{Needs: needs}, Query: schema.Is("SELECT 1 AS one;"),
			Columns: []*schema.Column{{Name: "one", Type: schema.Is(schema.Type{Name: "int4"})}},
		}
	}
	function := func(name string, needs ...schema.Ref) *schema.Object {
		o := &schema.Object{Kind: schema.KindFunction, Schema: "public", Name: name, Signature: "()", About: schema.About{Needs: needs}}
		o.Set("returns", "integer")
		o.Set("language", "sql")
		return o
	}
	d := &schema.Database{
		Schemas: []*schema.Schema{{Name: "public"}},
		Tables: []*schema.Table{
			view("a", ref(schema.KindView, "z")),
			view("loop", ref(schema.KindFunction, "uses_loop()")),
			view("z"),
		},
		Objects: []*schema.Object{
			function("in", ref(schema.KindBaseType, "made")),
			function("uses_loop", ref(schema.KindView, "loop")),
			{
				Kind: schema.KindBaseType, Schema: "public", Name: "made",
				About:      schema.About{Needs: []schema.Ref{ref(schema.KindFunction, "in()")}},
				Properties: []schema.Property{{Name: "input", Value: "public.in"}},
			},
		},
	}
	want := []string{
		"schema public",
		"base type public.made", // a shell
		"function public.in()",
		"base type public.made",
		"view public.loop", // that selects nothing
		"function public.uses_loop()",
		"view public.z",
		"view public.a",
		"view public.loop",
	}
	script := write(t, d, ddl.Options{})
	if diff := cmp.Diff(want, heads(script)); diff != "" {
		t.Errorf("the order differs (-want +have):\n%s", diff)
	}
	slices.Reverse(d.Tables)
	slices.Reverse(d.Objects)
	if write(t, d, ddl.Options{}) != script {
		t.Error("the order of the description shows in the script")
	}
}

// Whatever a description says, a line that begins as a comment is one to its end,
// and nothing but a comment.
func TestNamesStayInComments(t *testing.T) {
	evil := "x\n; drop table users; --\r\u2028\u0085\v"
	d := &schema.Database{
		Name: evil, Counted: []schema.Count{{Kind: schema.Kind(evil), Count: 2}}, Gaps: []schema.Gap{{Subject: evil, Reason: evil}},
		Objects: []*schema.Object{
			{Kind: schema.KindSubscription, Name: evil, Properties: []schema.Property{{Name: "publication", Value: `"` + evil + `"`}}},
			{Kind: schema.Kind(evil), Name: evil},
		},
		Tables: []*schema.Table{{Kind: schema.KindTable, Schema: evil, Name: evil, Indexes: []*schema.Index{{
			Name: evil, Keys: []schema.IndexKey{{Column: evil}}, Valid: schema.Is(false),
		}}}},
	}
	script := write(t, d, ddl.Options{})
	quoted := `"` + evil + `"`
	for line := range strings.Lines(strings.ReplaceAll(script, quoted, `"name"`)) {
		if strings.HasPrefix(line, "-- ") || line == "\n" || strings.HasPrefix(line, "S") {
			continue
		}
		if line != "CREATE TABLE \"name\".\"name\" ();\n" {
			t.Errorf("out of place: %q", line)
		}
	}
}

func TestOptionsLeaveOut(t *testing.T) {
	d := &schema.Database{Schemas: []*schema.Schema{{Name: "app", About: schema.About{
		Owner:  schema.Is("some one"),
		Grants: schema.Is([]schema.Grant{{Grantee: "public", Privileges: []string{"usage"}}}),
	}}}}
	for _, c := range []struct {
		opts ddl.Options
		want string
	}{
		{ddl.Options{}, "CREATE SCHEMA app;\nALTER SCHEMA app OWNER TO \"some one\";\n\n-- schema app\nGRANT USAGE ON SCHEMA app TO PUBLIC;\n"},
		{ddl.Options{NoOwners: true}, "CREATE SCHEMA app;\n\n-- schema app\nGRANT USAGE ON SCHEMA app TO PUBLIC;\n"},
		{ddl.Options{NoGrants: true}, "CREATE SCHEMA app;\nALTER SCHEMA app OWNER TO \"some one\";\n"},
	} {
		_, have, _ := strings.Cut(write(t, d, c.opts), "-- schema app\n")
		if diff := cmp.Diff(c.want, have); diff != "" {
			t.Errorf("%+v (-want +have):\n%s", c.opts, diff)
		}
	}
}
