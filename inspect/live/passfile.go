package live

import (
	"net/url"
	"os"
	"os/user"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"

	"github.com/jackc/pgx/v5"
)

// forgetOpenPassword takes a password back that came from a file which others
// may read, as libpq leaves such a file alone, and gives the file's name.
func forgetOpenPassword(dsn string, config *pgx.ConnConfig) (file string) {
	if config.Password == "" || runtime.GOOS == "windows" {
		return ""
	}
	without, err := pgx.ParseConfig(withoutPassfile(dsn))
	if err != nil || without.Password != "" {
		return "" // it comes from elsewhere
	}
	file = passfile(dsn)
	info, err := os.Stat(file)
	if err != nil || info.Mode().Perm()&0o077 == 0 {
		return ""
	}
	config.Password = ""
	return file
}

// withoutPassfile is the address with a password file that is none.
func withoutPassfile(dsn string) string {
	if !strings.Contains(dsn, "://") {
		return dsn + " passfile=''"
	}
	if strings.Contains(dsn, "?") {
		return dsn + "&passfile="
	}
	return dsn + "?passfile="
}

var passfileWord = regexp.MustCompile(`(?:^|\s)passfile\s*=\s*(?:'([^']*)'|(\S+))`)

// passfile is the password file that is meant: by the address, by PGPASSFILE, or
// the one in the home directory.
func passfile(dsn string) string {
	if u, err := url.Parse(dsn); err == nil && u.Scheme != "" {
		if file := u.Query().Get("passfile"); file != "" {
			return file
		}
	} else if m := passfileWord.FindStringSubmatch(dsn); m != nil {
		return m[1] + m[2]
	}
	if file := os.Getenv("PGPASSFILE"); file != "" {
		return file
	}
	u, err := user.Current()
	if err != nil {
		return ""
	}
	return filepath.Join(u.HomeDir, ".pgpass")
}

func openPassfileWarning(file string) string {
	return "the password file " + shown(file) + " is left alone because others may read it: chmod 600 " + shown(file)
}
