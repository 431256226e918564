package scratch

import (
	"archive/tar"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	embeddedpostgres "github.com/fergusstrange/embedded-postgres"
	"github.com/xi2/xz"
)

// maven fetches through embedded-postgres, which knows where the builds are.
// Only its download is used: it would run what it fetched without a checksum
// of ours, and as root, which PostgreSQL refuses.
var maven = provider{
	name:  "maven",
	fetch: fetchMaven,
	sum: func(r io.Reader) (string, error) {
		h := sha256.New()
		_, err := io.Copy(h, r)
		return hex.EncodeToString(h.Sum(nil)), err
	},
	open: func(r io.Reader) (*tar.Reader, error) {
		unpacked, err := xz.NewReader(r, 0)
		if err != nil {
			return nil, err
		}
		return tar.NewReader(unpacked), nil
	},
}

func fetchMaven(ctx context.Context, a artifact, dir, mirror string) (string, error) {
	// The library keeps the archive and goes on to unpack it under the path for
	// binaries. Below a link that leads nowhere nothing can be made, so there
	// it stops.
	nowhere := filepath.Join(dir, "nowhere")
	if err := os.Symlink("missing", nowhere); err != nil {
		return "", err
	}
	config := embeddedpostgres.DefaultConfig().
		Version(embeddedpostgres.PostgresVersion(a.version)).
		Port(0).
		CachePath(dir).
		RuntimePath(filepath.Join(dir, "unused")).
		BinariesPath(filepath.Join(nowhere, "unused")).
		Logger(io.Discard)
	if mirror != "" {
		config = config.BinaryRepositoryURL(mirror)
	}
	err := embeddedpostgres.NewDatabase(config).Start()
	removeLibraryLog()
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	archives := glob(filepath.Join(dir, "embedded-postgres-binaries-*.txz"))
	switch {
	case len(archives) == 1:
		return archives[0], nil
	case err == nil:
		err = errors.New("the library kept no archive")
	}
	return "", fmt.Errorf("embedded-postgres: %w", err)
}

// removeLibraryLog removes the log files that the library leaves in the
// temporary directory: those that this very process has open.
func removeLibraryLog() {
	open, err := os.ReadDir("/dev/fd")
	if err != nil {
		return
	}
	for _, path := range glob(filepath.Join(os.TempDir(), "embedded_postgres_log*")) {
		log, err := os.Lstat(path)
		if err != nil || !log.Mode().IsRegular() {
			continue
		}
		for _, fd := range open {
			if info, err := os.Stat("/dev/fd/" + fd.Name()); err == nil && os.SameFile(info, log) {
				_ = os.Remove(path)
				break
			}
		}
	}
}
