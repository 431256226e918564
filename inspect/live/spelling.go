package live

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A spelling collects the expressions that PostgreSQL must spell: of all equal
// ones a single one. Two are equal if their node trees are, but for places in
// the text they came from, and the columns that they name are named alike. The
// trees are never interpreted beyond that.
type spelling struct {
	phrases     map[string]*phrase
	trees       map[string]string
	stripped    []byte
	ordered     []*phrase
	key         []byte
	generated   map[*schema.Column]generatedColumn
	checks      []checkPhrase
	predicates  []predicatePhrase
	keys        []keyPhrase
	attributes  []indexAttribute
	options     []keyOption
	classes     map[*schema.Index][]int // of indexes whose classes can have options
	conditions  []triggerCondition
	exclusions  map[oid]*schema.Exclusion
	bounds      map[oid]*schema.Table
	partitioned map[oid]*schema.Table
	unlogged    map[oid]bool // sequences
}

// What is spelt, and by which query.
const (
	spellDefault = iota
	spellCheck
	spellPredicate
	spellTrigger
	spellKeys // the last
)

// A phrase is an expression, or the keys of an index, to be spelt.
type phrase struct {
	what           int
	representative int64 // the object that it is spelt for
	text           string
	claim          schema.Claim[string]
	parts          []keyPart
}

// A keyPart is a key of an index that is an expression.
type keyPart struct {
	place    int
	text     string
	typ      oid
	collated bool // the collation is not the expression's own
}

type generatedColumn struct {
	virtual bool
	phrase  *phrase
}

type checkPhrase struct {
	check  *schema.Check
	phrase *phrase
}

type predicatePhrase struct {
	index  *schema.Index
	phrase *phrase
}

type keyPhrase struct {
	index      *schema.Index
	opclasses  []*opclass
	collations []oid
	phrase     *phrase
}

// An indexAttribute is what the catalog says of an index's column.
type indexAttribute struct {
	index oid
	place int
	rare  *schema.Rare
}

// A keyOption are the options of a key's operator class.
type keyOption struct {
	index   *schema.Index
	place   int
	options string
}

func newSpelling() spelling {
	return spelling{
		phrases:     make(map[string]*phrase),
		generated:   make(map[*schema.Column]generatedColumn),
		trees:       make(map[string]string),
		classes:     make(map[*schema.Index][]int),
		exclusions:  make(map[oid]*schema.Exclusion),
		bounds:      make(map[oid]*schema.Table),
		partitioned: make(map[oid]*schema.Table),
		unlogged:    make(map[oid]bool),
	}
}

// follow has a copy of a column spelt as the column will be, if its expression
// is still to come.
func (s *spelling) follow(column, copied *schema.Column) {
	if g, ok := s.generated[column]; ok {
		s.generated[copied] = g
	}
}

// phrase is the one for a stripped tree over the columns of a relation, made for
// that object if it is the first.
func (s *spelling) phrase(what int, tree string, rel *relation, object int64) *phrase {
	s.key = append(append(s.key[:0], byte(what)), tree...)
	if rel != nil {
		s.key = appendNames(s.key, tree, rel)
	}
	if p := s.phrases[string(s.key)]; p != nil {
		return p
	}
	p := &phrase{what: what, representative: object}
	s.phrases[string(s.key)] = p
	s.ordered = append(s.ordered, p)
	return p
}

var location = []byte(" :location ")

const varattno = " :varattno "

// strip returns a node tree without the places in the text that it came from,
// which PostgreSQL before 17 keeps; one string for all equal ones.
func (s *spelling) strip(tree []byte) string {
	b := s.stripped[:0]
	for {
		i := bytes.Index(tree, location)
		if i < 0 {
			break
		}
		b = append(b, tree[:i]...)
		tree = tree[i+len(location):]
		n := 0
		for n < len(tree) && (tree[n] == '-' || tree[n] >= '0' && tree[n] <= '9') {
			n++
		}
		tree = tree[n:]
	}
	b = append(b, tree...)
	s.stripped = b
	known, ok := s.trees[string(b)]
	if !ok {
		known = string(b)
		s.trees[known] = known
	}
	return known
}

// appendNames adds the names of the columns that a tree refers to; a whole row
// goes by the table's name.
func appendNames(key []byte, tree string, rel *relation) []byte {
	for {
		_, after, found := strings.Cut(tree, varattno)
		if !found {
			return key
		}
		tree = after
		n := 0
		for n < len(tree) && tree[n] != ' ' {
			n++
		}
		attnum, err := strconv.Atoi(tree[:n])
		key = append(key, 0)
		switch g := rel.group(attnum); {
		case g != nil:
			key = append(key, g.name...)
		case err == nil && attnum == 0:
			key = append(append(key, 1), rel.name...)
		}
	}
}

var (
	sqlDefaultExpr = load("defaultexpr")
	sqlCheckExpr   = load("checkexpr")
	sqlPredicate   = load("predicate")
	sqlIndexExpr   = load("indexexpr")
	sqlExclusion   = load("exclusion")
	sqlTriggerWhen = load("triggerwhen")
	sqlBound       = load("bound")
	sqlPartitioned = load("partitioned")
	sqlRowType     = load("type", "rowtype")
)

