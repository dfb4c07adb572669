// Package matrix multiplies small matrices of float32 and takes the other steps of a network that must be
// fast. Every function gives the same bits on every machine: each sum is taken in the order of its terms,
// and each product and each sum is rounded by itself, with vector instructions or without.
//
// A matrix is a slice of its rows, one after the other.
package matrix

// MulAdd adds a·b to c. a has m rows of k, b has k rows of n, c has m rows of n. n is a multiple of 16.
func MulAdd(c, a, b []float32, m, k, n int) {
	if n%16 != 0 {
		panic("matrix.MulAdd: the columns are not a multiple of 16")
	}
	if m == 0 || k == 0 || n == 0 {
		return
	}
	_, _, _ = a[m*k-1], b[k*n-1], c[m*n-1]
	mulAdd(c, a, b, m, k, n)
}

// Transpose writes to t the transpose of a, which has m rows of n; t has rows of stride, at least m, and what
// is left of a row is not touched.
func Transpose(t, a []float32, m, n, stride int) {
	for i := range m {
		row := a[i*n : i*n+n]
		at := i
		for _, v := range row {
			t[at] = v
			at += stride
		}
	}
}

// Add adds b to a, of equal lengths.
func Add(a, b []float32) {
	b = b[:len(a)]
	add(a, b)
}

// Step takes one step of a simple recurrent unit (Lei and others, Simple Recurrent Units for Highly
// Parallelizable Recurrence, EMNLP 2018) in each of its cells: with the gates f and r,
//
//	c = x + f(c - x)    h = w + r(c - w)
//
// where x is the new content, w the way past the unit, and c the cell's state. The lengths are equal and a
// multiple of 8. Gate says what makes a gate of f and r.
func Step(h, c, x, f, r, w []float32) {
	n := len(h)
	if n%8 != 0 {
		panic("matrix.Step: the cells are not a multiple of 8")
	}
	if n > 0 {
		step(h, c[:n], x[:n], f[:n], r[:n], w[:n])
	}
}

// Gate makes a gate of any number: a smooth step from 0 at -4 to 1 at 4, as steep as the logistic function
// at 0 and made of what every machine does alike.
func Gate(x float32) float32 {
	y := min(max(x*0.25, -1), 1)
	a := y
	if a < 0 {
		a = -a
	}
	return float32(y*(1-float32(a*0.5))) + 0.5
}

func mulAddPlain(c, a, b []float32, m, k, n int) {
	for i := range m {
		row := c[i*n : i*n+n]
		for l, v := range a[i*k : i*k+k] {
			for j, w := range b[l*n : l*n+n] {
				row[j] += float32(v * w)
			}
		}
	}
}

func addPlain(a, b []float32) {
	for i := range a {
		a[i] += b[i]
	}
}

func stepPlain(h, c, x, f, r, w []float32) {
	for i := range h {
		c[i] = x[i] + float32(Gate(f[i])*(c[i]-x[i]))
		h[i] = w[i] + float32(Gate(r[i])*(c[i]-w[i]))
	}
}
