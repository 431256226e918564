package live

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func (r *reading) textSearchParser(f *row) {
	r.textSearchFunctions(f, schema.KindTextSearchParser, "pg_ts_parser", "start", "gettoken", "end", "headline", "lextypes")
}

func (r *reading) textSearchTemplate(f *row) {
	r.textSearchFunctions(f, schema.KindTextSearchTemplate, "pg_ts_template", "init", "lexize")
}

// textSearchFunctions reads an object that is nothing but functions, and that
// nobody owns.
func (r *reading) textSearchFunctions(f *row, kind schema.Kind, class string, functions ...string) {
	id, o := f.oid(), &schema.Object{Kind: kind, Schema: r.schemas[f.oid()], Name: f.text()}
	o.Comment = r.none
	r.object(class, id, o)
	for _, name := range functions {
		o.Set(name, r.reference(f))
	}
}

func (r *reading) textSearchDictionary(f *row) {
	id, o, owner := f.oid(), &schema.Object{Kind: schema.KindTextSearchDictionary, Schema: r.schemas[f.oid()], Name: f.text()}, f.oid()
	r.objectOf("pg_ts_dict", id, owner, o)
	o.Set("template", f.text())
	o.Set("options", f.text())
}

func (r *reading) textSearchConfig(f *row) {
	id, o, owner := f.oid(), &schema.Object{Kind: schema.KindTextSearchConfig, Schema: r.schemas[f.oid()], Name: f.text()}, f.oid()
	r.objectOf("pg_ts_config", id, owner, o)
	o.Set("parser", f.text())
}

// A tokenType is a kind of word that a parser finds.
type tokenType struct {
	parser oid
	number int
}

func (r *reading) textSearchToken(f *row) {
	if r.abouts.tokens == nil {
		r.abouts.tokens = make(map[tokenType]string)
	}
	t := tokenType{f.oid(), f.int()}
	r.abouts.tokens[t] = f.text()
}

// A mapping is a dictionary that a configuration looks a kind of word up in.
type mapping struct {
	config     oid
	token      tokenType
	place      int
	dictionary string
}

func (r *reading) textSearchMapping(f *row) {
	m := mapping{config: f.oid(), token: tokenType{f.oid(), f.int()}, place: f.int(), dictionary: f.text()}
	r.abouts.mappings = append(r.abouts.mappings, m)
}

// finishConfigs writes the dictionaries of each kind of word in their order.
// Kinds of a parser that a user made are numbers: only its function knows their
// names.
func (r *reading) finishConfigs() {
	slices.SortFunc(r.abouts.mappings, func(a, b mapping) int {
		return cmp.Or(cmp.Compare(a.config, b.config), cmp.Compare(a.token.number, b.token.number), cmp.Compare(a.place, b.place))
	})
	for rest := r.abouts.mappings; len(rest) > 0; {
		first, n := rest[0], 0
		var dictionaries []string
		for n < len(rest) && rest[n].config == first.config && rest[n].token == first.token {
			dictionaries = append(dictionaries, rest[n].dictionary)
			n++
		}
		rest = rest[n:]
		o := r.objects["pg_ts_config"][first.config]
		if o == nil {
			continue
		}
		name := r.abouts.tokens[first.token]
		if name == "" {
			name = "token " + strconv.Itoa(first.token.number)
			r.gap(schema.Gap{
				Subject: fmt.Sprintf("%s: the name of %s", o.Ref(), name),
				Reason:  "only a function of the parser knows it, and no function of the users' is run",
				Object:  o.Ref(),
			})
		}
		o.Set("mapping for "+name, strings.Join(dictionaries, ", "))
	}
}
