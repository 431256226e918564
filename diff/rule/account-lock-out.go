package rule

func init() {
	advise(&Rule{
		ID:       "account-lock-out",
		Layer:    LayerAccounts,
		Title:    "A table of accounts does not count failed attempts",
		Severity: Info,
		Advise: demands(demand{
			words:       []string{"failedlogin", "failedattempt", "loginattempt", "failedsignin", "failedcount", "failedpassword", "accessfailed", "locked", "lockout", "lockeduntil"},
			message:     "has no column for failed attempts or a lock, and no table that refers to it has one",
			consequence: "nothing in the database stops somebody who tries passwords one after the other",
			columns:     "add column failed_login_attempts integer not null default 0, add column locked_until timestamptz",
		}),
		Doc: doc(`
The table has accounts with passwords. Neither it nor a table that refers to it
counts failed attempts or says until when an account is locked. The rule is
silent unless synapcheck.yaml names it.`, `
Nothing fails. Passwords can be tried for as long as somebody likes, unless
something before the database stops it.`, `
Add the fields with the columns.`, `
    alter table users
      add column failed_login_attempts integer not null default 0,
      add column locked_until timestamptz;
`),
	})
}
