package scratch

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// mavenMirror serves one archive under every name, as a Maven repository would.
func mavenMirror(t *testing.T, archive []byte, asked *atomic.Int32) string {
	t.Helper()
	var jar bytes.Buffer
	w := zip.NewWriter(&jar)
	f, err := w.Create("postgres.txz")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write(archive); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasSuffix(r.URL.Path, ".jar") {
			http.NotFound(w, r)
			return
		}
		asked.Add(1)
		_, _ = w.Write(jar.Bytes())
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func tinyArchive(t *testing.T) []byte {
	t.Helper()
	archive, err := os.ReadFile("testdata/tiny.txz")
	if err != nil {
		t.Fatal(err)
	}
	return archive
}

func testHouse(t *testing.T) *house {
	t.Helper()
	h, err := newHouse(Options{CacheDir: openDir(t)})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func tree(t *testing.T, root string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(root, func(path string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, path)
		info, err := entry.Info()
		if err == nil && !entry.IsDir() {
			files = append(files, fmt.Sprintf("%s %s", info.Mode(), filepath.ToSlash(rel)))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestAlteredDownloadIsRefused(t *testing.T) {
	h := testHouse(t)
	var asked atomic.Int32
	mirror := mavenMirror(t, tinyArchive(t), &asked)
	_, err := h.download(t.Context(), Options{Major: 17, Mirror: mirror})
	var checksum *ChecksumError
	if !errors.As(err, &checksum) {
		t.Errorf("want a ChecksumError, have %v", err)
	}
	if err != nil && strings.Contains(err.Error(), "npm") {
		t.Errorf("who names a mirror wants nothing from elsewhere: %v", err)
	}
	if asked.Load() != 1 {
		t.Errorf("the mirror was asked %d times", asked.Load())
	}
	for _, file := range tree(t, h.cache) {
		if !strings.HasSuffix(file, ".lock") {
			t.Errorf("left: %s", file)
		}
	}
}

func TestDownloadIsUnpackedOnce(t *testing.T) {
	h := testHouse(t)
	var asked atomic.Int32
	mirror := mavenMirror(t, tinyArchive(t), &asked)
	sum := sha256.Sum256(tinyArchive(t))
	a := artifact{"maven", hostPlatform(), "17.99.0", 42, hex.EncodeToString(sum[:])}
	var mutex sync.Mutex
	var heard []int64
	logs := filepath.Join(os.TempDir(), "embedded_postgres_log*")
	before := glob(logs)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			bin, err := h.obtain(t.Context(), maven, a, mirror, func(done, _ int64, _ string) {
				mutex.Lock()
				defer mutex.Unlock()
				heard = append(heard, done)
			})
			if err != nil {
				t.Error(err)
			} else if !exists(filepath.Join(bin, "postgres")) {
				t.Errorf("%s holds no programs", bin)
			}
		})
	}
	wg.Wait()
	if asked.Load() != 1 {
		t.Errorf("the mirror was asked %d times", asked.Load())
	}
	// One download alone is told of: from nothing to all of it, and bytes between.
	ends := slices.DeleteFunc(slices.Clone(heard), func(done int64) bool { return done != 0 && done != 42 })
	if diff := cmp.Diff([]int64{0, 42}, ends); diff != "" || !slices.IsSorted(heard) || len(heard) < 3 {
		t.Errorf("progress told %v", heard)
	}
	want := []string{"-rwxr-xr-x bin/initdb", "-rwxr-xr-x bin/postgres", "Lrwxrwxrwx lib/libx.so", "-rw-r--r-- lib/libx.so.1"}
	if diff := cmp.Diff(want, tree(t, filepath.Join(h.cache, "postgres", hostPlatform(), "17.99.0-maven"))); diff != "" {
		t.Error(diff)
	}
	if left, _ := os.ReadDir(h.cacheTemp()); len(left) != 0 {
		t.Errorf("left: %v", left)
	}
	if diff := cmp.Diff(before, glob(logs)); diff != "" {
		t.Errorf("logs of the library are left: %s", diff)
	}
}

// The npm client fetches from the registry that is named, and what it brings
// is checked by us, not only by the registry's own word.
func TestDownloadThroughNPM(t *testing.T) {
	archive := npmArchive(t)
	sum := sha512.Sum512(archive)
	integrity := base64.StdEncoding.EncodeToString(sum[:])
	var server *httptest.Server
	server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".tgz") {
			_, _ = w.Write(archive)
			return
		}
		name := strings.TrimPrefix(r.URL.Path, "/")
		_ = json.NewEncoder(w).Encode(map[string]any{
			"name": name, "dist-tags": map[string]string{"latest": "17.99.0"},
			"versions": map[string]any{"17.99.0": map[string]any{
				"name": name, "version": "17.99.0",
				"dist": map[string]string{"tarball": server.URL + "/x.tgz", "integrity": "sha512-" + integrity},
			}},
		})
	}))
	t.Cleanup(server.Close)
	h := testHouse(t)
	good := artifact{"npm", "linux-amd64", "17.99.0", int64(len(archive)), integrity}
	bin, err := h.obtain(t.Context(), npm, good, server.URL, nil)
	if _, lookErr := exec.LookPath("npm"); lookErr != nil {
		if err == nil || !strings.Contains(err.Error(), "npm client is not installed") {
			t.Errorf("without npm: %v", err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"-rwxr-xr-x bin/initdb", "-rwxr-xr-x bin/postgres", "Lrwxrwxrwx lib/libx.so", "-rw-r--r-- lib/libx.so.1", "-rw-r--r-- pg-symlinks.json"}
	if diff := cmp.Diff(want, tree(t, filepath.Dir(bin))); diff != "" {
		t.Error(diff)
	}
	other := good
	other.version, other.sum = "17.99.0", strings.Repeat("A", len(integrity))
	other.platform = "linux-arm64"
	var checksum *ChecksumError
	if _, err := h.obtain(t.Context(), npm, other, server.URL, nil); !errors.As(err, &checksum) {
		t.Errorf("want a ChecksumError, have %v", err)
	}
}

func npmArchive(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	zipped := gzip.NewWriter(&out)
	w := tar.NewWriter(zipped)
	for _, f := range []struct {
		name, text string
		mode       int64
	}{
		{"package/package.json", `{"name":"x","version":"17.99.0"}`, 0o644},
		{"package/native/bin/initdb", "x", 0o755},
		{"package/native/bin/postgres", "x", 0o755},
		{"package/native/lib/libx.so.1", "lib", 0o644},
		{"package/native/pg-symlinks.json", `[{"source":"native/lib/libx.so.1","target":"native/lib/libx.so"}]`, 0o644},
	} {
		if err := w.WriteHeader(&tar.Header{Name: f.name, Mode: f.mode, Size: int64(len(f.text))}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(f.text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Close(), zipped.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestDownloadEndsWithContext(t *testing.T) {
	arrived := make(chan struct{})
	release := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		close(arrived)
		<-release
	}))
	h := testHouse(t)
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-arrived
		cancel()
	}()
	if _, err := h.download(ctx, Options{Major: 17, Mirror: server.URL}); !errors.Is(err, context.Canceled) {
		t.Errorf("want %v, have %v", context.Canceled, err)
	}
	close(release)
	server.Close()
	for range 200 {
		if left, _ := os.ReadDir(h.cacheTemp()); len(left) == 0 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Error("the abandoned download left its directory")
}

func TestArchiveCannotLeadOut(t *testing.T) {
	for i, header := range []tar.Header{
		{Name: "bin/good", Typeflag: tar.TypeReg}, // to see that the others fail for their names
		{Name: "../evil", Typeflag: tar.TypeReg},
		{Name: "bin/../../evil", Typeflag: tar.TypeReg},
		{Name: "/evil", Typeflag: tar.TypeReg},
		{Name: "lib/evil", Typeflag: tar.TypeSymlink, Linkname: "/etc/passwd"},
		{Name: "lib/evil", Typeflag: tar.TypeSymlink, Linkname: "../../evil"},
		{Name: "lib/evil", Typeflag: tar.TypeSymlink, Linkname: ".."},
		{Name: "evil", Typeflag: tar.TypeLink, Linkname: "/etc/passwd"},
		{Name: "evil", Typeflag: tar.TypeFifo},
	} {
		var archive bytes.Buffer
		w := tar.NewWriter(&archive)
		if err := errors.Join(w.WriteHeader(&header), w.Close()); err != nil {
			t.Fatal(err)
		}
		dir := openDir(t)
		path := filepath.Join(dir, "archive")
		if err := os.WriteFile(path, archive.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		plain := provider{open: func(r io.Reader) (*tar.Reader, error) { return tar.NewReader(r), nil }}
		if err := extract(plain, path, filepath.Join(dir, "out")); (err == nil) != (i == 0) {
			t.Errorf("%s -> %q: %v", header.Name, header.Linkname, err)
		}
		if exists(filepath.Join(dir, "evil")) {
			t.Errorf("%s was unpacked outside", header.Name)
		}
	}
}

func TestMirrorSpeaksForOneProvider(t *testing.T) {
	for _, test := range []struct {
		mirror, maven, npm string
	}{
		{"", "", ""},
		{"https://maven.example/m2", "https://maven.example/m2", "-"},
		{"npm:https://npm.example", "-", "https://npm.example"},
	} {
		for p, want := range map[string]string{"maven": test.maven, "npm": test.npm} {
			have, meant := mirrorFor(provider{name: p}, test.mirror)
			if !meant {
				have = "-"
			}
			if have != want {
				t.Errorf("%s with mirror %q: want %q, have %q", p, test.mirror, want, have)
			}
		}
	}
}

// Every platform has every version that PostgreSQL supports, and no pin is
// written twice or cut short.
func TestArtifactsAreComplete(t *testing.T) {
	seen := map[string]bool{}
	for _, a := range artifacts {
		key := fmt.Sprintf("%s %s %d", a.provider, a.platform, a.major())
		if seen[key] {
			t.Errorf("%s is there twice", key)
		}
		seen[key] = true
		length := map[string]int{"maven": 64, "npm": 88}[a.provider]
		if len(a.sum) != length || a.size < 10e6 || a.major() < OldestMajor {
			t.Errorf("%+v cannot be right", a)
		}
	}
	for _, platform := range []string{"linux-amd64", "linux-arm64", "darwin-amd64", "darwin-arm64", "linux-amd64-alpine"} {
		for major := 14; major <= 18; major++ {
			if len(offered(platform, major)) == 0 {
				t.Errorf("nothing is offered for %s, version %d", platform, major)
			}
		}
	}
	if offers := offered("linux-amd64", 0); len(offers) != 2 || offers[0].major() != 18 {
		t.Errorf("the newest offered is %+v", offers)
	}
}

func TestOfflineDownloadsNothing(t *testing.T) {
	var asked atomic.Int32
	mirror := mavenMirror(t, nil, &asked)
	_, err := Fetch(t.Context(), Options{CacheDir: openDir(t), Major: 17, Offline: true, Mirror: mirror})
	if err == nil || !strings.Contains(err.Error(), "switched off") || asked.Load() != 0 {
		t.Errorf("asked %d times, %v", asked.Load(), err)
	}
}
