package rule

import (
	"fmt"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "domain-check",
		Title:    "A domain has other checks",
		Severity: Error,
		Explains: topics(diff.Expr, schema.KindDomain),
		Check:    domainChecks,
		Doc: doc(`
Both sides have the domain, and a CHECK of it is there on one side only, has
another condition, or was added NOT VALID. All checks of a domain make one
finding, as bad as the worst of them. Where only a server could tell whether two
conditions mean the same, the finding says "may differ" and is for your
information.`, `
Values that the declared side permits are refused in every column of the domain
with SQLSTATE 23514, or values that it forbids are stored.`, `
Declare the checks that the database has.`, `
Drop the check, or add it and validate it afterwards:

    alter domain email add check (value like '%@%') not valid;
    alter domain email validate constraint email_check;
`),
	})
}

// domainChecks reports one finding per domain: the checks of one are told apart
// by what they say, which is no part of a finding's identity.
func domainChecks(p *Pass) {
	whole := make(map[schema.Ref]*Finding)
	first := make(map[schema.Ref]*diff.Difference)
	var order []schema.Ref
	for _, d := range p.Differences {
		f := domainCheck(p, d)
		if d.Verdict == diff.Unsure {
			f = unsure(p, d, f)
		}
		w := whole[d.Object]
		if w == nil {
			whole[d.Object], first[d.Object] = &f, d
			order = append(order, d.Object)
			continue
		}
		p.Accept(d)
		w.Severity = max(w.Severity, f.Severity)
		w.Message += "; " + f.Message
		w.Consequence += "; " + f.Consequence
		for i, r := range f.Remedies {
			if i < len(w.Remedies) && w.Remedies[i].Side == r.Side {
				w.Remedies[i].Text += "; " + r.Text
			} else {
				w.Remedies = append(w.Remedies, r)
			}
		}
	}
	for _, ref := range order {
		p.Report(first[ref], *whole[ref])
	}
}

func domainCheck(p *Pass, d *diff.Difference) Finding {
	domain := d.Object.Path()
	want, wantOld := strings.CutSuffix(d.Declared, notValid)
	have, haveOld := strings.CutSuffix(d.Live, notValid)
	f := Finding{
		Severity:    bySource(p, d, Error, Warning),
		Message:     contrast(p, d, domainCheckWords(want, wantOld), domainCheckWords(have, haveOld)),
		Consequence: fmt.Sprintf("values that break %s can be stored in columns of the domain %s", condition(want), domain),
		Remedies: remedies(
			fmt.Sprintf("declare the domain %s with %s", domain, domainCheckWords(have, haveOld)),
			fmt.Sprintf("alter domain %s add %s", sqlName(d.Object), domainCheckWords(want, wantOld)),
		),
	}
	switch {
	case want == "":
		f.Severity = bySource(p, d, Warning, Info)
		f.Consequence = fmt.Sprintf("values that break %s are refused in columns of the domain %s (23514), which %s permits",
			condition(have), domain, source(p, d))
		f.Remedies[1].Text = fmt.Sprintf("alter domain %s drop the constraint %s", sqlName(d.Object), condition(have))
	case haveOld && !wantOld:
		f.Severity = Warning
		f.Consequence = fmt.Sprintf("old values in columns of the domain %s may break %s", domain, condition(want))
		f.Remedies[1].Text = fmt.Sprintf("alter domain %s validate the constraint %s", sqlName(d.Object), condition(have))
	case wantOld && !haveOld && want == have:
		f.Severity = Info
		f.Consequence = fmt.Sprintf("nothing breaks: every value of the domain %s has been held to the check", domain)
		f.Remedies = f.Remedies[:1]
	case have != "":
		f.Consequence = fmt.Sprintf("values that break %s are refused (23514) in columns of the domain %s, instead of those that break %s",
			condition(have), domain, condition(want))
		f.Remedies[1].Text = fmt.Sprintf("replace the check %s of the domain %s by %s", condition(have), domain, condition(want))
	}
	return f
}

// notValid ends the spelling of a check that old values have not been held to.
const notValid = " not valid"

func domainCheckWords(expr string, old bool) string {
	switch {
	case expr == "":
		return "no such check"
	case old:
		return "check " + condition(expr) + notValid
	}
	return "check " + condition(expr)
}
