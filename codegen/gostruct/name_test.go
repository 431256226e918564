package gostruct

import (
	"go/token"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// The columns that gorm and bun make of a field's name, as those libraries were
// seen to do it.
func TestNamesOfLibraries(t *testing.T) {
	for _, c := range []struct{ field, gorm, bun string }{
		{"ID", "id", "id"},
		{"Id", "id", "id"},
		{"UserID", "user_id", "user_id"},
		{"UserIDs", "user_ids", "user_i_ds"},
		{"HTTPServer", "http_server", "http_server"},
		{"OAuth2Token", "o_auth2_token", "o_auth2_token"},
		{"IPAddress", "ip_address", "ip_address"},
		{"IPs", "ips", "i_ps"},
		{"URLPath", "url_path", "url_path"},
		{"MyURL", "my_url", "my_url"},
		{"CallbackURLs", "callback_urls", "callback_ur_ls"},
		{"TOTPSecret", "totp_secret", "totp_secret"},
		{"X509Cert", "x509_cert", "x509_cert"},
		{"Sha256Sum", "sha256_sum", "sha256_sum"},
		{"A1B2", "a1_b2", "a1b2"},
		{"Name2", "name2", "name2"},
		{"Field_Name", "field_name", "field__name"},
		{"UTF8Text", "utf8_text", "utf8_text"},
		{"SMTPHost", "smtp_host", "smtp_host"},
		{"GRPCAddr", "g_rpc_addr", "grpc_addr"},
	} {
		if have := gormName(c.field); have != c.gorm {
			t.Errorf("gorm: %s is %s, want %s", c.field, have, c.gorm)
		}
		if have := bunName(c.field); have != c.bun {
			t.Errorf("bun: %s is %s, want %s", c.field, have, c.bun)
		}
	}
}

func TestEveryColumnHasAGoName(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		taken := map[string]bool{}
		for _, column := range rapid.SliceOf(rapid.OneOf(rapid.String(), rapid.StringMatching(`[a-z0-9_]{0,4}`))).Draw(t, "columns") {
			name := goName(column, rapid.Bool().Draw(t, "plain"), taken)
			if !token.IsIdentifier(name) || !token.IsExported(name) || taken[name] {
				t.Fatalf("%q became %q", column, name)
			}
			taken[name] = true
		}
	})
}

func TestTagsAreReadAsTheyWereWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key := rapid.StringMatching(`[a-z]{1,5}`)
		var parts []tagPart
		for range rapid.IntRange(1, 4).Draw(t, "n") {
			parts = append(parts, tagPart{key: key.Draw(t, "key"), value: rapid.String().Draw(t, "value")})
		}
		text := literal(parts, nil)
		have := parseTag(text)
		if len(have.parts) != len(parts) || strings.ContainsAny(text, "\n\r") {
			t.Fatalf("%s has %d parts", text, len(have.parts))
		}
		for i := range parts {
			if have.parts[i].key != parts[i].key || have.parts[i].value != parts[i].value {
				t.Fatalf("%s: %q became %q", text, parts[i].value, have.parts[i].value)
			}
		}
	})
}
