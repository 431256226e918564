package scratch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// downloadTimeout is how long one provider may take.
const downloadTimeout = 10 * time.Minute

// Fetch makes sure that binaries of the major version in opts are in the
// cache, whatever is installed, and gives their directory. Major 0 is the
// newest on offer.
func Fetch(ctx context.Context, opts Options) (bin string, err error) {
	if !supported {
		return "", &PlatformError{}
	}
	h, err := newHouse(opts)
	if err != nil {
		return "", err
	}
	h.sweep()
	search := &search{ctx: ctx, as: h.as}
	search.cached(h)
	if inst, ok := search.best(opts.Major, false); ok && opts.Major != 0 {
		return inst.bin, nil
	}
	return h.download(ctx, opts)
}

// download puts binaries into the cache, from the first provider that can
// serve them.
func (h *house) download(ctx context.Context, opts Options) (bin string, err error) {
	if opts.Offline {
		return "", errors.New("downloading is switched off")
	}
	platform := hostPlatform()
	offers := offered(platform, opts.Major)
	what := "PostgreSQL"
	if opts.Major != 0 {
		what += fmt.Sprint(" ", opts.Major)
	}
	if len(offers) == 0 {
		return "", fmt.Errorf("there is no download of %s for %s", what, platform)
	}
	var reasons []error
	for _, p := range providers {
		mirror, meant := mirrorFor(p, opts.Mirror)
		for _, a := range offers {
			if a.provider != p.name || !meant {
				continue
			}
			bin, err := h.obtain(ctx, p, a, mirror, opts.Progress)
			if err == nil {
				return bin, nil
			}
			reasons = append(reasons, fmt.Errorf("downloading PostgreSQL %s from %s: %w", a.version, p.name, err))
			if ctx.Err() != nil {
				return "", errors.Join(reasons...)
			}
		}
	}
	if len(reasons) == 0 {
		return "", fmt.Errorf("the mirror's kind has no download of %s for %s", what, platform)
	}
	return "", errors.Join(reasons...)
}

// offered are the artifacts of a platform of one major version, 0 for the
// newest.
func offered(platform string, major int) []artifact {
	var offers []artifact
	for _, a := range artifacts {
		if a.platform == platform && (major == 0 || a.major() == major) {
			offers = append(offers, a)
		}
	}
	if len(offers) == 0 {
		return nil
	}
	newest := slices.MaxFunc(offers, func(x, y artifact) int { return cmp.Compare(x.major(), y.major()) }).major()
	return slices.DeleteFunc(offers, func(a artifact) bool { return a.major() != newest })
}

func (a artifact) major() int {
	major, _, _ := parseVersion("(PostgreSQL) " + a.version)
	return major
}

// mirrorFor tells which address a provider is to use. Who names a mirror wants
// nothing from elsewhere, so the other provider is not meant then.
func mirrorFor(p provider, mirror string) (address string, meant bool) {
	if mirror == "" {
		return "", true
	}
	registry, isNPM := strings.CutPrefix(mirror, "npm:")
	if isNPM {
		return registry, p.name == npm.name
	}
	return mirror, p.name == maven.name
}

// hostPlatform names the machine as artifacts do. Alpine's C library runs
// nothing that was built for another's.
func hostPlatform() string {
	platform := runtime.GOOS + "-" + runtime.GOARCH
	if runtime.GOOS == "linux" && exists("/etc/alpine-release") {
		platform += "-alpine"
	}
	return platform
}

// obtain downloads, checks and unpacks one artifact. Of several processes one
// works and the others wait.
func (h *house) obtain(
	ctx context.Context, p provider, a artifact, mirror string, progress func(done, total int64, what string),
) (bin string, err error) {
	final := filepath.Join(h.cache, "postgres", a.platform, a.version+"-"+a.provider)
	if err := mkdirOpen(filepath.Dir(final)); err != nil {
		return "", err
	}
	unlock, err := waitLock(ctx, final+lockSuffix)
	if err != nil {
		return "", err
	}
	defer unlock()
	bin = filepath.Join(final, "bin")
	if exists(bin) {
		return bin, nil
	}
	work, err := newWorkDir(h.cacheTemp(), false)
	if err != nil {
		return "", err
	}
	if progress == nil {
		progress = func(int64, int64, string) {}
	}
	what := "PostgreSQL " + a.version
	progress(0, a.size, what)
	// The npm client alone says nothing of how far it is.
	transport().listen(func(bytes int64) { progress(min(bytes, a.size-1), a.size, what) })
	defer transport().listen(nil)
	archive, err := fetchWithin(ctx, p, a, work, mirror)
	if err != nil {
		return "", err
	}
	defer func() { _ = work.remove() }()
	if err := verify(p, a, archive); err != nil {
		return "", err
	}
	unpacked := filepath.Join(work.path, "unpacked")
	if err := extract(p, archive, unpacked); err != nil {
		return "", fmt.Errorf("unpacking: %w", err)
	}
	if err := os.Rename(unpacked, final); err != nil {
		return "", err
	}
	progress(a.size, a.size, what)
	return bin, nil
}

// fetchWithin fetches under a deadline. A library that cannot be interrupted
// is left to come to its end, and work is removed when it has.
func fetchWithin(ctx context.Context, p provider, a artifact, work *workDir, mirror string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, downloadTimeout)
	type result struct {
		archive string
		err     error
	}
	done := make(chan result)
	go func() {
		defer cancel()
		archive, err := p.fetch(ctx, a, work.path, mirror)
		select {
		case done <- result{archive, err}:
			if err != nil {
				_ = work.remove()
			}
		case <-ctx.Done():
			_ = work.remove()
		}
	}()
	select {
	case r := <-done:
		return r.archive, r.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// A ChecksumError reports an archive that is not the one that was pinned.
type ChecksumError struct {
	Version    string
	Want, Have string
}

func (e *ChecksumError) Error() string {
	return fmt.Sprintf("the archive of PostgreSQL %s is not the one that was checked: want sum %s, have %s", e.Version, e.Want, e.Have)
}

// Hint says what can be behind it.
func (e *ChecksumError) Hint() string {
	return "a proxy or mirror altered or replaced it; nothing of it was run"
}

func verify(p provider, a artifact, archive string) error {
	f, err := os.Open(archive)
	if err != nil {
		return err
	}
	defer f.Close()
	have, err := p.sum(f)
	if err != nil {
		return fmt.Errorf("reading archive: %w", err)
	}
	if have != a.sum {
		return &ChecksumError{Version: a.version, Want: a.sum, Have: have}
	}
	return nil
}
