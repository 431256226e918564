package rule

func init() {
	advise(&Rule{
		ID:       "account-audit",
		Layer:    LayerAccounts,
		Title:    "A table of accounts does not say when they were last used",
		Severity: Info,
		Advise: demands(demand{
			words:       []string{"lastlogin", "lastsignin", "currentsignin", "lastseen", "lastactiv", "loginhistory", "auditlog", "lastaccess", "loggedinat", "signedinat"},
			message:     "does not keep when an account was last used, and no table that refers to it does",
			consequence: "after a break-in nobody can tell which accounts were used, nor which ones are not used any more",
			columns:     "add column last_login_at timestamptz",
		}),
		Doc: doc(`
The table has accounts with passwords. Neither it nor a table that refers to it
keeps when an account was last used. The rule is silent unless synapcheck.yaml
names it.`, `
Nothing fails. After a break-in nobody can tell which accounts were used, and
accounts that nobody uses stay open.`, `
Add the field with the column.`, `
    alter table users add column last_login_at timestamptz;
`),
	})
}
