package config_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/tools/txtar"

	"github.com/synapscale/synapcheck/cmd/config"
)

// FuzzParse feeds anything to the reader: it never panics, every refusal is of
// the one type and fit to be printed, and what is accepted keeps its promises.
func FuzzParse(f *testing.F) {
	f.Add([]byte(everything))
	a, err := txtar.ParseFile("testdata/errors.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range a.Files {
		f.Add(file.Data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		// A parser that does not come back is found here, not by the fuzzer.
		stuck := time.AfterFunc(10*time.Second, func() { panic(fmt.Sprintf("does not come back from %q", data)) })
		c, err := config.Parse("f", data)
		stuck.Stop()
		if err != nil {
			var mistakes *config.Error
			if !errors.As(err, &mistakes) || len(mistakes.Problems) == 0 {
				t.Fatalf("refused without saying why: %v", err)
			}
			for _, p := range mistakes.Problems {
				if s := p.String() + p.Hint; strings.ContainsFunc(s, unicode.IsControl) {
					t.Fatalf("not fit to be printed: %q", s)
				}
			}
			return
		}
		for _, i := range c.Ignore {
			if strings.TrimSpace(i.Reason) == "" || i.Rule == "" && len(i.Objects) == 0 {
				t.Fatalf("accepted %+v", i)
			}
		}
		if c.Version != 1 || !(c.MinScore >= 0 && c.MinScore <= 100) || c.Timeout < 0 {
			t.Fatalf("accepted %+v", c)
		}
		if _, err := c.Database(func(string) (string, bool) { return "x", true }); err != nil {
			t.Fatalf("db was accepted and cannot be expanded: %v", err)
		}
	})
}
