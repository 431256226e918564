package shadow_test

import (
	"context"
	"strings"
	"testing"

	"github.com/synapscale/synapcheck/codegen/shadow"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/live"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// Every call of code fails: whoever evaluates a text does not get far.
const surroundings = `
create schema app;
create type app.mood as enum ('sad', 'happy');
create function app.code(bigint) returns integer language plpgsql immutable as $$ begin raise exception 'called'; end $$;
create function act() returns trigger language plpgsql as 'begin return new; end';
create domain app.positive as bigint constraint sane check (%[1]s);
create table app.people (
	id bigint primary key,
	age bigint,
	name varchar(20),
	feels app.mood,
	born integer default app.code(%[2]s) + 1,
	constraint grown check (app.code(age) > %[3]s)
);
create index people_code on app.people (app.code(age)) where app.code(id) > 1;
alter table app.people enable row level security;
create policy own on app.people using (app.code(id) = 1 and exists (select from app.people p where p.age = people.id));
create trigger touched before update on app.people for each row when (app.code(new.age) > app.code(old.age)) execute function act();
create view app.old as select id, name, count(*) over () as n, 1 as code from app.people where age > 90 group by id;
`

func load(t *testing.T) *schema.Database {
	t.Helper()
	sql := strings.NewReplacer("%[1]s", "app.code(value) > 0", "%[2]s", "7", "%[3]s", "0").Replace(surroundings)
	s, err := live.Connect(t.Context(), scratchtest.Database(t, sql).URL(), live.Options{Needs: true})
	if err != nil {
		t.Fatal(err)
	}
	d, err := s.Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(context.Background()); err != nil {
		t.Error(err)
	}
	return d
}

// Of two major versions it cannot be told what is spelt differently: here one of
// them, and a person who writes SQL in another way, or other SQL.
func TestTheServerDecidesWhatIsSpeltDifferently(t *testing.T) {
	server := scratchtest.Server(t)
	for _, test := range []struct {
		name  string
		write func(*schema.Database)
		want  string
	}{
		{"nothing", func(*schema.Database) {}, ""},
		{"check, the same", func(d *schema.Database) {
			people(d).Checks[0].Expr = "app.code(AGE::bigint) > 0 -- always"
		}, ""},
		{"check, the same under another name", func(d *schema.Database) {
			people(d).Checks[0].Expr, people(d).Checks[0].Name = "code(age::int8) > 0", "adult"
		}, "check app.people.grown name differ"},
		{"check, another under another name", func(d *schema.Database) {
			people(d).Checks[0].Expr, people(d).Checks[0].Name = "code(age) > code(0)", "adult"
		}, "check app.people.adult absent differ; check app.people.grown undeclared differ"},
		{"check, by the search path", func(d *schema.Database) {
			people(d).Checks[0].Expr = "code(age::int8) > 0"
		}, ""},
		{"default, the same", func(d *schema.Database) {
			people(d).Column("born").Default = schema.Is("code(7)::int4 + 1")
		}, ""},
		{"default, another", func(d *schema.Database) {
			people(d).Column("born").Default = schema.Is("code(70)::int4 + 1")
		}, "column app.people.born default differ"},
		{"default, of no function", func(d *schema.Database) {
			people(d).Column("born").Default = schema.Is("codes(7)")
		}, "column app.people.born default unsure"},
		{"default, two statements", func(d *schema.Database) {
			people(d).Column("born").Default = schema.Is("code(7)); drop table app.people; --")
		}, "column app.people.born default unsure"},
		{"domain, the same", func(d *schema.Database) {
			d.Domains[0].Checks[0].Expr = "code(value::int8) > 0"
		}, ""},
		{"domain, another", func(d *schema.Database) {
			d.Domains[0].Checks[0].Expr = "code(value) > code(1)"
		}, "domain app.positive expression differ"},
		{"index, the same", func(d *schema.Database) {
			people(d).Indexes[0].Keys[0].Expr, people(d).Indexes[0].Where = "code(age::int8)", schema.Is("code(id::int8) > 1")
		}, ""},
		{"index, another key", func(d *schema.Database) {
			people(d).Indexes[0].Keys[0].Expr = "code(age + 1)"
		}, "index app.people.people_code keys differ"},
		{"index, other rows", func(d *schema.Database) {
			people(d).Indexes[0].Where = schema.Is("code(id) > code(1)")
		}, "index app.people.people_code predicate differ"},
		{"policy, the same", func(d *schema.Database) {
			set(d, schema.KindPolicy, "using", "code(people.id) = 1 and exists (select from people p where p.age = people.id)")
		}, ""},
		{"policy, another", func(d *schema.Database) {
			set(d, schema.KindPolicy, "using", "code(people.id) = 1 and exists (select from people p where p.id = people.id)")
		}, "policy app.people.own using differ"},
		{"trigger, the same", func(d *schema.Database) {
			set(d, schema.KindTrigger, "when", "code(new.age::int8) > code(old.age)")
		}, ""},
		{"trigger, another", func(d *schema.Database) {
			set(d, schema.KindTrigger, "when", "code(new.id) > code(old.age)")
		}, "trigger app.people.touched when differ"},
		{"view, the same", func(d *schema.Database) {
			view(d).Query = schema.Is("select id, name, count(*) over () n, 1 code from people p where p.age > 90 group by 1")
		}, "view app.old query differ"}, // its alias is part of it
		{"view, without an alias", func(d *schema.Database) {
			view(d).Query = schema.Is("select id, name, count(*) over () n, 1 code from people where age > 90 group by 1")
		}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			declared, have := load(t), load(t)
			test.write(declared)
			declared.Server -= 10000 // of which nothing can be told by its spelling
			have.SearchPath = []string{"app", "public"}
			before := diff.Compare(declared, have, diff.Options{})
			for _, x := range before.Differences {
				if x.Verdict != diff.Unsure && x.Property != diff.Name {
					t.Errorf("%s %s is told without a server", x.Object, x.Property)
				}
			}
			if len(before.Asked) == 0 && test.name != "nothing" {
				t.Error("nothing is asked")
			}
			spellings, err := shadow.Spell(t.Context(), server, have, before.Asked)
			if err != nil {
				t.Fatal(err)
			}
			after := diff.Compare(declared, have, diff.Options{Spellings: spellings})
			var got []string
			for _, x := range after.Differences {
				got = append(got, x.Object.String()+" "+string(x.Property)+" "+x.Verdict.String())
				if x.Verdict == diff.Unsure && x.Reason == "" {
					t.Errorf("%s %s: it is not said why it is unsure", x.Object, x.Property)
				}
			}
			if g := strings.Join(got, "; "); g != test.want {
				t.Errorf("got %q, want %q; of %d texts: %v", g, test.want, len(before.Asked), spellings)
			}
		})
	}
}

func people(d *schema.Database) *schema.Table { return relation(d, "people") }

func view(d *schema.Database) *schema.Table { return relation(d, "old") }

func relation(d *schema.Database, name string) *schema.Table {
	for _, t := range d.Tables {
		if t.Name == name {
			return t
		}
	}
	panic("no such relation: " + name)
}

func set(d *schema.Database, kind schema.Kind, property, value string) {
	for _, o := range d.Objects {
		if o.Kind != kind {
			continue
		}
		for i := range o.Properties {
			if o.Properties[i].Name == property {
				o.Properties[i].Value = value
				return
			}
		}
	}
	panic("no such property: " + property)
}
