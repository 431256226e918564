package live_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/synapscale/synapcheck/inspect/live"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// An authority signs certificates.
type authority struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
	pem  []byte
}

func newAuthority(t *testing.T) *authority {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test authority"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return &authority{template, key, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})}
}

// issue makes a certificate for 127.0.0.1 and its key.
func (a *authority) issue(t *testing.T) (cert, key []byte) {
	t.Helper()
	own, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "server"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, a.cert, &own.PublicKey, a.key)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := x509.MarshalECPrivateKey(own)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: plain})
}

// listening starts a server that listens on 127.0.0.1 with the certificate, of
// the same programs and for the same user of the system as the tests' server.
func listening(t *testing.T, cert, key []byte) (port int) {
	t.Helper()
	db := scratchtest.Database(t)
	var bin string
	if err := dial(t, db.AdminURL()).QueryRow(t.Context(), "select setting from pg_config where name = 'BINDIR'").Scan(&bin); err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(db.URL())
	if err != nil {
		t.Fatal("no URL")
	}
	info, err := os.Stat(u.Query().Get("host"))
	if err != nil {
		t.Fatal(err)
	}
	owner := info.Sys().(*syscall.Stat_t)
	dir, err := os.MkdirTemp("", "tls")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chown(dir, int(owner.Uid), int(owner.Gid)); err != nil {
		t.Fatal(err)
	}
	command := func(program string, args ...string) *exec.Cmd {
		cmd := exec.Command(filepath.Join(bin, program), args...)
		cmd.Dir = dir
		cmd.Env = []string{"LC_ALL=C", "LD_LIBRARY_PATH=" + filepath.Join(filepath.Dir(bin), "lib")}
		if os.Getuid() == 0 {
			cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: owner.Uid, Gid: owner.Gid}}
		}
		return cmd
	}
	data := filepath.Join(dir, "data")
	if out, err := command("initdb", "-D", data, "-U", "postgres", "-A", "trust", "--no-sync").CombinedOutput(); err != nil {
		t.Fatalf("initdb: %v\n%s", err, out)
	}
	for name, text := range map[string][]byte{"server.crt": cert, "server.key": key, "postgresql.auto.conf": []byte("ssl = on\n")} {
		file := filepath.Join(data, name)
		if err := os.WriteFile(file, text, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chown(file, int(owner.Uid), int(owner.Gid)); err != nil {
			t.Fatal(err)
		}
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port = free.Addr().(*net.TCPAddr).Port
	free.Close()
	server := command("postgres", "-D", data, "-k", dir, "-p", fmt.Sprint(port), "-h", "127.0.0.1", "-c", "fsync=off")
	var log strings.Builder
	server.Stderr = &log
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = server.Process.Signal(syscall.SIGQUIT)
		_ = server.Wait()
		if t.Failed() {
			t.Log(log.String())
		}
	})
	eventually(t, func() bool {
		server, err := live.Connect(t.Context(), fmt.Sprintf("postgres://postgres@127.0.0.1:%d/postgres?sslmode=disable", port), live.Options{})
		if err != nil {
			return false
		}
		return server.Close(t.Context()) == nil
	})
	return port
}

func TestTrustInEncryption(t *testing.T) {
	ours, theirs := newAuthority(t), newAuthority(t)
	dir := t.TempDir()
	for name, a := range map[string]*authority{"ours.crt": ours, "theirs.crt": theirs} {
		if err := os.WriteFile(filepath.Join(dir, name), a.pem, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cert, key := ours.issue(t)
	port := listening(t, cert, key)
	at := func(host, how string) string {
		how = strings.NewReplacer("OURS", "sslrootcert="+filepath.Join(dir, "ours.crt"), "THEIRS", "sslrootcert="+filepath.Join(dir, "theirs.crt")).Replace(how)
		return fmt.Sprintf("postgres://postgres@%s:%d/postgres?%s", host, port, how)
	}
	check := func(host, how string, opts live.Options, want string) {
		t.Helper()
		server, err := live.Connect(t.Context(), at(host, how), opts)
		if err != nil {
			var hinted interface{ Hint() string }
			if !strings.HasSuffix(err.Error(), want) || !errors.As(err, &hinted) || hinted.Hint() == "" {
				t.Errorf("%s: want %s, have %v", how, want, err)
			}
			return
		}
		defer server.Close(t.Context())
		facts := server.Describe()
		if string(facts.Trust) != want || (facts.TLS == "") != (want == "none") {
			t.Errorf("%s: want %s, have %s with %q", how, want, facts.Trust, facts.TLS)
		}
		if distant := host == "192.0.2.1"; (len(facts.Warnings) > 0) != (distant && want != "verify-full") {
			t.Errorf("%s at %s: the warnings are %q", how, host, facts.Warnings)
		}
	}
	secret := live.Options{RequireTLS: true}
	// The address is one that leads nowhere, and the connection is made to ours.
	distant := live.Options{}.WithDial(func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, fmt.Sprintf("127.0.0.1:%d", port))
	})
	const untrusted = "the server's certificate is not trusted"
	check("127.0.0.1", "sslmode=disable", live.Options{}, "none")
	check("127.0.0.1", "sslmode=disable", secret, "its sslmode forbids encryption, which is asked for")
	check("127.0.0.1", "sslmode=allow", live.Options{}, "none")
	check("127.0.0.1", "sslmode=allow", secret, "unverified")
	check("127.0.0.1", "sslmode=prefer", live.Options{}, "unverified")
	check("127.0.0.1", "sslmode=prefer", secret, "unverified")
	check("127.0.0.1", "sslmode=require", live.Options{}, "unverified")
	check("127.0.0.1", "sslmode=require&OURS", live.Options{}, "verify-ca")
	check("127.0.0.1", "sslmode=verify-ca&OURS", live.Options{}, "verify-ca")
	check("127.0.0.1", "sslmode=verify-ca&THEIRS", live.Options{}, untrusted)
	check("127.0.0.1", "sslmode=verify-full&OURS", live.Options{}, "verify-full")
	check("127.0.0.1", "sslmode=verify-full&THEIRS", live.Options{}, untrusted)
	check("localhost", "sslmode=verify-ca&OURS", distant, "verify-ca") // the certificate is for the number
	check("localhost", "sslmode=verify-full&OURS", distant, untrusted)
	check("192.0.2.1", "sslmode=disable", distant, "none")
	check("192.0.2.1", "sslmode=require", distant, "unverified")
	check("192.0.2.1", "sslmode=verify-ca&OURS", distant, "verify-ca")
	check("192.0.2.1", "sslmode=verify-full&OURS", distant, untrusted)

	admin := dial(t, at("127.0.0.1", "sslmode=disable"))
	run(t, admin, "alter system set ssl = off", "select pg_reload_conf()")
	eventually(t, func() bool {
		server, err := live.Connect(t.Context(), at("127.0.0.1", "sslmode=prefer"), live.Options{})
		if err != nil {
			return false
		}
		defer server.Close(t.Context())
		return server.Describe().Trust == live.TrustNone
	})
	const plain = "the server offers no encryption"
	check("127.0.0.1", "sslmode=require", live.Options{}, plain)
	check("127.0.0.1", "sslmode=verify-full&OURS", live.Options{}, plain)
	check("127.0.0.1", "sslmode=prefer", live.Options{}, "none")
	check("127.0.0.1", "sslmode=prefer", secret, plain)
}
