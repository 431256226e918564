package gosrc_test

import (
	"testing"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
)

func TestNearest(t *testing.T) {
	words := []string{"column", "type", "not null", "uniqueIndex", "index", "size"}
	for word, want := range map[string]string{
		"coloumn": "column", "COLUMN": "column", "not_null": "not null", "unique_index": "uniqueIndex", "idnex": "index",
		"siez": "size", "x": "", "": "", "wibble": "", "completely different": "",
	} {
		if got := gosrc.Nearest(word, words); got != want {
			t.Errorf("nearest to %q: want %q, have %q", word, want, got)
		}
	}
}
