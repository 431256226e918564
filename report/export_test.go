package report

// Width is how tests measure a line.
var Width = width
