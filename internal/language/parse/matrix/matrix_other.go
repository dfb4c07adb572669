//go:build !amd64

package matrix

func mulAdd(c, a, b []float32, m, k, n int) { mulAddPlain(c, a, b, m, k, n) }
func add(a, b []float32)                    { addPlain(a, b) }
func step(h, c, x, f, r, w []float32)       { stepPlain(h, c, x, f, r, w) }