// spell queues the queries that spell what was collected.
func (r *reading) spell(batch *pgx.Batch) {
	lists := make([][]int64, spellKeys+1)
	byObject := make([]map[int64]*phrase, spellKeys+1)
	for i := range byObject {
		byObject[i] = make(map[int64]*phrase)
	}
	for _, p := range r.spelling.ordered {
		lists[p.what] = append(lists[p.what], p.representative)
		byObject[p.what][p.representative] = p
	}
	one := func(what int, name string, q query, args ...any) {
		if len(lists[what]) == 0 {
			return
		}
		ask(batch, name, q.text(r.server), func(f *row) {
			id := f.int64()
			text := f.raw()
			r.moved = r.moved || text == nil
			if p := byObject[what][id]; p != nil {
				p.text = string(text)
				if what == spellTrigger {
					// PostgreSQL spells it only as a part of the whole, for it may
					// speak of two rows.
					p.text = conditionOf(p.text)
				}
				p.claim = r.claim(p.text)
			}
		}, args...)
	}
	one(spellDefault, "defaults", sqlDefaultExpr, numberArray(lists[spellDefault]), numberArray(relationsOf(lists[spellDefault])))
	one(spellCheck, "checks", sqlCheckExpr, numberArray(lists[spellCheck]))
	one(spellPredicate, "predicates of indexes", sqlPredicate, numberArray(lists[spellPredicate]))
	one(spellTrigger, "conditions of triggers", sqlTriggerWhen, numberArray(lists[spellTrigger]))
	if len(lists[spellKeys]) > 0 {
		ask(batch, "index expressions", sqlIndexExpr.text(r.server), func(f *row) {
			p, place, text := byObject[spellKeys][f.int64()], f.int(), f.raw()
			r.moved = r.moved || text == nil
			if p != nil {
				p.parts = append(p.parts, keyPart{place, withoutParens(r.word(text)), f.oid(), f.bool()})
			}
		}, numberArray(lists[spellKeys]))
	}
	each(batch, r, "exclusion constraints", sqlExclusion, r.spelling.exclusions, func(x *schema.Exclusion, text string) { x.Definition = text })
	each(batch, r, "bounds of partitions", sqlBound, r.spelling.bounds, func(t *schema.Table, text string) { t.Bound = r.claim(text) })
	each(batch, r, "keys of partitioned tables", sqlPartitioned, r.spelling.partitioned, func(t *schema.Table, text string) { t.PartitionBy = r.claim(text) })
	if len(r.rowTypes) > 0 {
		ids := make([]oid, len(r.rowTypes))
		for i, g := range r.rowTypes {
			ids[i] = g.typ
		}
		ask(batch, "row types", sqlRowType.text(r.server), func(f *row) { r.rowType(f) }, oidArray(ids))
	}
}

// each queues a query that spells one text for every object of the map.
func each[T any](batch *pgx.Batch, r *reading, what string, q query, objects map[oid]T, set func(T, string)) {
	if len(objects) == 0 {
		return
	}
	ids := make([]oid, 0, len(objects))
	for id := range objects {
		ids = append(ids, id)
	}
	ask(batch, what, q.text(r.server), func(f *row) {
		id, text := f.oid(), f.raw()
		r.moved = r.moved || text == nil
		if x, ok := objects[id]; ok {
			set(x, string(text))
		}
	}, oidArray(ids))
}

// utter puts what was spelt where it belongs.
func (r *reading) utter() {
	s := &r.spelling
	for c, g := range s.generated {
		c.Generated = schema.Is(schema.Generated{Expr: g.phrase.text, Virtual: g.virtual})
	}
	for _, c := range s.checks {
		c.check.Expr = c.phrase.text
	}
	for _, c := range s.conditions {
		c.when()
	}
	for _, p := range s.predicates {
		p.index.Where = p.phrase.claim
	}
	for _, k := range s.keys {
		for _, part := range k.phrase.parts {
			if part.place < 1 || part.place > len(k.index.Keys) {
				continue
			}
			key := &k.index.Keys[part.place-1]
			key.Expr = part.text
			if key.Opclass.Silent() {
				key.Opclass = r.claim(r.exprClassName(k.opclasses[part.place-1], part.typ))
			}
			key.Collation = r.none
			if part.collated {
				key.Collation = r.claim(r.spelt(r.collations[k.collations[part.place-1]]))
			}
		}
	}
}

// classOptions writes the options of operator classes behind their names, which
// SQL wants even where the class is the default.
func (r *reading) classOptions() {
	for _, o := range r.spelling.options {
		key := &o.index.Keys[o.place-1]
		name := key.Opclass.Or("")
		if ids := r.spelling.classes[o.index]; name == "" && o.place <= len(ids) {
			if class := r.opclasses[oid(ids[o.place-1])]; class != nil {
				name = class.name
			}
		}
		key.Opclass = schema.Is(name + "(" + o.options + ")")
	}
}

// withoutParens takes off the parentheses that CREATE INDEX wants around an
// expression that is not a mere function call.
func withoutParens(expr string) string {
	if len(expr) > 1 && expr[0] == '(' && expr[len(expr)-1] == ')' {
		return expr[1 : len(expr)-1]
	}
	return expr
}

func relationsOf(places []int64) []int64 {
	ids := make([]int64, len(places))
	for i, p := range places {
		ids[i] = p >> 16
	}
	return ids
}

// numberArray writes numbers as the text of an array.
func numberArray(numbers []int64) string {
	b := []byte{'{'}
	for i, n := range numbers {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, n, 10)
	}
	return string(append(b, '}'))
}
