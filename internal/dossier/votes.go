package dossier

// Votes counts what several tellings give for one field; what is empty does not count.
type Votes map[string]int

// Add counts a value.
func (v Votes) Add(value string) {
	if value != "" {
		v[value]++
	}
}

// First is the value with the most votes, the first in the alphabet of several.
func (v Votes) First() string {
	best, most := "", 0
	for value, n := range v {
		if n > most || n == most && value < best {
			best, most = value, n
		}
	}
	return best
}
