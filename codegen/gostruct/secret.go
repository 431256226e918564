package gostruct

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// secretTypes are those in which secrets are kept: a password_changed_at of type
// timestamptz is none.
var secretTypes = []string{"text", "varchar", "bpchar", "citext", "bytea", "json", "jsonb"}

// secretWords make any column a secret.
var secretWords = []string{"password", "passwords", "passwd", "passphrase", "secret", "secrets", "credential", "credentials", "salt"}

// secretEnds make a column one whose name ends so, or goes on with a word for
// what is done with it.
var secretEnds = []string{
	"token", "tokens", "encryption key", "private key", "signing key", "api key", "access key",
	"master key", "hmac key", "backup codes", "backup code", "recovery codes", "recovery code", "totp seed", "otp seed", "mfa seed",
}

// isSecret guesses from name and type that a column holds what nobody outside
// should see.
func isSecret(name string, t schema.Type) bool {
	if !slices.Contains(secretTypes, t.Name) || t.Schema != "" && t.Schema != "pg_catalog" && t.Name != "citext" {
		return false
	}
	ws := words(strings.ToLower(name))
	if slices.ContainsFunc(ws, func(w string) bool { return slices.Contains(secretWords, w) }) {
		return true
	}
	for len(ws) > 1 && slices.Contains([]string{"hash", "hashed", "digest", "encrypted", "enc", "sealed"}, ws[len(ws)-1]) {
		ws = ws[:len(ws)-1]
	}
	all := " " + strings.Join(ws, " ")
	return slices.ContainsFunc(secretEnds, func(end string) bool { return strings.HasSuffix(all, " "+end) })
}
