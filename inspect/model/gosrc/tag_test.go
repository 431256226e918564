package gosrc_test

import (
	"reflect"
	"testing"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
)

func TestMalformedTags(t *testing.T) {
	for text, want := range map[string]string{
		`db:"id"`:               "",
		`  db:"id"   json:"x" `: "",
		``:                      "",
		`db: "id"`:              `the value of "db" does not follow in double quotes`,
		`db:id`:                 `the value of "db" does not follow in double quotes`,
		`db`:                    `after the key "db" a colon was expected`,
		`db:"id`:                `the value of "db" is not closed`,
		`db:"\q"`:               `the value of "db" is not a Go string`,
		`:"id"`:                 `a key was expected at ":\"id\""`,
		`json:"a",db:"b"`:       `pairs are separated by spaces, and ",db" is taken for a key`,
	} {
		if got := gosrc.ParseTag(text).Malformed; got != want {
			t.Errorf("%s: want %q, have %q", text, want, got)
		}
	}
}

// FuzzTag holds the scanner to what package reflect makes of a tag.
func FuzzTag(f *testing.F) {
	for _, text := range []string{
		`db:"id" gorm:"column:x;type:varchar(\"10\")"`, `db: "id"`, `json:"a",db:"b"`, `db:"a"db:"b"`, "db:\"\\x41\"", `a b:"c"`,
	} {
		f.Add(text, "db")
	}
	f.Fuzz(func(t *testing.T, text, key string) {
		value, ok := gosrc.ParseTag(text).Lookup(key)
		want, wantOK := reflect.StructTag(text).Lookup(key)
		if value != want || ok != wantOK {
			t.Errorf("%q has %q: reflect says %q, %v and not %q, %v", text, key, want, wantOK, value, ok)
		}
	})
}
