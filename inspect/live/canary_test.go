package live_test

import (
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/synapscale/synapcheck/inspect/live"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// TestOpenPasswordFileIsLeftAlone keeps the right password in a file that others
// may read: by the address, by PGPASSFILE, and in the home directory.
func TestOpenPasswordFileIsLeftAlone(t *testing.T) {
	db := scratchtest.Database(t, "create table t (id int)")
	name, plain := scratchtest.Role(t, db, "")
	scratchtest.DemandPassword(t, db, name, "CANARY")
	eventually(t, func() bool {
		_, err := live.Connect(t.Context(), plain, live.Options{})
		return err != nil
	})
	file := filepath.Join(t.TempDir(), "passwords")
	if err := os.WriteFile(file, []byte("*:*:*:*:CANARY\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(plain)
	if err != nil {
		t.Fatal("no URL")
	}
	words := "host=" + u.Query().Get("host") + " port=5432 sslmode=disable user=" + name + " dbname=" + db.Name()
	for _, c := range []struct{ name, dsn, env string }{
		{"URL", plain + "&passfile=" + file, ""},
		{"words", words + " passfile=" + file, ""},
		{"quoted", words + " passfile = '" + file + "'", ""},
		{"environment", plain, file},
		{"environment and words", words, file},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Setenv("PGPASSFILE", c.env)
			if err := os.Chmod(file, 0o600); err != nil {
				t.Fatal(err)
			}
			if warnings := connect(t, c.dsn, live.Options{}).Describe().Warnings; len(warnings) > 0 {
				t.Errorf("warnings %q", warnings)
			}
			for _, mode := range []os.FileMode{0o644, 0o640, 0o604, 0o660} {
				if err := os.Chmod(file, mode); err != nil {
					t.Fatal(err)
				}
				hint, err := refusal(t, c.dsn, live.Options{})
				var connect *live.ConnectError
				if !errors.As(err, &connect) || connect.Code != "28P01" || !strings.Contains(hint, "chmod 600 "+file) || leaks(err, "CANARY") {
					t.Errorf("%o: %v (%s)", mode, err, hint)
				}
			}
		})
	}

	// Where no password is needed the file is left alone too, and that is said.
	t.Setenv("PGPASSFILE", file)
	if warnings := connect(t, db.URL(), live.Options{}).Describe().Warnings; len(warnings) != 1 || !strings.Contains(warnings[0], file) {
		t.Errorf("warnings %q", warnings)
	}
	// A password from elsewhere counts, and the file does not matter.
	u.User = url.UserPassword(name, "CANARY")
	if warnings := connect(t, u.String(), live.Options{}).Describe().Warnings; len(warnings) > 0 {
		t.Errorf("warnings %q", warnings)
	}
	t.Setenv("PGPASSWORD", "CANARY")
	if warnings := connect(t, plain, live.Options{}).Describe().Warnings; len(warnings) > 0 {
		t.Errorf("warnings %q", warnings)
	}
}
