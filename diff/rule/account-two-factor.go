package rule

func init() {
	advise(&Rule{
		ID:       "account-two-factor",
		Layer:    LayerAccounts,
		Title:    "A table of accounts has no place for a second factor",
		Severity: Info,
		Advise: demands(demand{
			words:       []string{"twofactor", "2fa", "mfa", "totp", "otp", "webauthn", "passkey", "authenticator"},
			message:     "has no column for a second factor, and no table that refers to it has one",
			consequence: "a password is all that an account is protected by",
			columns:     "add column two_factor_enabled boolean not null default false, add column two_factor_secret_encrypted bytea",
		}),
		Doc: doc(`
The table has accounts with passwords. Neither it nor a table that refers to it
has a column for a second factor: a secret for one-time passwords, a security
key, backup codes. The rule is silent unless synapcheck.yaml names it.`, `
Nothing fails. Whoever learns a password has the account.`, `
Add the fields with the columns.`, `
Keep whether it is on, and the secret encrypted:

    alter table users
      add column two_factor_enabled boolean not null default false,
      add column two_factor_secret_encrypted bytea;
`),
	})
}
