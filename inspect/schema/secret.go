package schema

import (
	"slices"
	"strings"
	"unicode"
)

// Secret guesses from a column's name and type that it holds what nobody outside
// should see: a password, a token, a key, or the hash of one. The type is the
// base type where the column's is a domain.
func Secret(column string, t Type) bool {
	return secretType(t) && secretName(nameWords(column))
}

// PlainSecret is Secret for a column that holds its value as it is, as far as
// name and type tell: no word in the name speaks of hashing or encryption, and
// the type is one for text.
func PlainSecret(column string, t Type) bool {
	if t.Name == "bytea" || !secretType(t) {
		return false
	}
	ws := nameWords(column)
	if strings.HasPrefix(t.Name, "json") && len(ws) > 0 && ws[len(ws)-1] == "token" {
		return false // what a token says, not the token
	}
	return secretName(ws) && !slices.ContainsFunc(ws, func(w string) bool { return sealedWords[w] })
}

// secretTypes are those in which secrets are kept: a password_changed_at of type
// timestamptz is none.
var secretTypes = []string{"text", "varchar", "bpchar", "citext", "bytea", "json", "jsonb"}

func secretType(t Type) bool {
	own := t.Schema == "" || t.Schema == "pg_catalog" || t.Name == "citext"
	return own && slices.Contains(secretTypes, t.Name)
}

// secretWords make any column a secret that is not named for an attribute of one.
var secretWords = secretSet(`password passwords passwd passphrase passcode secret secrets salt`)

// secretEnds make a column a secret whose name ends so, or goes on with a word
// for what is done with it.
var secretEnds = []string{
	"token", "tokens", "credential", "credentials", "encryption key", "private key", "signing key", "api key", "api keys", "access key",
	"master key", "hmac key", "account key", "session key", "recovery key", "private key pem", "tls key",
	"backup codes", "backup code", "recovery codes", "recovery code", "totp seed", "otp seed", "mfa seed",
	"verification code", "reset code", "auth code", "authorization code", "otp code", "code verifier", "cvv", "cvc",
}

// harmlessEnds are names that only look so.
var harmlessEnds = []string{
	"page token", "next token", "continuation token", "pagination token", "cursor token", "sync token",
	"design tokens", "prompt tokens", "completion tokens", "input tokens", "output tokens", "max tokens", "search tokens",
}

// sealedWords say that the value is hashed or encrypted.
var sealedWords = secretSet(`hash hashed hashes digest digests encrypted enc sealed cipher ciphertext crypted
	bcrypt argon2 scrypt hmac sha256 sha512 salted salt fingerprint checksum`)

// sealedEnds are taken off a name before its end is looked at.
var sealedEnds = secretSet(`hmac hash hashed hashes digest encrypted enc sealed ciphertext crypted bcrypt sha256 raw plain plaintext value
	new old current previous next`)

// attributeWords at the end of a name make it one of what is known about a
// secret, and not of the secret: password_policy, secret_name, credential_id.
var attributeWords = secretSet(`id ids name names type types kind url uri urls path paths file filename policy policies
	method methods algorithm algorithms algo alg provider providers version strategy strategies status state
	alias label title description prefix suffix format scope scopes env ref arn email emails field fields
	question questions issuer audience flow grant grants hint hints rule rules template templates subject
	reason action source mode level endpoint lifetime expiry expiration duration ttl count length size
	by at on schema config configuration settings options metadata locale language category class owner
	group manager store backend driver engine user username reference rotation uid identifier purpose attribute
	namespace address body bits`)

// openWords make a name that of a key which everybody may know.
var openWords = secretSet(`public webauthn authn passkey`)

func secretName(ws []string) bool {
	if slices.ContainsFunc(ws, func(w string) bool { return openWords[w] }) {
		return false
	}
	for len(ws) > 1 && sealedEnds[ws[len(ws)-1]] {
		ws = ws[:len(ws)-1]
	}
	if len(ws) == 0 || attributeWords[ws[len(ws)-1]] {
		return false
	}
	all := " " + strings.Join(ws, " ")
	ends := func(end string) bool { return strings.HasSuffix(all, " "+end) }
	if slices.ContainsFunc(harmlessEnds, ends) {
		return false
	}
	return slices.ContainsFunc(ws, func(w string) bool { return secretWords[w] }) || slices.ContainsFunc(secretEnds, ends)
}

// nameWords are the words of a name, in lower case: api_key and apiKey are the same.
func nameWords(name string) []string {
	var all []string
	var word strings.Builder
	last := rune(0)
	cut := func() {
		if word.Len() > 0 {
			all = append(all, word.String())
			word.Reset()
		}
	}
	for _, r := range name {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			cut()
		case unicode.IsUpper(r) && (unicode.IsLower(last) || unicode.IsDigit(last)):
			cut()
			word.WriteRune(unicode.ToLower(r))
		default:
			word.WriteRune(unicode.ToLower(r))
		}
		last = r
	}
	cut()
	return all
}

func secretSet(list string) map[string]bool {
	set := make(map[string]bool)
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}
