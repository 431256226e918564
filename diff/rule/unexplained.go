package rule

// unexplained is the rule of what no other rule explains. Judge applies it
// last; it is none of All.
var unexplained = &Rule{
	ID:       Unexplained,
	Title:    "The two sides differ in a way that no rule explains",
	Severity: Warning,
	Check:    func(*Pass) {},
	Doc: doc(`
The comparison found a difference, and no rule knows what it means. It is
reported rather than lost.`, `
Not known. Look at both values.`, `
Change the model or the schema file to what the database has, and please report
the difference to the authors of synapcheck.`, `
Change the database to what is declared.`),
}
