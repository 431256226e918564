package diff

// Similarity of two names, between 0 and 1: the better of how few letters must
// change and of how many words they share.
func Similarity(a, b string) float64 { return similarity(a, b) }
