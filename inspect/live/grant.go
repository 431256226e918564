package live

import (
	"cmp"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// An aclKind is a kind of object by the letter that acldefault knows it by.
type aclKind byte

// The kinds whose rights are described. The letter for the schema public is our
// own: PostgreSQL makes that one with rights that no other schema has.
const (
	aclNone         aclKind = 0
	aclRelation     aclKind = 'r'
	aclSequence     aclKind = 's'
	aclFunction     aclKind = 'f'
	aclLanguage     aclKind = 'l'
	aclSchema       aclKind = 'n'
	aclDatabase     aclKind = 'd'
	aclWrapper      aclKind = 'F'
	aclServer       aclKind = 'S'
	aclType         aclKind = 'T'
	aclColumn       aclKind = 'c'
	aclLargeObject  aclKind = 'L'
	aclPublicSchema aclKind = 'P'
	aclNothingAtAll aclKind = '0' // of default privileges in one schema, which only add
	aclSystemView   aclKind = 'v' // of information_schema
	aclSystemSchema aclKind = 'i' // information_schema itself
)

// everybody is the grantee of an ACL item for all roles.
const everybody = ""

// ownerRights and publicRights are what acldefault gives (ACL_ALL_RIGHTS_* and
// acldefault in src/backend/utils/adt/acl.c).
var (
	ownerRights = map[aclKind]string{
		aclRelation: "arwdDxt", aclSequence: "rwU", aclFunction: "X", aclLanguage: "U", aclSchema: "UC", aclDatabase: "CTc",
		aclPublicSchema: "UC", aclWrapper: "U", aclServer: "U", aclType: "U", aclLargeObject: "rw", aclSystemView: "arwdDxt", aclSystemSchema: "UC",
	}
	publicRights = map[aclKind]string{aclFunction: "X", aclLanguage: "U", aclType: "U", aclPublicSchema: "U", aclDatabase: "Tc", aclSystemView: "r", aclSystemSchema: "U"}
)

// privileges are the words for the letters of an ACL.
var privileges = map[rune]string{
	'a': "insert", 'r': "select", 'w': "update", 'd': "delete", 'D': "truncate", 'x': "references", 't': "trigger",
	'm': "maintain", 'X': "execute", 'U': "usage", 'C': "create", 'c': "connect", 'T': "temporary", 's': "set", 'A': "alter system",
}

type rightsKey struct {
	kind  aclKind
	owner oid
	acl   string
}

// grantsOf claims how the rights that an ACL gives depart from those that
// PostgreSQL gives of itself. Of ten thousand tables many have the same.
func (r *reading) grantsOf(kind aclKind, owner oid, acl string) schema.Claim[[]schema.Grant] {
	a := &r.abouts
	if a.grants == nil {
		a.grants = make(map[rightsKey]schema.Claim[[]schema.Grant])
	}
	key := rightsKey{kind, owner, acl}
	if acl == "" {
		key = rightsKey{} // whoever owns it
	}
	c, ok := a.grants[key]
	if !ok {
		c = schema.Is(departures(acl, a.roles[owner], r.usual(kind, a.roles[owner])))
		a.grants[key] = c
	}
	return c
}

// usual is what PostgreSQL gives of itself to an object of the kind.
func (r *reading) usual(kind aclKind, owner string) []aclItem {
	own, all := ownerRights[kind], publicRights[kind]
	switch {
	case (kind == aclRelation || kind == aclSystemView) && r.server >= 170000:
		own += "m"
	case kind == aclPublicSchema && r.server < 150000:
		all = "UC"
	}
	var items []aclItem
	if own != "" {
		items = append(items, aclItem{owner, own, owner})
	}
	if all != "" {
		items = append(items, aclItem{everybody, all, owner})
	}
	return items
}

// departures lists the grantees whose rights are not the usual ones, by name. An
// empty text is the ACL that an object has before anybody granted anything.
func departures(acl, owner string, usual []aclItem) []schema.Grant {
	grants := []schema.Grant{}
	if acl == "" {
		return grants
	}
	lacking := make(map[string]bool)
	for _, item := range usual {
		lacking[item.grantee] = true
	}
	items := aclItems(acl)
	for _, item := range items {
		delete(lacking, item.grantee)
		if slices.ContainsFunc(usual, item.equal) {
			continue
		}
		grants = append(grants, item.grant(owner))
	}
	for grantee := range lacking {
		grants = append(grants, aclItem{grantee: grantee, grantor: owner}.grant(owner))
	}
	slices.SortFunc(grants, func(a, b schema.Grant) int {
		return cmp.Or(cmp.Compare(a.Grantee, b.Grantee), cmp.Compare(a.Grantor, b.Grantor))
	})
	return grants
}

// An aclItem is one element of an ACL. A star behind a letter lets the grantee
// pass the right on.
type aclItem struct{ grantee, letters, grantor string }

func (i aclItem) grant(owner string) schema.Grant {
	g := schema.Grant{Grantee: cmp.Or(i.grantee, "public"), Privileges: []string{}}
	if i.grantor != owner {
		g.Grantor = i.grantor
	}
	for at, letter := range i.letters {
		word := privileges[letter]
		if letter == '*' {
			continue
		}
		if word == "" {
			word = string(letter)
		}
		g.Privileges = append(g.Privileges, word)
		if strings.HasPrefix(i.letters[at+1:], "*") {
			g.Grantable = append(g.Grantable, word)
		}
	}
	slices.Sort(g.Privileges)
	slices.Sort(g.Grantable)
	return g
}

// aclItems reads the text of an array of aclitem.
func aclItems(acl string) []aclItem {
	var texts []string
	if err := textArrays.Scan(pgtype.TextArrayOID, pgx.TextFormatCode, []byte(acl), &texts); err != nil {
		return nil
	}
	items := make([]aclItem, 0, len(texts))
	for _, text := range texts {
		var i aclItem
		i.grantee, text = aclName(text)
		i.letters, text, _ = strings.Cut(strings.TrimPrefix(text, "="), "/")
		i.grantor, _ = aclName(text)
		items = append(items, i)
	}
	return items
}

// aclName takes a role's name off the front of an ACL item.
func aclName(text string) (name, rest string) {
	if strings.HasPrefix(text, `"`) {
		return quotedIdentifier(text[1:])
	}
	end := strings.IndexByte(text, '=')
	if end < 0 {
		end = len(text)
	}
	return text[:end], text[end:]
}

func (i aclItem) equal(o aclItem) bool {
	return i.grantee == o.grantee && i.grantor == o.grantor && sortedLetters(i.letters) == sortedLetters(o.letters)
}

func sortedLetters(letters string) string {
	b := []byte(letters)
	slices.Sort(b)
	return string(b)
}

// columnRights are the rights on one column.
type columnRights struct {
	relation oid
	attnum   int
	acl      string
}

func (r *reading) columnGrants(x columnRights) {
	rel := r.relations[x.relation]
	if rel == nil || rel.Table == nil {
		return
	}
	if rel.column(x.attnum) != nil {
		r.own(rel, x.attnum).Grants = departures(x.acl, rel.Owner.Or(""), nil)
	}
}
